"""Free ports for programs that must be given a port."""

from __future__ import annotations

import random
import socket

# Lower than the ports that the system assigns: another process could get one of those before our program starts.
RANGE = range(20_000, 32_000)


def free_port() -> int:
    """Return a port of this machine that is not in use."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(RANGE)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
