"""A site that moves under its readers: a server whose folder is published anew, goes down, breaks or dawdles while a browser looks."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.site.built_site import BuiltSite
from generator.site.service_worker import offline_files

# What a careful host sends with every file.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


class MovingSite:
    """The folder of a site and the state of the server before it; `asked` are the paths of all requests so far."""

    def __init__(self, folder: Path, systems: dict[str, str]) -> None:
        self.folder = folder
        self.systems = systems
        self.address = ""
        self.asked: list[str] = []
        self.down = False
        self.broken = False
        self.answers = threading.Event()  # while it is not set, every request waits
        self.answers.set()
        self.missing: set[str] = set()
        self.published = 0

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file, without telling it in the lists."""
        place = self.folder / path
        text = place.read_text(encoding="utf-8")
        assert old in text, path
        place.write_text(text.replace(old, new), encoding="utf-8")

    def publish(self, released: datetime | None) -> None:
        """Make worker and lists anew for what the folder holds now, as of a second of its own.

        Servers tell the age of a file in whole seconds: a browser that asks whether the worker of this very second changed is told no.
        """
        self.published += 1
        second = time.time() + self.published
        for file in offline_files(BuiltSite(self.folder), self.systems, released):
            place = self.folder / file.path
            place.write_text(file.text, encoding="utf-8")
            os.utime(place, (second, second))


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, site: MovingSite, *args: object, **more: object) -> None:
        self.site = site
        super().__init__(*args, directory=str(site.folder), **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.answers.wait()
        if self.site.down:
            self.close_connection = True
        elif self.site.broken:
            self.send_error(503)
        elif self.path.lstrip("/").partition("?")[0] in self.site.missing:
            self.send_error(404)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(site: MovingSite) -> Iterator[MovingSite]:
    """The site served on this machine until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        site.answers.set()
        server.shutdown()
        server.server_close()
        thread.join()
