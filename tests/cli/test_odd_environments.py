"""Every command in odd environments: it ends with a true exit code and a sentence, and leaves everything as it was, or its work is whole.

The runs are chosen so that each command meets a third of the harmful environments and of the moments for a signal, and each of them meets a
third of the commands.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from generator.cli.main import COMMANDS
from generator.site.preview_server import LOOK_EVERY
from tests.cli.forked_runs import GONE, OddRun, Ran, run_all
from tests.conftest import BASE, SHOP, commit_all
from tests.free_ports import free_port

SETTINGS = """\
site_name: Odd
use_directory_urls: false
theme: {name: material, font: false}
plugins: [runbook: {papers: []}]
"""
BEGUN = '{"id": "tp6wkw.0.aaaaaa", "at": "2026-12-01T18:00:00Z", "what": "begun"}'
DONE = BEGUN.replace("aaaaaa", "bbbbbb").replace('"begun"', '"done", "address": "checklists.cut-over.items.smoke", "print": "d6c4c2b0"')
NIGHT = f'{{"format": "runbook-run", "id": "x", "variant": "shop", "events": [{BEGUN}, {DONE}]}}'
FILES = {
    "mkdocs.yml": SETTINGS,
    "docs/writing.md": "# Write\n",
    "handoff.md": "# Hand-off\n\n- [ ] The keys are there\n",
    "night.json": NIGHT,
    "data/layers/base/base.yaml": BASE,
    "data/variants/shop/variant.yaml": SHOP,
    "data/variants/shop/more.yaml": "contacts:\n    dba:   {title:   Ünï বাংলা}\n",
}
# A run of each command that does its work: a new command must come to this table. Of a group, the commands that write.
RUNS: dict[str, list[str]] = {
    "build": ["build"],
    "check": ["check"],
    "diff": ["diff"],
    "explain": ["explain", "shop", "database/pooling"],
    "fmt": ["fmt"],
    "history": ["history", "shop", "database/pooling"],
    "import": ["import", "handoff.md"],
    "new": ["new", "variant", "mill", "--extends", "base"],
    "publish": ["publish", "1", "--draft"],
    "releases": ["releases"],
    "rename": ["rename", "database/pooling", "pool"],
    "render": ["render", "out"],
    "report": ["report"],
    "review": ["review", "shop", "--today", "2026-11-20"],
    "run": ["run", "add", "night.json"],
    "run gate": ["run", "gate", "night.json", "--list", "cut-over", "--all", "--now", "2026-12-01T22:00Z"],
    "schema": ["schema"],
    "serve": ["serve"],
    "sheet": ["sheet", "shop", "deploy-day", "--output", "sheet.md"],
}
NOWHERE = "/nowhere"
# All at once: none of them may change anything.
WITHOUT_EFFECT: dict[str, str | None] = {
    "LC_ALL": "C",
    "LANG": "xx_YY.odd",
    "LANGUAGE": "odd",
    "TZ": "Odd/Zone",
    "HOME": NOWHERE,
    "TMPDIR": NOWHERE,
    "XDG_CONFIG_HOME": NOWHERE,
    "TERM": "dumb",
    "COLUMNS": "odd",
    "LINES": "-1",
    "NO_COLOR": "1",
    "FORCE_COLOR": "1",
    "PAGER": "false",
    "EDITOR": "false",
    "USER": None,
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "GITLAB_CI": "true",
    "GITHUB_STEP_SUMMARY": None,
    "PYTHONHASHSEED": "odd",
    "SHELL": None,
    "GIT_DIR": NOWHERE,
    "GIT_INDEX_FILE": NOWHERE,
    "GIT_WORK_TREE": NOWHERE,
    "GIT_TRACE": "1",
    "GIT_PAGER": "false",
    "GIT_EDITOR": "false",
}
# Each of these may end a command. The folder of a run is that of a project, except where it is GONE.
HARMFUL: dict[str, Callable[[OddRun], OddRun]] = {
    "closed streams": lambda run: replace(run, streams={0: "closed", 1: "closed", 2: "closed"}),
    "full streams": lambda run: replace(run, streams={1: "full", 2: "full"}),
    "unread streams": lambda run: replace(run, streams={1: "unread", 2: "unread"}),
    "no working folder": lambda run: replace(run, folder=GONE),
    "milliseconds": lambda run: replace(run, environ={**run.environ, "SOURCE_DATE_EPOCH": "1733011200000"}),
    "no programs": lambda run: replace(run, environ={**run.environ, "PATH": ""}),
    "few open files": lambda run: replace(run, limits={"NOFILE": 6}),
    "no room for files": lambda run: replace(run, limits={"FSIZE": 0}),
    "small files alone": lambda run: replace(run, limits={"FSIZE": 200}),
}
if os.geteuid() == 0:
    HARMFUL["another user"] = lambda run: replace(run, user=65534)
# When a signal comes: at an event of Python, and which of them.
MOMENTS = [("open", 12), ("os.mkdir", 1), ("os.rename", 1), ("os.link", 1), ("os.remove", 1), ("subprocess.Popen", 2)]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
VOLATILE = re.compile(r"in \d+\.\d s|\d{4}-\d\d-\d\dT[\d:]+Z")
NO_SENTENCE = re.compile(r"Traceback|fault of the program|Exception ignored|Fatal Python")

SERVING = (f"time.sleep {LOOK_EVERY}", 1, signal.SIGINT)  # it waits for changes

State = dict[str, bytes]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("odd") / "project"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    commit_all(root)
    return root


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Callable[[], Path]:
    """Return a function that makes a copy of the project; all copies have paths of one length."""
    numbers = count(100)

    def make() -> Path:
        return Path(shutil.copytree(template, tmp_path / str(next(numbers)) / "project", symlinks=True))

    return make


def usual(name: str, root: Path) -> OddRun:
    """Return the usual run of a command. A server is ended when it waits for changes."""
    scratch = root.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    run = OddRun(["--project", str(root), *RUNS[name]], str(root), {"TMPDIR": str(scratch), "HOME": str(root.parent)})
    if name == "serve":
        return replace(run, words=[*run.words, "--port", str(free_port())], ends=[SERVING])
    return run


def state(root: Path) -> State:
    """Return all files and folders of a project, without git's own and the cache."""
    paths = (path for path in root.rglob("*") if not {".git", ".cache"} & set(path.relative_to(root).parts))
    return {path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b"/" for path in paths}


