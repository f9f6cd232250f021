"""A server whose site is replaced by another build while browsers keep what they have for ten minutes, as on GitHub Pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from generator.site.file_builds import build_of
from tests.built_site.page_kinds import STRICT

OTHER = "0123456789"


class ReplacedSite:
    """The server's site: its `folder`, the files of another build in it, and the requests so far.

    `down` are the files for which no answer comes; "" are all files. `pages` replace files of the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.mixed: set[str] = set()
        self.asked: list[str] = []
        self.down: set[str] = set()
        self.pages: dict[str, bytes] = {}
        self.kept = "max-age=600"

    def content(self, path: str) -> bytes | None:
        """Return a file by its path, whatever the query. A mixed script declares another build, and leaves a trace when it runs."""
        place = self.folder / path
        if not place.is_file():
            return None
        data = self.pages.get(path) or place.read_bytes()
        if path not in self.mixed:
            return data
        data = data.replace(build_of(data).encode(), OTHER.encode())
        return data.replace(b") return;\n", b") return;\nwindow.otherBuild = true;\n") if path.endswith(".js") else data


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, site: ReplacedSite, *args: object) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        self.site.asked.append(self.path.lstrip("/"))
        if path in self.site.down or "" in self.site.down:
            self.close_connection = True
            return
        data = self.site.content(path)
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data or b"")))
        self.send_header("Cache-Control", self.site.kept)
        for name, value in STRICT.items():
            self.send_header(name, value)
        self.end_headers()
        self.copyfile(BytesIO(data or b""), self.wfile)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextmanager
def serve_replaced_site(folder: Path) -> Iterator[ReplacedSite]:
    """Serve a site on this machine until the block ends."""
    site = ReplacedSite(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
