"""One page of each kind: each template, the hand-written pages and the 404 page; also the server that tests read them from."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

SYSTEM = "elearning-platform"
PARTS = (
    "", "prepare/", "deploy-day/", "follow-up/", "operate/", "rollback/", "incident/", "emergency/", "targets/", "services/", "contacts/",
    "severities/", "print/", "commands/", "sign-offs/",
)  # fmt: skip
ACROSS = (
    "index.html", "contacts/index.html", "services/index.html", "matrix/index.html", "matrix/prepare/index.html", "quality/index.html",
)  # fmt: skip
WRITTEN = ("quick-start.html", "reference/command-line.html")
MISSING = "404.html"
KINDS = (*ACROSS, *(f"{SYSTEM}/{part}index.html" for part in PARTS), *WRITTEN)

# The headers of a strict server: only files of the site, no inline scripts, no frames.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STRICT = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PACKED = (".html", ".js", ".css", ".svg", ".json", ".md")


class _Handler(SimpleHTTPRequestHandler):
    """Sends files, compressed where useful, as a web server does."""

    protocol_version = "HTTP/1.1"
    more: Mapping[str, str]

    def __init__(self, *args: object, more: Mapping[str, str], directory: str) -> None:
        self.more = more
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> BinaryIO | BytesIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix not in PACKED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        state = path.stat()
        data = _packed(path, state.st_mtime_ns, state.st_size)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return BytesIO(data)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@lru_cache(maxsize=2000)
def _packed(path: Path, _changed: int, _size: int) -> bytes:
    """Return a file compressed. Tests request most files hundreds of times."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing when a browser closes the connection before the response; print all other errors."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(folder: Path, more: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve the folder on this machine, with additional headers, until the block ends; yield the address."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder), more=more or {}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
