"""Benchmarks of speed and memory, as ratios from one run. They are not tests and never fail."""
