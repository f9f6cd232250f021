"""A client for yaml-language-server, as an editor: open a file, then request completion, hover and problems."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.node_programs import installed, node

JSON = dict[str, Any]


class LanguageServer:
    """A running server for the project in `root`; it does not use the network."""

    def __init__(self, root: Path) -> None:
        program = installed("editors") / "yaml-language-server" / "bin" / "yaml-language-server"
        self._process = subprocess.Popen(
            [node(), str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._sent = 0
        self._faults: dict[str, list[JSON]] = {}
        capabilities = {
            "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {"contentFormat": ["markdown"]}}
        }
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities})
        self._notify("initialized", {})
        settings = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}
        self._notify("workspace/didChangeConfiguration", {"settings": settings})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> list[str]:
        """Open a file with that text, saved or not; return the messages about problems in it."""
        uri = path.as_uri()
        self._notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self._faults:
            self._receive()
        return [fault["message"] for fault in self._faults[uri]]

    def lines(self, path: Path) -> set[int]:
        """Return the numbers (from 0) of all lines with problems in an open file."""
        places = (fault["range"] for fault in self._faults[path.as_uri()])
        return {line for place in places for line in range(place["start"]["line"], place["end"]["line"] + 1)}

    def complete(self, path: Path, line: int, column: int) -> dict[str, str]:
        """Return the suggestions at a position (from 0), with their descriptions."""
        found = self.ask("textDocument/completion", _place(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _plain(item.get("documentation", "")) for item in items}

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return the description at a position (from 0)."""
        found = self.ask("textDocument/hover", _place(path, line, column))
        return _plain(found["contents"]) if found else ""

    def ask(self, method: str, params: JSON) -> Any:
        """Return the response to a request; requests from the server get empty responses."""
        self._sent += 1
        number = self._sent
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message.get("result")

    def _notify(self, method: str, params: JSON) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: JSON) -> None:
        assert self._process.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _receive(self) -> JSON:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            assert line or self._process.poll() is None, "the language server has ended"
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: JSON = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._faults[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            wanted = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": None if wanted is None else [None for _ in wanted]})
        return message


def _place(path: Path, line: int, column: int) -> JSON:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}


def _plain(words: Any) -> str:
    return str(words.get("value", "")) if isinstance(words, dict) else str(words)
