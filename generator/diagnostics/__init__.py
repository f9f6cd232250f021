"""Problems: their type, their codes and severities, and the table of lint rules. Also counts of work."""
