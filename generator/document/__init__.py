"""Documents: everything that readers see on pages and sheets, composed from a variant."""
