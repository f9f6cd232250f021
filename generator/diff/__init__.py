"""What changed between two states of the data, and how that is printed."""
