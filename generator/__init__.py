"""Layered YAML in, a runbook site and printable sheets out."""
