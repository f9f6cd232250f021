"""`runbook serve`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.free_ports import free_port

PATIENCE = 60


def wait_for(url: str, words: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} never showed: {words}")


def command(root: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "generator", "--project", str(root), "serve", "--port", str(port)]


@contextmanager
def serving(root: Path, port: int, end: signal.Signals) -> Iterator[IO[str]]:
    """Serve a project and provide what is printed on stderr. Check that nothing is left when the server is ended in this way."""
    scratch = root.parent / "scratch"
    scratch.mkdir()
    server = subprocess.Popen(command(root, port), stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(scratch)})
    assert server.stderr is not None
    try:
        yield server.stderr
        assert len(list(scratch.iterdir())) == 1
    finally:
        server.send_signal(end)
        server.communicate(timeout=PATIENCE)
    assert server.returncode == 0
    assert list(scratch.iterdir()) == []


def test_shows_the_site_and_a_change_of_the_data(tiny: Path) -> None:
    port = free_port()
    with serving(tiny, port, signal.SIGINT):
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The shop opens")
        place = tiny / "data/variants/shop/variant.yaml"
        place.write_text(place.read_text().replace("The shop opens", "The doors open"))
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The doors open")


def test_shows_what_was_saved_while_it_started(tiny: Path) -> None:
    port = free_port()
    with serving(tiny, port, signal.SIGTERM) as printed:
        assert "The preview is at" in printed.readline()
        place = tiny / "data/variants/shop/variant.yaml"
        place.write_text(place.read_text().replace("The shop opens", "The doors open"))
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The doors open")


def test_does_not_start_on_a_port_that_is_taken(tiny: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(command(tiny, port), capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (1, f"runbook: port {port}: Address already in use; name another with --port\n")


def test_starts_on_data_with_errors_and_shows_them_until_they_are_fixed(tiny: Path) -> None:
    place = tiny / "data/variants/shop/variant.yaml"
    good = place.read_text()
    place.write_text("variant: {titel: Shop}\n")
    port = free_port()
    with serving(tiny, port, signal.SIGINT) as printed:
        output = ""
        for line in printed:
            output += line
            if "The preview is at" in line:
                break
        assert "error[unknown-field]" in output
        assert f"The preview is at http://127.0.0.1:{port}/, shows the errors until they are fixed, and shows each saved change;" in output
        place.write_text(good)
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The shop opens")


def test_does_not_start_on_a_configuration_that_cannot_be_read(tiny: Path) -> None:
    (tiny / "mkdocs.yml").write_text("site_name: [\n")
    done = subprocess.run(command(tiny, free_port()), capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 1
    assert done.stderr.startswith(f"runbook: {tiny / 'mkdocs.yml'}: ")
    assert "Traceback" not in done.stderr
