"""Sheets as Markdown, plain text, print HTML and PDF."""
