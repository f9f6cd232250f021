"""A new user: an empty folder and Python, without this repository, settings or a registry with packages."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.cli.test_serve_command import wait_for
from tests.docs.documents import lend_environment
from tests.free_ports import free_port

PACKAGE = "runbook-generator"
PATIENCE = 120
MAKES_ENVIRONMENT = "python3 -m venv .venv"
SERVE = "runbook serve"
SYSTEM = "Web shop"


class Web:
    """A web server: `/files/` has the wheel, `/simple/` is an index with it, `/public/` is an empty registry."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.asked: list[str] = []
        for place in (folder / "files", folder / "simple" / PACKAGE):
            place.mkdir(parents=True)
            (place / wheel.name).write_bytes(wheel.read_bytes())
        (folder / "public").mkdir()
        (folder / "simple" / PACKAGE / "index.html").write_text(f'<a href="{wheel.name}">{wheel.name}</a>', encoding="utf-8")
        asked = self.asked

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *words: object) -> None:
                super().__init__(*words, directory=str(folder))  # type: ignore[arg-type]

            def log_request(self, code: object = "-", size: object = "-") -> None:
                asked.append(self.path)

            def log_error(self, format: str, *words: object) -> None:
                """Log nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    @contextmanager
    def serving(self) -> Iterator[Web]:
        thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            thread.join()
            self.server.server_close()


def dependencies(folder: Path) -> Path:
    """Return a folder with all packages of the test environment except the program: the content of a registry, without a network."""
    folder.mkdir()
    for place in Path(sysconfig.get_path("purelib")).iterdir():
        if "runbook_generator" not in place.name:
            (folder / place.name).symlink_to(place)
    return folder


class Newcomer:
    """A terminal with its current folder.

    Its environments, and clones of this repository, see the packages of `lent`, including pip, as if they were installed. Only if it is
    `thorough`, pip also looks there for the packages that an installed package needs.

    """

    def __init__(self, home: Path, lent: Path, registry: str, *, thorough: bool = False) -> None:
        self.place = home
        self.lent = lent
        (home / ".bin").mkdir(parents=True)
        (home / ".bin" / "python3").symlink_to(Path(sys.executable).resolve())
        who = {f"GIT_{role}_{what}": "own@localhost" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_INDEX_URL": registry}
        # Leave out what no test looks at: modules that are never imported, and conflicts among the packages of these tests.
        saving = {"PIP_NO_COMPILE": "off", "PIP_NO_WARN_CONFLICTS": "off", **({} if thorough else {"PIP_NO_DEPS": "on"})}
        self.environ = {"PATH": f"{home / '.bin'}:/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "NO_COLOR": "1", **who, **pip, **saving}

    def run(self, command: str) -> str:
        """Return what a command prints, on both streams. It must succeed."""
        code, printed = self.attempt(command)
        assert code == 0, f"{command}\n{printed}"
        return printed

    def attempt(self, command: str) -> tuple[int, str]:
        """Return the exit code of a command and what it prints."""
        name, *words = shlex.split(command)
        if name == "cd":
            self.place = (self.place / words[0]).resolve()
            return 0, ""
        if command.endswith(SERVE):
            return 0, self._preview(command)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command.replace(MAKES_ENVIRONMENT, f"{MAKES_ENVIRONMENT} --without-pip")],
            cwd=self.place,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if command == MAKES_ENVIRONMENT:
            (packages,) = self.place.glob(".venv/lib/python*/site-packages")
            (packages / "lent.pth").write_text(f"{self.lent}\n", encoding="utf-8")
        if command.startswith("git clone ") and (self.place / words[-1] / "Makefile").is_file():
            lend_environment(self.place / words[-1])
        return done.returncode, done.stdout

    def _preview(self, command: str) -> str:
        """Return what `runbook serve` prints until its first page is ready; stop it as with Ctrl+C."""
        port = free_port()
        words = [*shlex.split(command), "--port", str(port)]
        server = subprocess.Popen(words, cwd=self.place, env=self.environ, stderr=subprocess.PIPE, text=True)
        try:
            wait_for(f"http://127.0.0.1:{port}/", SYSTEM)
        except AssertionError as fault:
            server.terminate()
            raise AssertionError(f"{fault}\n{server.communicate(timeout=PATIENCE)[1]}") from None
        server.send_signal(signal.SIGINT)
        return server.communicate(timeout=PATIENCE)[1]
