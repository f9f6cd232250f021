"""Publishes releases to a folder or a git branch, with feeds; verifies, deletes and rebuilds them."""
