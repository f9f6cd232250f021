"""Public builds: leaves out internal data, and scans the built files for it."""
