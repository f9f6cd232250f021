"""Public builds: leave out internal data, and search the built files for it."""
