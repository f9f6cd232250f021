"""Imports Markdown documents as variants: reads, repairs, places each line, writes data, and proves that nothing is missing."""
