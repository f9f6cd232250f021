"""The server of the live preview: reloads open pages after each change, and shows errors and warnings on every page."""

from __future__ import annotations

import contextlib
import mimetypes
import sys
import tempfile
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from generator.project.ending_signals import whole_step
from generator.project.faults import InputFault
from generator.site.mkdocs_build import HOST, messages
from generator.site.mkdocs_preview import Preview
from generator.text.templating import templates_in

LOOK_EVERY = 0.1  # seconds between two looks at the files
SETTLE = 0.03  # seconds without a further change before a build starts
STATE = "/preview-state"
NOT_BUILT = "The site cannot be built: errors in the saved files"
NOT_UPDATED = "This page is out of date: errors in the files saved since"
NEW_WARNINGS = "New warnings since the preview started"
RED, AMBER = "#b00020", "#8a5a00"


class Answer(NamedTuple):
    """A response: the status, the media type or, for a redirect, the new address, and the body."""

    status: HTTPStatus
    header: tuple[str, str]
    body: bytes = b""


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview on this machine. It accepts connections at once, but answers them only after a call of `follow`."""

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.state = str(time.time_ns())
        self.templates = templates_in("preview")
        self.fault: BaseException | None = None

    def follow(self, preview: Preview) -> None:
        """Answer requests, and update the preview after each change, until the program is interrupted."""
        self.preview = preview
        saved = preview.built_from
        try:
            with whole_step():  # `shutdown` waits for a server that was started
                threading.Thread(target=self.serve_forever, daemon=True).start()
            while self.fault is None:
                if (now := preview.snapshot()) != saved:
                    time.sleep(SETTLE)
                    while now != (now := preview.snapshot()):
                        time.sleep(SETTLE)
                    preview.update()
                    self.state, saved = str(time.time_ns()), now
                time.sleep(LOOK_EVERY)
            raise self.fault
        finally:
            self.shutdown()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - `socketserver` calls it so
        """Let a fault of this program end the program, and not only one answer. Ignore a connection that a browser closed."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.fault = error

    def answer(self, path: str) -> Answer:
        """Answer a request for a path that is already percent-decoded."""
        state, mount = self.state, self.preview.mount
        if path == STATE:
            return Answer(HTTPStatus.OK, ("Content-Type", "text/plain"), state.encode())
        if path in ("/", mount[:-1]) and path != mount:
            return Answer(HTTPStatus.FOUND, ("Location", quote(mount)))
        name = f"{path}index.html" if path.endswith("/") else path
        data = self._read(name)
        if data is None and self._read(f"{name}/index.html") is not None:
            return Answer(HTTPStatus.FOUND, ("Location", quote(f"{name}/")))
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if data is not None and kind != "text/html":
            return Answer(HTTPStatus.OK, ("Content-Type", kind), data)
        status = HTTPStatus.NOT_FOUND if data is None else HTTPStatus.OK
        page = data or self._read(f"{mount}404.html") or self.templates.get_template("no-site.html.jinja").render().encode()
        return Answer(status, ("Content-Type", "text/html"), self._live(page, state))

    def _read(self, path: str) -> bytes | None:
        mount = self.preview.mount
        return self.preview.read(path.removeprefix(mount)) if path.startswith(mount) else None

    def _live(self, page: bytes, state: str) -> bytes:
        """Return a page with the script that reloads it and, if there are problems, a panel that shows them."""
        title, colour, report = NEW_WARNINGS, AMBER, self.preview.doubts
        if self.preview.report:
            title, colour, report = (NOT_BUILT if self.preview.is_empty else NOT_UPDATED), RED, self.preview.report
        panel = self.templates.get_template("panel.html.jinja").render(title=title, colour=colour, report=report, url=STATE, state=state)
        head, end, tail = page.rpartition(b"</body>")
        return b"".join((head, panel.encode(), end, tail))


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        answer = self.server.answer(unquote(urlsplit(self.path).path))
        with contextlib.suppress(ConnectionError):  # the browser closed the connection
            self.send_response(answer.status)
            self.send_header(*answer.header)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Do nothing, so that the terminal shows only the problems of the data."""


def serve_site(root: Path, port: int) -> None:
    """Serve a live preview on this machine until the program is interrupted.

    Raises:
        InputFault: The port or the configuration cannot be used.
    """
    try:
        server = PreviewServer(port)
    except OSError as error:
        raise InputFault(f"port {port}: {error.strerror}; name another with --port") from None
    with server, messages(), tempfile.TemporaryDirectory(prefix="runbook-preview-") as folder:
        try:
            preview = Preview(root, Path(folder).resolve() / "site", f"http://{HOST}:{port}")
        except InputFault:
            # Nothing is in the folder yet. To delete a tree takes two open files, and Python before 3.11.4 may have lost too many to a
            # program that it could not start.
            with contextlib.suppress(OSError):
                Path(folder).rmdir()
            raise
        waits = ", shows the errors until they are fixed" if preview.is_empty else ""
        sys.stderr.write(f"The preview is at {preview.url}{waits}, and shows each saved change; stop it with Ctrl+C\n")
        with contextlib.suppress(KeyboardInterrupt):
            server.follow(preview)
