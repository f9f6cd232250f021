"""Merge layers into one variant, each field with its provenance; find an entry by its address."""
