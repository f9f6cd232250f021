"""Layers into one variant, each field with its provenance, and the explanation of it."""
