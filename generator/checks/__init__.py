"""What is wrong with a variant: references, lint rules, waivers, secrets, severities; and files resolved to variants and problems."""
