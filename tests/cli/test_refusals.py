"""`runbook check` reports before whatever another command refuses because of the data."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.document.print_job import PrintJob, Unprintable
from tests.conftest import commit_all, without_pdfs

GENERATOR = Path(__file__).parents[2] / "generator"
SHOP, PEOPLE, MISNAMED = (f"data/variants/shop/{name}" for name in ("variant.yaml", "people.yaml", "people.YAML"))
LEAD = "contacts: {lead: {title: Lead, name: Ann Example-Lee, phone: '+880 2 5566 7788'}}\n"

Change = Callable[[Path], None]


def written(path: str, text: str) -> Change:
    """Write a file."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return change


def replaced(path: str, old: str, new: str) -> Change:
    """Replace a text in a file."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")

    return change


def renamed(old: str, new: str) -> Change:
    def change(root: Path) -> None:
        (root / old).rename(root / new)

    return change


def linked(root: Path) -> None:
    (root / PEOPLE).symlink_to("/etc/hostname")


def both(one: Change, other: Change) -> Change:
    def change(root: Path) -> None:
        one(root)
        other(root)

    return change


def item(fields: str) -> Change:
    """Give the first item of the shop's own list more fields."""
    return replaced(SHOP, "smoke: The shop opens", f"smoke: {{text: The shop opens, {fields}}}")


BUILD, RENDER, PUBLISH, SHEET = ("build",), ("render", "plain"), ("publish", "v1"), ("sheet", "shop")
FINAL, PRINTED, PUBLIC = (
    ("sheet", "shop", "--release"),
    ("sheet", "shop", "--format", "pdf", "--output", "x.pdf"),
    ("--visibility", "public"),
)
CHECK, RELEASE = ("check",), ("check", "--release")

# What is wrong with the project, the commands that refuse it, and the check that reports it, with the code and the file of the problem.
REFUSED: dict[str, tuple[Change, tuple[tuple[str, ...], ...], tuple[str, ...], str, str]] = {
    "reserved-id": (renamed("data/variants/forum", "data/variants/matrix"), (BUILD, RENDER), CHECK, "name-clash", "data/variants/matrix"),
    "device": (renamed("data/variants/forum", "data/variants/aux"), (PUBLISH,), CHECK, "name-clash", "data/variants/aux"),
    "two-names": (renamed("data/variants/forum", "data/variants/base"), (BUILD,), CHECK, "name-clash", "data/variants/base"),
    "head": (replaced(SHOP, "variant:", "variants:"), (SHEET, RENDER), CHECK, "unknown-field", SHOP),
    "no-layer": (replaced(SHOP, "[base]", "[bsae]"), (SHEET, BUILD), CHECK, "unknown-layer", SHOP),
    "misnamed": (
        written("data/variants/shop/people.YAML", LEAD),
        (SHEET, PUBLISH),
        CHECK,
        "misnamed-file",
        "data/variants/shop/people.YAML",
    ),
    "outside": (linked, (SHEET, RENDER), CHECK, "outside-project", PEOPLE),
    "stray": (written("data/people.yaml", LEAD), (BUILD,), CHECK, "stray-file", "data/people.yaml"),
    "syntax": (replaced(SHOP, "title: Shop", "title: 'Shop"), (SHEET, BUILD), CHECK, "open-quote", SHOP),
    "shape": (item("blocking: perhaps"), (SHEET, PUBLISH), CHECK, "wrong-value", SHOP),
    "reference": (item("role: dba"), (SHEET, BUILD), CHECK, "unknown-role", SHOP),
    "reason": (replaced(SHOP, "because: the pool is PgBouncer, ", ""), (SHEET, RENDER), CHECK, "needs-because", SHOP),
    "parameter": (item("run: './x {{ params.host }}'"), (SHEET, BUILD), CHECK, "unknown-parameter", SHOP),
    "secret": (item("run: 'export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY'"), (BUILD,), CHECK, "secret", SHOP),
    "placeholder": (replaced(SHOP, "The shop opens", "TBD"), (FINAL, PUBLISH), RELEASE, "placeholder", SHOP),
    "unassigned": (
        both(written(PEOPLE, "contacts: {lead: {title: Lead}}\n"), item("role: lead")),
        (FINAL, PUBLISH),
        RELEASE,
        "unassigned-contact",
        PEOPLE,
    ),
    "unheld": (
        both(written(PEOPLE, "contacts: {lead: {title: Lead, phone: '+880 2 5566 7788'}}\n"), item("role: lead")),
        (PUBLISH,),
        RELEASE,
        "unheld-role",
        PEOPLE,
    ),
    "review": (replaced(SHOP, "title: Shop", "title: Shop\n  review-every: 30d"), (PUBLISH,), RELEASE, "overdue-review", SHOP),
    "order": (
        replaced(SHOP, "  cut-over:", "  after: {phase: deploy-day, title: After, at: T+2h, items: {a: A}}\n  cut-over:"),
        (PUBLISH,),
        RELEASE,
        "out-of-order",
        SHOP,
    ),
    "link": (replaced(SHOP, "The shop opens", "'[The shop](shop)'"), (PUBLISH,), RELEASE, "malformed-link", SHOP),
    "glyph": (replaced(SHOP, "The shop opens", "池"), (PRINTED,), CHECK, "missing-glyph", SHOP),
    "docs-page": (written("docs/shop/index.md", "# Shop\n"), (BUILD, RENDER), CHECK, "name-clash", "docs/shop/index.md"),
    "docs-file": (written("docs/shop/sheets/book.md", "# Book\n"), (BUILD, RENDER), CHECK, "name-clash", "docs/shop/sheets/book.md"),
    "docs-twins": (
        both(written("docs/more/index.md", "# 1\n"), written("docs/more/README.md", "# 2\n")),
        (BUILD,),
        CHECK,
        "name-clash",
        "docs/more/",
    ),
    "person": (
        both(written(PEOPLE, LEAD), written("docs/writing.md", "# Ask Ann Example-Lee\n")),
        ((*BUILD, *PUBLIC), (*RENDER, *PUBLIC)),
        (*RELEASE, *PUBLIC),
        "internal-text",
        "docs/writing.md",
    ),
}


