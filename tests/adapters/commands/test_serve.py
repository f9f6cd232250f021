"""`runbook serve`."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, words: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url) as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} never showed: {words}")


def epoch(url: str) -> str:
    """What a page waits to become older than."""
    with urllib.request.urlopen(url) as answer:
        found = re.search(r"livereload\((\d+), ", answer.read().decode())
    assert found
    return found[1]


def command(root: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "generator", "--project", str(root), "serve", "--port", str(port)]


def test_shows_the_site_and_a_change_of_the_data(tiny: Path) -> None:
    port = free_port()
    server = subprocess.Popen(command(tiny, port), stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The shop opens")
        place = tiny / "data/variants/shop/variant.yaml"
        place.write_text(place.read_text().replace("The shop opens", "The doors open"))
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The doors open")
        shown = epoch(f"http://127.0.0.1:{port}/index.html")
        time.sleep(1.5)
        assert epoch(f"http://127.0.0.1:{port}/index.html") == shown, "nothing is reloaded while nothing changes"
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 0


def test_shows_what_was_saved_while_it_started(tiny: Path) -> None:
    port = free_port()
    server = subprocess.Popen(command(tiny, port), stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        assert "The preview is at" in server.stderr.readline()
        place = tiny / "data/variants/shop/variant.yaml"
        place.write_text(place.read_text().replace("The shop opens", "The doors open"))
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The doors open")
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=PATIENCE)


def test_follows_data_that_were_away_for_a_while(tiny: Path) -> None:
    port = free_port()
    page = f"http://127.0.0.1:{port}/shop/deploy-day/index.html"
    server = subprocess.Popen(command(tiny, port), stderr=subprocess.DEVNULL)
    try:
        wait_for(page, "The shop opens")
        (tiny / "data").rename(tiny / "away")
        time.sleep(0.5)
        place = tiny / "away/variants/shop/variant.yaml"
        place.write_text(place.read_text().replace("The shop opens", "The doors open"))
        (tiny / "away").rename(tiny / "data")
        wait_for(page, "The doors open")
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 0


def test_does_not_start_on_a_port_that_is_taken(tiny: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(command(tiny, port), capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (1, f"runbook: port {port}: Address already in use; name another with --port\n")


def test_does_not_start_on_data_with_errors(tiny: Path) -> None:
    (tiny / "data/variants/shop/variant.yaml").write_text("variant: {titel: Shop}\n")
    done = subprocess.run(command(tiny, free_port()), capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 1
    assert "error[unknown-field]" in done.stderr
    assert done.stderr.endswith("runbook: the preview starts once the problems above are mended\n")
