"""Opening a project: its files, settings, git and cache; and the faults that end a command."""
