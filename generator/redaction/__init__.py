"""Public builds: what is internal is left out, and what was built is scanned for it."""
