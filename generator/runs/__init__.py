"""Runs: what people recorded on the pages, read from files, and the state that follows from it."""
