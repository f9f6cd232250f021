"""Published releases: the folder or branch that they stand in, how one is added, and how they are verified."""
