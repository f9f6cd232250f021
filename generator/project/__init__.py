"""Opens projects: their files, settings, git and cache. Also the errors that end a command."""
