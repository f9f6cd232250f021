"""Edits of data by position: format, rename, review, and the first files of variants, layers and projects."""
