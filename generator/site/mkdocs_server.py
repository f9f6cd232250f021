"""The server of the live preview: tells browsers of a change, puts what is wrong on each page, and holds a place where there is none."""

from __future__ import annotations

import signal
import socket
import sys
import tempfile
from collections.abc import Iterable
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator.project.faults import InputFault
from generator.site.mkdocs_build import HOST, messages
from generator.site.mkdocs_preview import Preview

LOOK_EVERY = 0.1  # seconds between two looks at the files
SETTLE = 0.03  # seconds without a further change, before work begins
PANEL = (
    '<section role="alert" aria-label="{title}" style="position:fixed;inset:auto 0 0 0;z-index:1000;max-height:60vh;overflow:auto;'
    'background:#fff;color:#111;border-top:4px solid {colour};padding:0.6rem 1rem;font-size:0.75rem">'
    '<details open><summary style="font-weight:bold;cursor:pointer">{title}</summary>'
    '<pre style="margin:0.4rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font-family:monospace">{report}</pre></details></section>'
)
NO_SITE = b"""\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>No page yet</title></head>
<body style="font-family:sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem">
<h1>No page yet</h1>
<p>The site appears here as soon as the data have no errors.</p>
</body>
</html>
"""
FIRST = "The site cannot be made: this is wrong with what is saved"
WRONG = "The last good page; this is wrong with what was saved since"
DOUBTFUL = "What was saved since the preview began is shown, and is against good practice"
COLOURS = {FIRST: "#b00020", WRONG: "#b00020", DOUBTFUL: "#8a5a00"}


class PreviewServer(LiveReloadServer):
    """MkDocs's server, which tells browsers of a change; with the report of what is wrong on each page."""

    def __init__(self, preview: Preview, port: int, site_dir: Path) -> None:
        super().__init__(
            builder=preview.update, host=HOST, port=port, root=str(site_dir), mount_path=preview.mount, polling_interval=LOOK_EVERY
        )
        self.build_delay = SETTLE
        self.error_handler = self._page_in_place
        self._want_rebuild = True  # for what was saved while the first build went on
        self._preview = preview
        for path in preview.watched:
            self.watch(str(path))

    def service_actions(self) -> None:
        """Called a few times a second: watch again what was away for a moment, as a folder is that is moved, and has been given up."""
        watching = {emitter.watch for emitter in self.observer.emitters if emitter.should_keep_running()}
        for path in [path for path, watch in self._watch_refs.items() if watch not in watching and Path(path).exists()]:
            self.unwatch(path)
            self.watch(path)
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request; what all systems share is brought up to date first."""
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(self.mount_path):
            self._preview.look_at(path[len(self.mount_path) :] + ("index.html" if path.endswith("/") else ""))
        return super().serve_request(environ, start_response)

    def _page_in_place(self, code: int) -> bytes | None:
        """What stands where there is no page: it too follows what is saved."""
        if code != HTTPStatus.NOT_FOUND:
            return None
        own = Path(self.root) / "404.html"
        with self._epoch_cond:
            epoch = self._visible_epoch
        return self._inject_js_into_html(own.read_bytes() if own.is_file() else NO_SITE, epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        wrong = FIRST if self._preview.is_empty else WRONG
        title, report = (wrong, self._preview.report) if self._preview.report else (DOUBTFUL, self._preview.doubts)
        if not report:
            return page
        panel = PANEL.format(title=title, colour=COLOURS[title], report=escape(report)).encode()
        head, end, tail = page.rpartition(b"</body>")
        return b"".join((head, panel, end, tail))


def serve_site(root: Path, port: int) -> None:
    """Serve a live preview on this machine until it is interrupted.

    Raises InputFault for a port or a configuration that cannot be used.
    """
    _ask_for(port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended by an editor or a service, it tidies up all the same
    with messages(), tempfile.TemporaryDirectory(prefix="runbook-preview-") as folder:
        site_dir = Path(folder).resolve()
        try:
            preview = Preview(root, site_dir, f"http://{HOST}:{port}")
        except Abort:
            raise InputFault("the preview starts once the problems above are mended") from None
        server = PreviewServer(preview, port, site_dir)
        waits = ", shows what is wrong until it is mended" if preview.is_empty else ""
        sys.stderr.write(f"The preview is at {preview.url}{waits}, and follows what is saved; Ctrl+C ends it\n")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown(wait=True)


def _ask_for(port: int) -> None:
    """Before the site is built, which takes seconds. Raises InputFault for a port that others listen on, or that is not for everybody."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise InputFault(f"port {port}: {error.strerror}; name another with --port") from None
