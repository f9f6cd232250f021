"""`runbook serve`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

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


def test_shows_the_site_and_a_change_of_the_data(tiny: Path) -> None:
    port = free_port()
    server = subprocess.Popen(command(tiny, port), stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The shop opens")
        place = tiny / "data/variants/shop/variant.yaml"
        place.write_text(place.read_text().replace("The shop opens", "The doors open"))
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The doors open")
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


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_leaves_nothing_when_it_is_ended(tiny: Path, tmp_path: Path, end: signal.Signals) -> None:
    (tmp_path / "scratch").mkdir()
    port = free_port()
    server = subprocess.Popen(command(tiny, port), stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": str(tmp_path / "scratch")})
    try:
        wait_for(f"http://127.0.0.1:{port}/index.html", "Tiny")
        assert len(list((tmp_path / "scratch").iterdir())) == 1
    finally:
        server.send_signal(end)
        assert server.wait(PATIENCE) == 0
    assert list((tmp_path / "scratch").iterdir()) == []


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
    server = subprocess.Popen(command(tiny, port), stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        output = ""
        for line in server.stderr:
            output += line
            if "The preview is at" in line:
                break
        assert "error[unknown-field]" in output
        assert f"The preview is at http://127.0.0.1:{port}/, shows the errors until they are fixed, and shows each saved change;" in output
        place.write_text(good)
        wait_for(f"http://127.0.0.1:{port}/shop/deploy-day/index.html", "The shop opens")
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=PATIENCE)


def test_does_not_start_on_a_configuration_that_cannot_be_read(tiny: Path) -> None:
    (tiny / "mkdocs.yml").write_text("site_name: [\n")
    done = subprocess.run(command(tiny, free_port()), capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 1
    assert done.stderr.startswith(f"runbook: {tiny / 'mkdocs.yml'}: ")
    assert "Traceback" not in done.stderr