def is_whole(after: State, before: State, whole: State) -> bool:
    """Return whether a run left everything as it was, or has done all of its work. What depends on the time may differ."""
    if after == before:
        return True
    generated = [path for path in whole if path.startswith(("site/", "published/", "out/"))]
    return after.keys() == whole.keys() and all(after[path] == whole[path] or path in generated for path in whole)


def printed_in(root: Path, ran: Ran) -> str:
    """Return what a run printed, without the path of its project, times and durations."""
    return VOLATILE.sub("", ran.out).replace(str(root), "")


def test_every_command_is_in_the_table() -> None:
    """So that a new command meets odd environments."""
    assert {name.partition(" ")[0] for name in RUNS} == COMMANDS.keys()


def problems(name: str, kind: str, run: OddRun, ran: Ran, before: State, whole: State) -> Iterator[str]:
    """Yield what is wrong with the end of a run."""
    root = Path(run.words[1])
    after = state(root)
    allowed = {0, 1, 2, 141, *(128 + number for _, _, number in run.ends)}
    if ran.code not in allowed:
        yield f"exit code {ran.code}"
    if NO_SENTENCE.search(ran.err + ran.out):
        yield "a traceback"
    if ran.code and not run.streams and not (ran.err + ran.out).strip():
        yield "no sentence"
    if not is_whole(after, before, whole):
        yield f"half-written: {sorted({*after.items()} ^ {*before.items()})[:5]}"
    if ran.code == 0 and after.keys() != whole.keys():
        yield "exit code 0, and the work is not done"
    if left := sorted(path.name for path in (root.parent / "scratch").iterdir()):
        yield f"left in the temporary folder: {left}"


def test_every_command_in_every_environment(project: Callable[[], Path], tmp_path: Path) -> None:
    """No traceback, no fault of the program, nothing half-written, and no exit code 0 without the work."""
    usual_runs = {name: usual(name, project()) for name in RUNS}
    harmless = {name: replace(usual(name, project()), environ=WITHOUT_EFFECT) for name in RUNS}
    several = [(name, kind) for turn, name in enumerate(RUNS) for kind in [*HARMFUL][turn % 3 :: 3]]
    harmful = [(name, kind, HARMFUL[kind](usual(name, project()))) for name, kind in several]
    signals = []
    numbers = count()
    for turn, name in enumerate(RUNS):
        for event, which in MOMENTS[turn % 3 :: 3]:
            number = SIGNALS[next(numbers) % len(SIGNALS)]
            run = usual(name, project())
            signals.append((name, f"signal {number} at {event} {which}", replace(run, ends=[(event, which, number), *run.ends])))
    before = {name: state(Path(run.words[1])) for name, run in usual_runs.items()}
    runs = [*usual_runs.values(), *harmless.values(), *(run for _, _, run in (*harmful, *signals))]
    results = iter(run_all(runs))
    plain = {name: next(results) for name in RUNS}
    whole = {name: state(Path(run.words[1])) for name, run in usual_runs.items()}
    found = []
    for name, run in harmless.items():
        ran, root = next(results), Path(run.words[1])
        if (ran.code, printed_in(root, ran)) != (plain[name].code, printed_in(Path(usual_runs[name].words[1]), plain[name])):
            found.append(f"{name}, without effect: {ran}, not {plain[name]}")
        if state(root).keys() != whole[name].keys():
            found.append(f"{name}, without effect: other files")
    for name, kind, run in (*harmful, *signals):
        ran = next(results)
        found += [f"{name}, {kind}: {problem}\n    {ran}" for problem in problems(name, kind, run, ran, before[name], whole[name])]
    assert not found, "\n".join(found)
    assert {name: ran.code for name, ran in plain.items()} == {name: 2 if name == "releases" else 0 for name in RUNS}
