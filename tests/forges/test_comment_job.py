"""The GitLab job that comments changes, run as written against a simulated GitLab."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from tests.conftest import commit_all
from tests.forges.test_pages_job import ROOT, run

NOTES = "/api/v4/projects/7/merge_requests/3/notes"
MARK = "### Changes of the runbooks\n"


@dataclass
class Forge:
    """The notes of one merge request, by number, and all requests about them. Only the owner of the token may change a note."""

    address: str = ""
    notes: dict[int, str] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def answer(self, method: str, path: str, body: str) -> tuple[int, object]:
        self.asked.append(f"{method} {path}")
        if method == "GET":
            return 200, [{"id": number, "body": text} for number, text in self.notes.items()]
        number = int(path.rpartition("/")[2]) if method == "PUT" else max(self.notes, default=10) + 1
        if number in self.foreign:
            return 403, {"message": "403 Forbidden"}
        self.notes[number] = body
        return 200, {"id": number}


@pytest.fixture
def forge() -> Iterator[Forge]:
    found = Forge()

    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            assert self.headers["PRIVATE-TOKEN"] == "let-me-in"
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            code, answer = found.answer(self.command, urlsplit(self.path).path, parse_qs(sent).get("body", [""])[0])
            self.send_response(code)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        do_GET = do_POST = do_PUT = respond  # noqa: N815 - so they are called

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.address = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def changed(tiny: Path) -> tuple[Path, str]:
    """A project with a change since a commit."""
    base = commit_all(tiny)
    place = tiny / "data/variants/shop/variant.yaml"
    place.write_text(place.read_text("utf-8").replace("The shop opens", "The doors open & close"), "utf-8")
    commit_all(tiny)
    return tiny, base


def comment(changed: tuple[Path, str], forge: Forge, token: str = "let-me-in") -> None:
    project, base = changed
    job: Any = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["change"]
    run(
        "\n".join(job["script"]),
        project,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        CI_API_V4_URL=f"{forge.address}/api/v4",
        CI_PROJECT_ID="7",
        CI_MERGE_REQUEST_IID="3",
        RUNBOOK_TOKEN=token,
    )


def test_the_first_push_adds_a_note_and_the_next_one_updates_it(changed: tuple[Path, str], forge: Forge) -> None:
    forge.notes[9] = "Looks good to me."
    comment(changed, forge)
    comment(changed, forge)
    assert forge.asked == [f"GET {NOTES}", f"POST {NOTES}", f"GET {NOTES}", f"PUT {NOTES}/10"]
    assert list(forge.notes) == [9, 10]
    assert forge.notes[10] == (changed[0] / "change.md").read_text("utf-8")
    assert forge.notes[10].startswith(MARK)
    assert "The doors open & close" in forge.notes[10]


def test_a_note_of_another_user_is_not_changed(changed: tuple[Path, str], forge: Forge) -> None:
    forge.notes[9] = f"{MARK}is what I should like to see here."
    forge.foreign.add(9)
    comment(changed, forge)
    assert list(forge.notes) == [9, 10]


def test_without_a_token_no_request_is_sent(changed: tuple[Path, str], forge: Forge) -> None:
    comment(changed, forge, token="")
    assert forge.asked == []
