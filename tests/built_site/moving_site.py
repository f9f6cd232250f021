"""A server for tests of updates: its site is published again, stops, fails or responds slowly while a browser has a page open."""

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

# The policy header of each response of a strict host.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


class MovingSite:
    """The folder of a site and the state of its server; `asked` has the paths of all requests so far."""

    def __init__(self, folder: Path, systems: dict[str, str]) -> None:
        self.folder = folder
        self.systems = systems
        self.address = ""
        self.asked: list[str] = []
        self.down = False
        self.broken = False
        self.answers = threading.Event()  # requests wait until this is set
        self.answers.set()
        self.missing: set[str] = set()
        self.published = 0

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file without an update of the lists."""
        place = self.folder / path
        text = place.read_text(encoding="utf-8")
        assert old in text, path
        place.write_text(text.replace(old, new), encoding="utf-8")

    def publish(self, released: datetime | None) -> None:
        """Write the service worker and the lists again for the present files, with a modification time that differs by seconds.

        Servers compare the modification times of files in whole seconds. With equal times a browser would not see the new worker.
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
        """Print nothing."""


@contextmanager
def serve_moving_site(site: MovingSite) -> Iterator[MovingSite]:
    """Serve the site on this machine until the block ends."""
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
