"""Records: finished runs as files that nobody rewrites, and what they say for the next deployment."""
