"""One module for each command: a function that does it, prints, and returns the exit code."""
