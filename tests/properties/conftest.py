"""Properties run the same examples every time, so that a change is judged by what it changes; no example is timed."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
