"""YAML: read with positions, gathered into layers, validated, and changed in place."""
