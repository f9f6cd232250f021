"""The benchmark: what speed and memory cost, as ratios taken in one run. `make bench` runs it; it is no test and never fails for a figure."""
