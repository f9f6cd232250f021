"""Make the files in `0.1.0/` with the program of one commit and a browser, from the sources next to them; see README.md.

    python -m tests.frozen.making DIR

It runs only in a checkout of that commit and writes into a new folder: a later program must never make these files.

"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.frozen.past_pages import ZONE, Operator

COMMIT = "7dc5ff9"
SOURCES = Path(__file__).parent / "0.1.0/sources"
RELEASES = {"2026.09": "2026-09-15T12:00:00+0000", "2026.10": "2026-10-15T12:00:00+0000"}
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }})"
# We may not keep the theme's own files, so the release is published without them and its pages do not request them.
HOOK = """\
import re
import shutil
from pathlib import Path

LINK = re.compile(r'[ ]*<link rel="stylesheet" href="[^"]*assets/stylesheets/[^"]*">\\n')


def on_post_build(config, **_):
    site = Path(config.site_dir)
    for name in ("stylesheets", "images", "javascripts/lunr", "javascripts/workers"):
        shutil.rmtree(site / "assets" / name)
    for path in site.glob("assets/javascripts/bundle.*"):
        path.unlink()
    for path in site.rglob("*.html"):
        path.write_text(LINK.sub("", path.read_text("utf-8")), "utf-8")
"""
OURS = {
    *("favicon.svg", "pages.css", "sheet.css", "runbook-sheet.js", "strings.en.js", "frame.js", "releases.js", "ticking.js", "offline.js"),
    *("before-paint.js", "answer-dialog.js", "carry-over.js", "hand-over.js", "run-dialog.js"),
}  # fmt: skip


def run(*words: str, cwd: Path, moment: str = "") -> str:
    """Run a command, which must succeed, and return its output. Commits get the given time as their date."""
    environ = {**os.environ, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(Path.cwd())}
    environ |= {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment} if moment else {}
    return subprocess.run(words, cwd=cwd, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout


def runbook(root: Path, *words: str) -> None:
    """Run the program in a project."""
    sys.stdout.write(run(sys.executable, "-m", "generator", *words, cwd=root))


def check_program() -> None:
    """Exit unless the program is that of the commit."""
    if subprocess.run(["git", "diff", "--quiet", COMMIT, "--", "generator", "overrides"], check=False).returncode:
        sys.exit(f"this is not the program of commit {COMMIT}: run it in a checkout of that commit")


def commit_source(root: Path, source: Path, moment: str, without: str = "") -> None:
    """Replace the files of a project, except one, with the files of a source, and commit them at a moment."""
    for name in ("data", "docs"):
        shutil.rmtree(root / name, ignore_errors=True)
    shutil.copytree(source, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(without))
    (root / "ours_only.py").write_text(HOOK, encoding="utf-8")
    if not (root / ".git").exists():
        run("git", "init", "-q", cwd=root)
    run("git", "add", "--all", "mkdocs.yml", "docs", "data", cwd=root)
    who = ("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
    run("git", *who, "commit", "-q", "--allow-empty", "-m", source.name, cwd=root, moment=moment)


def publish(root: Path, folder: Path) -> None:
    """Publish releases, replace one and delete one; next to the folder, build a site of the newer data that is not a release."""
    older, newer = (SOURCES / "releases" / name for name in RELEASES)
    to = ("--to", str(folder))
    commit_source(root, older, RELEASES["2026.09"], without="old.md")
    runbook(root, "publish", "2026.09", "--alias", "latest", *to)
    commit_source(root, older, RELEASES["2026.09"])
    runbook(root, "publish", "2026.09", "--replace", "a page was missing", *to)
    runbook(root, "publish", "2026.10-trial", *to)
    runbook(root, "publish", "2026.10-trial", "--delete", "it was a trial", *to)
    commit_source(root, newer, RELEASES["2026.10"])
    runbook(root, "publish", "2026.10", "--alias", "latest", *to)
    runbook(root, "build", "--site-dir", str(folder.parent / "rehearsal"))
    theirs = [path for path in folder.rglob("assets/**/*") if path.is_file() and path.name not in OURS]
    assert not theirs, theirs


def pack(folder: Path) -> bytes:
    """Pack a folder as .tar.gz without owners and times; hard links stay hard links."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = entry.mtime = 0
        entry.uname = entry.gname = ""
        entry.mode = 0o755 if entry.isdir() else 0o644
        return entry

    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(folder.rglob("*")):
            archive.add(path, path.relative_to(folder).as_posix(), recursive=False, filter=plain)
    return gzip.compress(made.getvalue(), 9, mtime=0)


