"""A comparison in print: for people, for a pull request's comment, and as JSON for programs."""
