"""Merge layers into one variant, each field with its provenance; explain where a field came from."""
