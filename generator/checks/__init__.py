"""Checks of a variant: references, lint rules, waivers, secrets, severities. Also resolves files to variants and problems."""
