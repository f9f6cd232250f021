"""Pages, navigation, search, offline copies, the MkDocs plugin and the preview."""
