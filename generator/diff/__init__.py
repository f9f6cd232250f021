"""Compares two states of the data, and shows the differences as text, Markdown and JSON."""