POOL, BACKUP, REPLICAS, INDEXES = (f"checklists.database.items.{item}" for item in ("pooling", "backup", "replicas", "indexes"))
CUT, LOGS = "checklists.cut-over.items", "checklists.logs.items"


def make_runs(browser: Browser, address: str) -> dict[str, str]:
    """Do everything that people did that evening, and return the texts of the resulting files by path."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, timezone_id=ZONE, service_workers="block", accept_downloads=True)
    operator = Operator(context.new_page(), address)
    runs: dict[str, tuple[str, dict[str, str]]] = {}

    # The run of the day: nobody set it up or gave a name.
    operator.open("2026.10/shop/operate/index.html")
    operator.tick(f"{LOGS}.errors", "checklists.daily.items.disk")
    operator.answer("checklists.daily.items.mail", because="no mail is sent on Tuesdays")
    operator.answer(f"{LOGS}.alerts", note="one alert is silenced until morning")
    runs["of-the-day"] = operator.hand_over()

    # A night on the older release, with every kind of answer on every kind of box.
    operator.open("2026.09/shop/prepare/index.html")
    operator.begin_run("Night of the release | 7", "Night shift", "2026-12-01T22:00")
    operator.tick(POOL, BACKUP, INDEXES)
    operator.answer(POOL, note='asked *twice*,\nand "once" more: <b>জি</b> 🙂')
    operator.answer(REPLICAS, because="one instance, by design & budget")
    operator.declare_phase_done()
    operator.open("2026.09/shop/deploy-day/index.html")
    operator.answer("checklists.warm-up.items.caches", note="the cache of pictures was cold")
    operator.tick("checklists.warm-up.items.caches", "checklists.warm-up.items.freeze")
    operator.tick(f"{CUT}.migrate", f"{CUT}.smoke", f"{CUT}.till", f"{CUT}.banner")
    operator.untick("checklists.warm-up.items.freeze")
    operator.answer(f"{CUT}.till", note="the till of the second floor was shut")
    operator.answer(f"{CUT}.poster", because="لا ملصق اليوم", note="a poster\ncomes on Friday")
    operator.tick("announcements.staff", "sign-offs.lead")
    operator.answer("announcements.customers", because="nothing changes for them")
    operator.open("2026.09/shop/follow-up/index.html")
    operator.tick(f"{LOGS}.errors", f"{LOGS}.alerts")
    operator.declare_phase_done()
    operator.reopen_phase()
    operator.open("2026.09/shop/rollback/index.html")
    operator.answer("triggers.errors", because="the errors were those of a robot")
    operator.tick("procedures.back.steps.stop")
    runs["of-the-older-release"] = operator.hand_over()

    # A system that the newer release does not have.
    operator.open("2026.09/forum/prepare/index.html")
    operator.begin_run("The forum moves", "Night shift")
    operator.tick(POOL)
    operator.answer(BACKUP, because="nothing is stored", note="asked the owner")
    runs["of-a-system-that-went"] = operator.hand_over()

    # The same night in the newer release: of two items whose text changed, one is answered again.
    operator.open("2026.10/shop/deploy-day/index.html")
    operator.carry_over("2026.10")
    operator.tick(f"{CUT}.smoke")
    operator.open("2026.10/shop/prepare/index.html")
    operator.answer("checklists.database.items.vacuum", because="the tables are new")
    runs["carried-over"] = operator.hand_over()

    # On a site that is not a release: one run, and one whose answers were cleared.
    operator.open("rehearsal/shop/deploy-day/index.html")
    operator.begin_run("Rehearsal", "Day shift", "2026-10-25T02:30", "Europe/Berlin")
    operator.tick("checklists.warm-up.items.freeze", f"{CUT}.till.items.card", f"{CUT}.migrate")
    operator.answer(f"{CUT}.migrate", note="took 4 min")
    operator.answer(f"{CUT}.poster", because="nobody sees it")
    operator.open("rehearsal/shop/incident/index.html")
    operator.tick("procedures.respond.steps.call", "procedures.respond.steps.note")
    operator.declare_phase_done()
    runs["not-of-a-release"] = operator.hand_over()
    operator.begin_run("Cleared", "Day shift")
    operator.tick("procedures.respond.steps.call")
    operator.answer("procedures.respond.steps.note", because="the clock stopped", note="ask for a new one")
    operator.clear_answers()

    operator.next_minute().locator("[data-rb-scheme]").click()
    operator.page.locator("[data-rb-keys]").click()
    operator.page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    (origin,) = context.storage_state()["origins"]
    kept = {entry["name"]: entry["value"] for entry in origin["localStorage"]}
    context.close()
    files = {f"exports/{name}.json": text for name, (text, _) in runs.items()}
    files["links.json"] = as_json({name: links for name, (_, links) in runs.items()})
    files["storage.json"] = as_json(dict(sorted(kept.items())))
    files["window-name.txt"] = visit_without_storage(browser, address) + "\n"
    return files


def visit_without_storage(browser: Browser, address: str) -> str:
    """Tick boxes in a browser that stores nothing, and return the name of its window."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, timezone_id=ZONE, service_workers="block")
    context.add_init_script(NO_STORAGE)
    operator = Operator(context.new_page(), address)
    operator.open("rehearsal/shop/deploy-day/index.html")
    operator.begin_run("Behind a wall", "Day shift", "2026-12-02T04:00")
    operator.tick("checklists.warm-up.items.freeze")
    operator.answer(f"{CUT}.poster", because="nobody sees it", note="ask again")
    for path in ("rehearsal/shop/prepare/index.html", "rehearsal/shop/incident/index.html"):
        operator.open(path)
    name: str = operator.page.evaluate("window.name")
    context.close()
    return name


