"""The form of a runbook: entities and the facts of their fields, quantities, moments, the clock, plain data."""
