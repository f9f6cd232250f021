"""A simulated GitHub and GitLab on 127.0.0.1: git repositories over HTTP, and what their interfaces answer about comments and issues."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Forge:
    """The state of a forge.

    Attributes:
        repositories: The folder of the bare repositories.
        rights: What each token may write, as the keys of `permissions` of a GitHub job; `api` for everything that GitLab has.
        names: The user name of each token; other tokens are of `github-actions[bot]`.
        entries: Comments by number. Each has an author, a body, and the thread it is in; an issue is an entry of the thread `issues`.
        asked: All requests with their path, without the address of the forge.
    """

    repositories: Path
    address: str = ""
    rights: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    entries: dict[int, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, thread: str, author: str, body: str, **more: str) -> int:
        """Add an entry to a thread, and return its number."""
        number = len(self.entries) + 1
        who = {"login": author, "id": author}
        self.entries[number] = {"id": number, "number": number, "user": who, "author": who, "body": body, "thread": thread, **more}
        return number

    def thread(self, name: str) -> list[str]:
        """Return the texts of a thread, oldest first."""
        return [one["body"] for one in self.entries.values() if one["thread"] == name and one.get("state") != "closed"]

    def answer(self, method: str, path: str, query: dict[str, list[str]], sent: dict[str, str], token: str) -> tuple[int, Any]:
        """Return the status and the data for a request about comments, notes and issues."""
        rights, name = self.rights.get(token), self.names.get(token, "github-actions[bot]")
        if rights is None:
            return 401, {"message": "Bad credentials"}
        if path.endswith("/user"):
            return 200, {"id": name}
        thread = path.rstrip("0123456789").rstrip("/") if method in ("PATCH", "PUT") else path
        is_issue = thread.endswith("/issues")
        if method == "GET":
            page, size = (int(query.get(key, [default])[0]) for key, default in (("page", "1"), ("per_page", "30")))
            found = [one for one in self.entries.values() if one["thread"] == thread and one.get("state", "open") == "open"]
            return 200, found[(page - 1) * size : page * size]
        if not rights & {"issues" if is_issue else "pull-requests", "api"}:
            return 403, {"message": "Resource not accessible by integration"}
        if method == "POST":
            return 201, {"id": self.add(thread, name, **{"body": "", **sent})}
        self.entries[int(path.rpartition("/")[2])] |= sent
        return 200, {}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    forge: Forge

    def respond(self) -> None:
        sent, parts = self._body(), urlsplit(self.path)
        with self.forge.lock:
            self.forge.asked.append(f"{self.command} {parts.path}")
        if ".git/" in parts.path:
            self._git(parts.path, parts.query, sent)
            return
        kind = self.headers.get("Content-Type", "")
        fields = json.loads(sent) if sent and "json" in kind else {key: values[0] for key, values in parse_qs(sent.decode()).items()}
        token = self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization", "").removeprefix("Bearer ")
        with self.forge.lock:
            status, data = self.forge.answer(self.command, parts.path, parse_qs(parts.query), fields, token)
        self._send(status, {"Content-Type": "application/json"}, json.dumps(data).encode())

    do_GET = do_POST = do_PATCH = do_PUT = respond  # noqa: N815 - so they are called

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def _git(self, path: str, query: str, sent: bytes) -> None:
        """Answer as git's own program for web servers does. Everything needs a token, and a push one that may write contents."""
        _, _, token = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode().partition(":")
        rights = self.forge.rights.get(token)
        is_push = "git-receive-pack" in path + query
        if rights is None or (is_push and not rights & {"contents", "api"}):
            self._send(401 if rights is None else 403, {"WWW-Authenticate": 'Basic realm="forge"'}, b"")
            return
        environ = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.forge.repositories),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "robot",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        done = subprocess.run(["git", "http-backend"], input=sent, env=environ, capture_output=True, check=True)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self._send(int(fields.pop("Status", "200")[:3]), fields, body)

    def _send(self, status: int, fields: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def running_forge(repositories: Path) -> Iterator[Forge]:
    """Run a forge with the bare repositories of a folder."""
    forge = Forge(repositories)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"forge": forge}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    forge.address = f"http://127.0.0.1:{server.server_port}"
    yield forge
    server.shutdown()
    server.server_close()
