"""Builds with MkDocs, and what is read from its configuration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.document.pages import SiteSettings
from generator.model.entities import INTERNAL, PUBLIC, Visibility
from generator.model.variant import Variant
from generator.model.variant_version import VariantVersion
from generator.project.faults import CLEAN, INPUT_PROBLEM, InputFault
from generator.project.open_project import open_project
from generator.redaction.redact import redact
from generator.report.diagnostics_report import to_text
from generator.site.forges import source_address
from generator.site.mkdocs_build import BuildFailed, build_site, load_settings, read_docs, read_settings, settings_faults
from generator.source.nodes import ReadFile
from generator.source.read import read
from tests.cli.bodies import publish
from tests.conftest import FILES, commit_all
from tests.expectations import Expectation


def test_builds_into_the_given_folder(unprinted: Path, tmp_path: Path) -> None:
    built = build_site(unprinted, tmp_path / "out")
    assert len(built.outcome.variants) == 2
    assert {page.path for page in built.site.pages} >= {"index.md", "shop/index.md"}
    assert (tmp_path / "out/shop/index.html").is_file()
    assert not (unprinted / "site").exists()


def test_a_failing_build_prints_the_reason(unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (unprinted / "docs/writing.md").write_text("[nowhere](nowhere.md)\n")
    with pytest.raises(BuildFailed):
        build_site(unprinted, tmp_path / "out")
    assert "nowhere.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: [\n", "mkdocs.yml: "),
        ("site_name: Tiny\ntheme: {name: material}\n", "does not list the plugin `runbook`"),
        ("site_name: Tiny\nplugins: [runbok]\n", "configuration error"),
        ("site_name: Tiny\nplugins: [runbook]\ndocs_dir: gone\n", "configuration error"),
    ],
)
def test_an_invalid_configuration_is_a_problem_in_the_input(text: str, message: str, tiny: Path) -> None:
    (tiny / "mkdocs.yml").write_text(text)
    with pytest.raises(InputFault) as fault:
        load_settings(tiny)
    assert message in str(fault.value)


def test_settings_come_from_the_configuration_and_the_commit(tiny: Path, commit: Callable[[Path], str]) -> None:
    text = (tiny / "mkdocs.yml").read_text().replace("[search, runbook]", "[search, runbook: {branch: trunk, release: v7}]")
    (tiny / "mkdocs.yml").write_text(text + "repo_url: https://github.com/example/runbooks/\nsite_url: https://runbooks.example/\n")
    made = commit(tiny)
    assert read_settings(open_project(tiny)) == SiteSettings(
        site_name="Tiny",
        site_url="https://runbooks.example/",
        sources=source_address("https://github.com/example/runbooks", "trunk"),
        commit=made,
        versions=dict.fromkeys(("forum", "shop"), VariantVersion(made, datetime(2026, 11, 20, 12, tzinfo=UTC))),
        release="v7",
        today=date(2026, 11, 20),
    )


def test_without_a_configuration_the_settings_are_the_defaults(tiny: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    assert read_settings(open_project(tiny, date(2026, 1, 2))) == SiteSettings(
        versions=dict.fromkeys(("forum", "shop"), VariantVersion()), today=date(2026, 1, 2)
    )


def test_hand_written_files_their_navigation_and_the_configuration_are_read(tiny: Path) -> None:
    (tiny / "docs/picture.svg").write_text("<svg/>")
    docs = read_docs(tiny)
    assert sorted(docs.files) == ["picture.svg", "writing.md"]
    assert docs.nav == ["writing.md"]
    assert docs.config["markdown_extensions"] == ["attr_list"]


def test_the_visibility_comes_from_the_configuration_or_the_command(tiny: Path) -> None:
    project = open_project(tiny)
    assert read_settings(project).visibility == INTERNAL
    assert read_settings(project, PUBLIC).public
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("runbook]", "runbook: {visibility: public}]"), "utf-8")
    assert read_settings(project).public
    assert not read_settings(project, INTERNAL).public


ERRORS = Path(__file__).parents[1] / "errors" / "_made"
START = "site_name: Tiny\ntheme: {name: material, font: false}\nmarkdown_extensions: [attr_list]\n"
PARENT = "plugins: {runbook: {visibility: public}}\n"


@pytest.mark.parametrize(
    "files",
    [
        {"mkdocs.yaml": START + "plugins:\n  - search\n  - runbook: {visibility: public}\n"},
        {"mkdocs.yml": START + PARENT},
        {"mkdocs.yaml": "INHERIT: ../parent.yml\n" + START, "../parent.yml": PARENT},
        {"mkdocs.yml": "INHERIT: a/one.yml\n" + START, "a/one.yml": "INHERIT: ../two.yml\n", "two.yml": PARENT},
        {"mkdocs.yml": START + "plugins:\n  - runbook:\n      visibility: !ENV [READERS, internal]\n"},
        {"mkdocs.yml": START + "extra: {ours: &ours {visibility: public}}\nplugins: [{runbook: *ours}]\n"},
        {"mkdocs.yml": START + "extra: {ours: &ours {visibility: public}}\nplugins: [{runbook: {<<: *ours, papers: []}}]\n"},
        {"mkdocs.yml": START + PARENT, "mkdocs.yaml": START + "plugins: [runbook]\n"},
        {"properdocs.yml": START + PARENT},
    ],
)
def test_a_sheet_and_a_build_have_the_same_readers_wherever_the_setting_is(
    files: dict[str, str], tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each way to set the visibility that MkDocs knows counts for every command, since each of them reads the settings as MkDocs does."""
    monkeypatch.setenv("READERS", "public")
    (tiny / "mkdocs.yml").unlink()
    for name, text in files.items():
        (tiny / name).parent.mkdir(exist_ok=True)
        (tiny / name).write_text(text, "utf-8")
    assert read_settings(open_project(tiny)).public
    assert load_settings(tiny)[1].config.visibility == PUBLIC


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (START + "plugins: [runbook: {visibilty: public}]\n", "no option `visibilty`. Did you mean `visibility`?"),
        (START + "plugins: [runbook: {visibility: Public}]\n", "visibility"),
        (START + "plugins:\n  - runbook: {visibility: !ENV NOBODY_SETS_THIS}\n", "it is empty, perhaps because a variable is not set"),
        (START + "plugins: [runbook]\nvisibility: public\n", "Unrecognised configuration name: visibility"),
        ("INHERIT: mkdocs.yml\n" + START, "it inherits from itself"),
        ("INHERIT: gone.yml\n" + START, "gone.yml"),
        (START + "plugins: [runbook: {visibility: public}\n", "parsing"),
        ("- site_name: Tiny\n", "mapping"),
        ("", "site_name"),
        (None, "this link leads nowhere"),
    ],
)
def test_settings_that_cannot_be_read_stop_the_printing(
    text: str | None, reason: str, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in the settings must not make a sheet internal that was meant to be public."""
    (tiny / "mkdocs.yml").unlink()
    if text is None:
        (tiny / "mkdocs.yml").symlink_to("gone.yml")
    else:
        (tiny / "mkdocs.yml").write_text(text, "utf-8")
    assert run(["--project", str(tiny), "sheet", "shop", "prepare"]) == INPUT_PROBLEM
    out, err = capsys.readouterr()
    assert out == ""
    assert reason in err


def test_the_address_of_the_site_is_encoded(tiny: Path) -> None:
    """Feeds, codes on paper and the site map have the address that browsers request."""
    with (tiny / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("site_url: https://köln.example/my runbooks/\n")
    assert read_settings(open_project(tiny)).address("shop/") == "https://xn--kln-sna.example/my%20runbooks/shop/"


@pytest.mark.parametrize("address", ["ftp://x.example/", "https://me:hunter2@x.example/", "https://a b.example/", "x.example"])
def test_an_address_of_the_site_that_cannot_work_ends_the_build(
    address: str, unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong address would be printed on every sheet."""
    with (unprinted / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"site_url: {address}\n")
    with pytest.raises((BuildFailed, InputFault)):
        build_site(unprinted, tmp_path / "out")
    said = capsys.readouterr().err
    assert "site_url" in said
    assert "hunter2" not in said


def test_settings_that_a_build_refuses_are_reported_before_a_release(tiny: Path, expectation: Expectation) -> None:
    """Who has checked a release must not meet the first error when it is published."""
    assert settings_faults(tiny) == ()
    with (tiny / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("site_url: https://runbooks.example/?team=shop\n")
    (problem,) = settings_faults(tiny)
    assert problem.code == "wrong-settings"
    expectation.holds(ERRORS / "wrong-settings.txt", to_text([problem]))
    assert run(["--project", str(tiny), "check", "--release"]) == INPUT_PROBLEM
    assert run(["--project", str(tiny), "check"]) == CLEAN
    (tiny / "mkdocs.yml").write_text("site_name: [\n")
    assert "\n" not in settings_faults(tiny)[0].message
    (tiny / "mkdocs.yml").unlink()
    assert settings_faults(tiny) == ()


@pytest.mark.parametrize("place", ["data", "data/site", "mine"])
def test_a_folder_with_sources_is_never_emptied(place: str, unprinted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """MkDocs empties its `site_dir` before it builds, so plain `mkdocs build` must not begin in a folder with sources."""
    (unprinted / "mine").mkdir()
    config = (unprinted / "mkdocs.yml").read_text("utf-8").replace("font: false}", "font: false, custom_dir: mine}")
    (unprinted / "mkdocs.yml").write_text(config, "utf-8")
    (unprinted / "data/site").mkdir()
    (unprinted / place / "kept.txt").write_text("")
    with pytest.raises(BuildFailed):
        build_site(unprinted, unprinted / place)
    assert "has sources of the site" in capsys.readouterr().err
    assert (unprinted / place / "kept.txt").exists()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often each file is read as YAML, and each system is redacted."""
    done: Counter[str] = Counter()

    def read_counted(path: str, data: bytes) -> ReadFile:
        done[path] += 1
        return read(path, data)

    def redact_counted(variants: Mapping[str, Variant], *others: Mapping[str, Variant]) -> dict[str, Variant]:
        done.update(f"redacted {name}" for name in variants)
        return redact(variants, *others)

    monkeypatch.setattr("generator.checks.resolve.read", read_counted)
    monkeypatch.setattr("generator.redaction.redact.redact", redact_counted)
    return done


@pytest.mark.parametrize("visibility", [INTERNAL, PUBLIC])
def test_a_build_reads_each_file_and_redacts_each_system_once(
    visibility: Visibility, tiny: Path, tmp_path: Path, work: Counter[str]
) -> None:
    build_site(tiny, tmp_path / "out", visibility=visibility)
    read_once = dict.fromkeys((path for path in FILES if path.startswith("data/")), 1)
    assert work == {**read_once, **({"redacted shop": 1, "redacted forum": 1} if visibility == PUBLIC else {})}


def test_publishing_reads_each_file_once_for_check_and_build(tiny: Path, tmp_path: Path, work: Counter[str]) -> None:
    commit_all(tiny)
    assert publish(tiny, release="1", to=tmp_path / "published") == CLEAN
    assert work == dict.fromkeys((path for path in FILES if path.startswith("data/")), 1)
