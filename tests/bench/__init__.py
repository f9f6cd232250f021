"""The benchmark: what speed and memory cost, as ratios taken in one run. It is no test, and fails for no figure."""
