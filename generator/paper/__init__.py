"""Sheets as Markdown, print HTML and PDF."""
