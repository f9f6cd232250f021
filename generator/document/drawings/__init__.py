"""Drawings: services as a graph, targets on a scale, phases on a timeline."""
