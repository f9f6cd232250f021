"""Ports for programs that are told where to listen."""

from __future__ import annotations

import random
import socket

# Below those that the system hands out by itself: one of these a connection of somebody else may take before the program has begun.
RANGE = range(20_000, 32_000)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(RANGE)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