def as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield the address."""

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def check_for_words(folder: Path, *words: str) -> None:
    """Fail if a file names this machine. Packed files are skipped: their folder was checked before packing."""
    texts = {path: path.read_text("utf-8", errors="replace") for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz"}
    found = [(path, word) for path, text in texts.items() for word in words if re.search(rf"\b{re.escape(word)}\b", text)]
    assert not found, found


def make(target: Path) -> None:
    """Make all files in a new folder."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name).resolve()
        folder = work / "site"
        folder.mkdir()
        (work / "shop-and-forum").mkdir()
        publish(work / "shop-and-forum", folder / "published")
        (target / "exports").mkdir(parents=True)
        (target / "releases.tar.gz").write_bytes(pack(folder / "published"))
        (work / "every-field").mkdir()
        commit_source(work / "every-field", SOURCES / "every-field", RELEASES["2026.10"])
        for readers in ("internal", "public"):
            runbook(work / "every-field", "build", "--visibility", readers, "--site-dir", str(work / readers))
            shutil.copy(work / readers / "runbook.json", target / f"runbook-{readers}.json")
        # The browser sees the releases at the root, and next to them the site that is not a release.
        shutil.move(folder / "rehearsal", folder / "published/rehearsal")
        with serve(folder / "published") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for path, text in make_runs(browser, address).items():
                (target / path).write_text(text, encoding="utf-8")
            browser.close()
        for made in (target, folder):
            check_for_words(made, str(work), str(Path.cwd()), str(Path.home()), socket.gethostname(), "127.0.0.1")


if __name__ == "__main__":
    check_program()
    make(Path(sys.argv[1]))
