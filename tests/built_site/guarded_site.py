"""A server with single sign-on: without a session cookie every address redirects to a login page on the same host or on another one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from tests.built_site.page_kinds import POLICY

LOGIN = "/login"
MARK = "Who is there?"
PAGE = f"<!doctype html><title>Login</title><h1>{MARK}</h1><p><a href='{{enter}}'>Enter</a></p>"


@dataclass
class GuardedSite:
    """The state of the server.

    Attributes:
        open: The accepted value of the session cookie; empty when there is no session.
        asked: The paths of all requests so far.
    """

    folder: Path
    address: str = ""
    login: str = ""
    open: str = ""
    down: bool = False
    asked: list[str] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, site: GuardedSite, *args: object, **more: object) -> None:
        self.site = site
        super().__init__(*args, directory=str(site.folder), **more)  # type: ignore[arg-type]

    guards = False  # whether the login, not the site, sends the answer

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        parts = urlsplit(self.path)
        target = parse_qs(parts.query).get("to", ["/"])[0]
        if self.site.down:
            self.close_connection = True
        elif parts.path == "/enter":
            self.redirect(target, **{"Set-Cookie": f"session={self.site.open}; HttpOnly; SameSite=Lax; Path=/"})
        elif parts.path == LOGIN:
            self.show(PAGE.format(enter=f"{self.site.address}/enter?to={quote(target)}"))
        elif not self.site.open or f"session={self.site.open}" not in self.headers.get("Cookie", ""):
            self.redirect(f"{self.site.login}{LOGIN}?to={quote(self.path)}")
        else:
            super().do_GET()

    def redirect(self, where: str, **headers: str) -> None:
        self.guards = True
        self.send_response(302)
        for name, value in {"Location": where, "Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def show(self, page: str) -> None:
        self.guards = True
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store" if self.guards else "private, max-age=60")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextmanager
def serve_guarded(folder: Path, *, elsewhere: bool) -> Iterator[GuardedSite]:
    """Serve the folder behind a login until the block ends; the login page is on another host if `elsewhere` is true."""
    site = GuardedSite(folder)
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site)) for _ in range(2)]
    threads = [threading.Thread(target=server.serve_forever, daemon=True) for server in servers]
    for server, thread in zip(servers, threads, strict=True):
        server.daemon_threads = True
        thread.start()
    site.address, other = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    site.login = other if elsewhere else ""
    try:
        yield site
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