@pytest.mark.parametrize(
    ("name", "command"), [pytest.param(name, command, id=f"{name}-{command[0]}") for name, row in REFUSED.items() for command in row[1]]
)
def test_check_reports_what_a_command_refuses(
    name: str, command: tuple[str, ...], tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change, _, check, code, place = REFUSED[name]
    without_pdfs(tiny)
    change(tiny)
    monkeypatch.chdir(tiny)
    found = run(check)
    report = capsys.readouterr().out
    assert found == 1 or code == "missing-glyph"  # a warning, since only PDFs need a font
    assert any(f"[{code}]" in line and line.startswith(place) for line in report.splitlines()), report
    assert run(command) == 1, "the command refuses nothing: remove the row"


def test_the_project_itself_is_refused_by_nothing(tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    commit_all(without_pdfs(tiny))
    monkeypatch.chdir(tiny)
    assert [run(words) for words in (CHECK, RELEASE, (*RELEASE, *PUBLIC), FINAL)] == [0, 0, 0, 0], capsys.readouterr()


def test_a_sheet_that_the_typesetter_refuses_is_reported(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(job: PrintJob, *_: object, **__: object) -> Unprintable:
        return Unprintable(job.path, fault="the layout does not converge")

    monkeypatch.setattr("generator.paper.typst_compiler._typeset", refuse)
    monkeypatch.chdir(tiny)
    assert run(RELEASE) == 0
    assert "data/variants/shop/variant.yaml:1:1: warning[unprintable-sheet]" in (report := capsys.readouterr().out)
    assert "PDFs cannot be made: prepare, deploy-day, " in report
    assert run(PRINTED) == 1
    assert "the layout does not converge" in report
    assert "the layout does not converge" in capsys.readouterr().err


def test_what_is_waived_is_not_refused(tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    waive = "waive: {placeholder: {because: it is the text of a form, until: 2027-01-01}}"
    replaced(SHOP, "smoke: The shop opens", f"smoke: {{text: TBD, {waive}}}")(tiny)
    monkeypatch.chdir(tiny)
    commit_all(without_pdfs(tiny))
    assert [run((*RELEASE, "--today", "2026-11-20")), run(FINAL)] == [0, 0], capsys.readouterr()


# Every module that refuses to go on, with what it refuses: `data` needs rows above.
REFUSALS = {
    "cli/diff_command.py": "data",
    "cli/explain_command.py": "data",
    "cli/history_command.py": "data",
    "cli/import_command.py": "documents, and data that people changed",
    "cli/import_run.py": "documents, and folders of earlier imports",
    "cli/open_record.py": "runs that people recorded",
    "cli/rename_command.py": "folders of variants",
    "cli/run_add.py": "runs that people recorded",
    "cli/run_gate.py": "runs that people recorded",
    "cli/sheet_command.py": "data",
    "diff/diff_sources.py": "revisions, and releases of another version",
    "paper/print_sheet.py": "data",
    "project/open_project.py": "data",
    "redaction/leak_gate.py": "data",
    "releases/git_branch_store.py": "git",
    "releases/publish.py": "data, files that are not committed, and published releases",
    "releases/rebuild.py": "tags",
    "releases/regressions.py": "published releases",
    "releases/release_history.py": "published releases",
    "releases/release_store.py": "published releases",
    "site/mkdocs_build.py": "data, and settings",
    "site/mkdocs_content.py": "plugins",
    "site/mkdocs_faults.py": "plugins",
    "site/mkdocs_output.py": "data",
    "site/mkdocs_plugin.py": "data, and settings",
    "site/mkdocs_preview.py": "data",
    "site/mkdocs_readable.py": "files that cannot be read",
    "site/mkdocs_theme.py": "settings",
    "site/plain_project.py": "data",
    "site/preview_server.py": "ports",
}
EXCEPTIONS = {"InputFault", "PluginError", "NotPrinted", "Disclosed", "NotReleasable", "BuildFailed"}


def test_every_module_that_refuses_something_is_known() -> None:
    """A new one must be in the table: if it refuses data, add a row to `REFUSED`, so that check reports it."""
    folders = ("document", "paper", "redaction", "site", "releases", "diff", "cli")
    paths = [*(path for folder in folders for path in (GENERATOR / folder).rglob("*.py")), GENERATOR / "project" / "open_project.py"]
    assert {path.relative_to(GENERATOR).as_posix() for path in paths if refuses(path)} == REFUSALS.keys()


def refuses(path: Path) -> bool:
    """Whether a module raises a refusal."""
    raised = [node.exc for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Raise)]
    names = [one.func if isinstance(one, ast.Call) else one for one in raised]
    return any(isinstance(name, ast.Name) and name.id in EXCEPTIONS for name in names)
