"""What a runbook is: entities and the facts of their fields, quantities, moments, the clock, plain data."""
