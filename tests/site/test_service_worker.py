"""The service worker and its lists: the files for all visitors, those for visitors of a system, and when the worker changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from generator.document.pages import OutputFile
from generator.site.service_worker import offline_files

PAGE = b'<link href="../../assets/site.css" rel="stylesheet"><script src="../../assets/run.js" defer></script><a href="https://x.example/a.js">'
FILES = {
    "index.html": b'<link href="assets/site.css"><img src="assets/logo.svg"><a href="guide.html">',
    "404.html": b'<script src="/assets/run.js"></script>',
    "search.js": b"all",
    "guide.html": b'<script src="assets/guide.js">',
    "builds.js": b"builds",
    "contacts/index.html": b"<p>contacts <script src=../assets/shrunk.js?d=1 defer>",
    "shop/index.html": b"<p>shop",
    "shop/emergency/index.html": PAGE,
    "shop/prepare/index.html": PAGE + b'<script src="../../assets/strings.bn.js?1">',
    "shop/search.js": b"index",
    "shop/sheets/prepare.html": b"<p>sheet",
    "shop/sheets/prepare.pdf": b"%PDF",
    "shop/offline.json": b"old",
    "forum/emergency/index.html": PAGE,
    "assets/site.css": b"@media print{a{background:url('pictures/a.svg')}b{background:url(\"data:image/svg+xml,x\")}}",
    "assets/pictures/a.svg": b"<svg/>",
    "assets/logo.svg": b"<svg/>",
    "assets/run.js": b"run",
    "assets/guide.js": b"guide",
    "assets/shrunk.js": b"linked without quotes",
    "assets/javascripts/answer.js": b"fetched when it is needed",
    "assets/javascripts/bundle.0a1b.min.js": b"of the theme, never loaded",
    "assets/strings.bn.js": b"words",
    "sw.js": b"old",
}
SYSTEMS = {"forum": "Forum", "shop": "Shop & Co"}
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def made(files: dict[str, bytes] | None = None, **more: Any) -> dict[str, OutputFile]:
    return {file.path: file for file in offline_files(files or FILES, SYSTEMS, **{"released": MOMENT, **more})}


def listed(path: str, files: dict[str, bytes] | None = None) -> dict[str, str]:
    found: dict[str, str] = json.loads(made(files)[path].text)["files"]
    return found


def worker_data(**more: Any) -> dict[str, Any]:
    head = made(**more)["sw.js"].text.partition("\n")[0]
    found: dict[str, Any] = json.loads(head.removeprefix("const BUILD = ").removesuffix(";"))
    return found


def test_all_visitors_store_shared_pages_emergency_pages_and_the_files_that_these_load() -> None:
    assert list(listed("offline.json")) == [
        "404.html",
        "assets/javascripts/answer.js",
        "assets/logo.svg",
        "assets/pictures/a.svg",
        "assets/run.js",
        "assets/shrunk.js",
        "assets/site.css",
        "assets/strings.bn.js",
        "builds.js",
        "contacts/index.html",
        "forum/emergency/index.html",
        "index.html",
        "search.js",
        "shop/emergency/index.html",
    ]


def test_visitors_of_a_system_store_its_files_except_pdfs() -> None:
    assert list(listed("shop/offline.json")) == [
        "shop/emergency/index.html",
        "shop/index.html",
        "shop/prepare/index.html",
        "shop/search.js",
        "shop/sheets/prepare.html",
    ]


def test_each_file_is_listed_with_its_digest() -> None:
    for path in ("offline.json", "shop/offline.json"):
        assert all(digest == sha256(FILES[file]).hexdigest() for file, digest in listed(path).items())


def test_the_worker_has_the_digest_of_the_list_and_the_list_those_of_the_systems() -> None:
    found = made()
    assert worker_data()["list"] == {"path": "offline.json", "digest": sha256(found["offline.json"].text.encode()).hexdigest()}
    systems = json.loads(found["offline.json"].text)["systems"]
    assert {key: one["title"] for key, one in systems.items()} == SYSTEMS
    own = [FILES[path] for path in listed("shop/offline.json")]
    assert systems["shop"]["bytes"] == sum(map(len, own))
    assert systems["shop"]["list"]["digest"] == sha256(found["shop/offline.json"].text.encode()).hexdigest()


def test_only_a_change_of_a_stored_file_changes_the_worker() -> None:
    name = worker_data()["name"]
    for path in ("shop/prepare/index.html", "assets/pictures/a.svg", "shop/emergency/index.html"):
        assert worker_data(files={**FILES, path: FILES[path] + b" "})["name"] != name
    for path in ("guide.html", "shop/sheets/prepare.pdf", "sw.js", "shop/offline.json"):
        assert worker_data(files={**FILES, path: FILES[path] + b" "})["name"] == name


def test_a_document_that_texts_use_is_stored_but_no_pdf_of_a_sheet() -> None:
    """People need the form without a network; sheets are there as HTML."""
    form = worker_data(files={**FILES, "shop/files/form.pdf": b"%PDF"})
    assert form["name"] != worker_data()["name"]


def test_the_only_date_is_that_of_the_commit() -> None:
    assert worker_data()["date"] == "2026-11-20T12:00:00+00:00"
    assert worker_data(released=None)["date"] == ""
    assert [file.text for file in made().values()] == [file.text for file in made().values()]


def test_the_worker_has_the_strings_of_the_language_of_the_site() -> None:
    found = worker_data(language="ar")
    assert (found["language"], found["direction"]) == ("en", "ltr")
    assert set(found["words"]) == {"title", "offline", "silent", "waiting", "retry", "saved", "home", "emergency"}


def test_the_worker_requests_no_other_host_and_evaluates_no_text() -> None:
    worker = made()["sw.js"].text
    assert not [word for word in ("http:", "https:", "eval(", "importScripts", "localStorage") if word in worker]


def test_the_pages_at_earlier_addresses_are_kept_with_their_system() -> None:
    """They lead on without a network too; other files there are copies, which nobody needs twice."""
    old = {
        "till/index.html": b"<p>moved",
        "till/moved.js": b"go",
        "till/boxes.js": b"[]",
        "till/sheets/prepare.pdf": b"%PDF",
        "tills/index.html": b"",
    }
    found = made(FILES | old, former={"shop": ("till",)})
    kept = json.loads(found["shop/offline.json"].text)["files"]
    assert {path for path in kept if path.startswith("till")} == {"till/index.html", "till/moved.js"}
