"""`runbook import`, and `runbook new project --from`.

Also tests `import_run`.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.conftest import commit_all

DOCUMENT = """\
# Opening the shop

## Before opening

- [ ] The door is open
- [ ] The till answers
  ```bash
  till ping
  ```
- [ ] The lamps are on

<!-- ask Mira -->
"""
HOME = "data/variants/opening-shop"
PREPARE = f"{HOME}/prepare.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project without systems, which has a document; it is the current folder."""
    (tmp_path / "data" / "variants").mkdir(parents=True)
    (tmp_path / "shop.md").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_in(root: Path) -> dict[str, bytes]:
    """Return the files of a project, without its cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts
    }


def test_a_document_becomes_a_variant(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The data pass the check and need no formatting, the document is in `imports`, and the output has figures and a next step."""
    assert run(["import", "shop.md"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("shop.md → opening-shop: 3 items, 1 checklist\n  9 lines: ") and not shown.err
    assert "read back: 6 of 6 lines with words\n  boxes: 3 of 3\n" in shown.out
    assert f"  written: {HOME}/ (2 files), imports/opening-shop/\n  next: runbook check " in shown.out
    assert (project / "imports/opening-shop/shop.md").read_text("utf-8") == DOCUMENT
    assert "door-open: The door is open" in (project / PREPARE).read_text("utf-8")
    assert run(["check"]) == 0 and run(["fmt", "--check"]) == 0
    assert "stray" not in capsys.readouterr().out


def test_a_second_import_changes_no_byte(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same document is not written again, also if people changed its data meanwhile."""
    run(["import", "shop.md"])
    (project / PREPARE).write_text((project / PREPARE).read_text("utf-8").replace("The door", "Every door"), "utf-8")
    before = files_in(project)
    capsys.readouterr()
    assert run(["import", "shop.md"]) == 0
    assert files_in(project) == before
    assert capsys.readouterr().out == "shop.md → opening-shop: nothing has changed since the last import\n"


def test_a_changed_document_changes_the_data(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text of the document is new in the data, and what people changed stays; a conflict writes nothing, and either side can be taken."""
    run(["import", "shop.md"])
    data = project / PREPARE
    data.write_text(data.read_text("utf-8").replace("The door is open", "Every door is open  # also the back"), "utf-8")
    (project / "shop.md").write_text(DOCUMENT.replace("The lamps are", "All lamps are"), "utf-8")
    assert run(["import", "shop.md"]) == 0
    assert "Every door is open  # also the back" in data.read_text("utf-8") and "All lamps are on" in data.read_text("utf-8")
    (project / "shop.md").write_text(DOCUMENT.replace("The door is", "The gate is"), "utf-8")
    before = files_in(project)
    capsys.readouterr()
    assert run(["import", "shop.md"]) == 1
    shown = capsys.readouterr().err
    assert "shop.md:5: The gate is open\n" in shown and f"{PREPARE}:8: Every door is open\n" in shown and "--theirs" in shown
    assert files_in(project) == before
    assert run(["import", "shop.md", "--ours"]) == 0 and "Every door is open" in data.read_text("utf-8")
    (project / "shop.md").write_text(DOCUMENT.replace("The door is", "The hatch is"), "utf-8")
    assert run(["import", "shop.md", "--theirs"]) == 0 and "The hatch is open  # also the back" in data.read_text("utf-8")


def test_files_that_are_not_needed_any_more_go(project: Path) -> None:
    """A phase that the document no longer has loses its file, if nobody changed it."""
    (project / "shop.md").write_text(f"{DOCUMENT}\n## Rollback\n\n- [ ] Everything is shut\n", "utf-8")
    assert run(["import", "shop.md"]) == 0 and (project / HOME / "rollback.yaml").exists()
    (project / "shop.md").write_text(DOCUMENT, "utf-8")
    assert run(["import", "shop.md"]) == 0 and not (project / HOME / "rollback.yaml").exists()
    assert run(["check"]) == 0


def test_options_stay_for_the_next_import(project: Path) -> None:
    """A phase that was chosen once is chosen again, so that a changed document does not move its lists."""
    assert run(["import", "shop.md", "--phase", "Before opening=operate", "--lines"]) == 0
    assert (project / HOME / "operate.yaml").exists()
    (project / "shop.md").write_text(DOCUMENT.replace("The lamps are", "All lamps are"), "utf-8")
    assert run(["import", "shop.md"]) == 0
    assert "      # shop.md:10\n      lamps: All lamps are on" in (project / HOME / "operate.yaml").read_text("utf-8")


def test_a_dry_run_writes_nothing_and_prints_the_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole report is on standard output, and in the file that was asked for; no data and no folder are there."""
    before = files_in(project)
    assert run(["import", "shop.md", "--dry-run", "--report", "out.json", "--format", "json"]) == 0
    shown = capsys.readouterr()
    report = json.loads(shown.out)["files"][0]
    assert report["variant"] == "opening-shop" and report["boxes"]["written"] == 3
    assert shown.err == "runbook: nothing was written, because of --dry-run\n"
    assert files_in(project) == {**before, "out.json": shown.out.encode()}
    assert run(["import", "shop.md", "--dry-run"]) == 0
    assert "\nphases\n     3  Before opening" in capsys.readouterr().out


def test_a_strict_import_fails_if_a_line_has_no_place(project: Path) -> None:
    """A comment has no place, so the exit code of a strict import is 1; without it the import is complete."""
    (project / "shop.md").write_text(DOCUMENT.replace("<!-- ask Mira -->", ""), "utf-8")
    assert run(["import", "shop.md", "--strict", "--dry-run"]) == 0
    (project / "shop.md").write_text(f"{DOCUMENT}\n- [ ]\n", "utf-8")
    assert run(["import", "shop.md", "--strict", "--dry-run"]) == 1


def test_all_documents_that_cannot_be_read_are_reported_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written if one of several documents has a problem, and each problem has its place."""
    (project / "bad.md").write_bytes(b"one\ntwo \xff\n")
    (project / "empty.md").write_bytes(b"")
    before = files_in(project)
    assert run(["import", "shop.md", "bad.md", "empty.md", "gone.md", "data"]) == 1
    shown = capsys.readouterr().err
    assert [line.partition(" error[")[0] for line in shown.splitlines() if " error[" in line] == [
        "bad.md:2:5:", "empty.md:1:1:", "gone.md:1:1:", "data:1:1:"
    ]  # fmt: skip
    assert shown.endswith("runbook: nothing was imported: some documents cannot be read\n")
    assert files_in(project) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--phase", "Before"], "--phase: expected HEADING=PHASE, and found `Before`"),
        (["--phase", "Before=preprae"], "--phase: no phase `preprae`. Did you mean `prepare`?"),
        (["--phase", "Befroe opening=operate"], "--phase: no heading `Befroe opening`. Did you mean `Before opening`?"),
        (["--take", "contcats"], "--take: no kind `contcats`. Did you mean `contacts`?"),
        (["--no-repair", "nearbox"], "--no-repair: no repair `nearbox`. Did you mean `near-box`?"),
        (["--variant", "My Shop"], "--variant: expected an id"),
        (["--variant", "search"], "--variant: the site itself uses the name `search`"),
        (["--theirs", "--ours"], "--theirs and --ours exclude each other"),
        (["--report", "data/x.md"], "which has sources of the site"),
        (["--variant", "pay-desk"], "data/variants/pay-desk exists already, and was not imported"),
        (["--variant", "base"], "data/layers/base exists already, and was not imported"),
    ],
)
def test_a_wrong_argument_is_a_usage_error(project: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, a message with the way out, and nothing written."""
    for path in ("variants/pay-desk/variant.yaml", "layers/base/layer.yaml"):
        (project / "data" / path).parent.mkdir(parents=True)
        (project / "data" / path).write_text(f"{path.split('/')[0].removesuffix('s')}: {{title: X}}\n")
    before = files_in(project)
    assert run(["import", "shop.md", *words]) == 2
    assert message in capsys.readouterr().err
    assert files_in(project) == before


def test_a_damaged_map_is_reported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its map an import cannot know what people changed, so it asks to get the map back."""
    run(["import", "shop.md"])
    (project / "imports/opening-shop/map.json").write_text("{}")
    assert run(["import", "shop.md"]) == 1
    assert "imports/opening-shop/map.json cannot be read" in capsys.readouterr().err


def test_without_its_folder_in_imports_a_variant_is_like_any_other(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who deletes the folder has a runbook written by hand, which no import touches."""
    run(["import", "shop.md"])
    for path in (project / "imports/opening-shop").iterdir():
        path.unlink()
    assert run(["import", "shop.md"]) == 2
    assert "or imports/opening-shop/ was deleted; get that folder back from git" in capsys.readouterr().err


def test_without_a_project_the_message_names_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has only documents yet is led to `runbook new project --from`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.md").write_text(DOCUMENT, "utf-8")
    assert run(["import", "shop.md"]) == 2
    assert "`runbook new project DIR --from shop.md` makes a project from documents" in capsys.readouterr().err


def test_several_documents_are_variants_or_groups_of_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder gives a variant for each document; with an id, all are one variant, in which each is a group."""
    for name, title in (("north", "North branch"), ("south", "South branch")):
        (project / "docs").mkdir(exist_ok=True)
        (project / f"docs/{name}.md").write_text(DOCUMENT.replace("Opening the shop", title), "utf-8")
    assert run(["import", "docs"]) == 0
    shown = capsys.readouterr().out
    assert "north-branch: 3 items, 1 checklist\ndocs/south.md → " in shown, "all figures are in the reports"
    assert (
        "together: 2 systems from 2 documents\n  18 lines: 2 left out, 0 not placed\n"
        "  read back: 12 of 12 lines with words; boxes: 6 of 6\nto decide " in shown
    )
    assert shown.count("decide ") == 1 and "\n  (nothing)\n" in shown
    assert shown.count("  next: ") == 0, "the next steps are the same for all"
    assert {path.name for path in (project / "data/variants").iterdir()} == {"north-branch", "south-branch"}
    assert run(["import", "docs", "--variant", "branches"]) == 0
    text = (project / "data/variants/branches/variant.yaml").read_text("utf-8")
    assert "    groups:\n      north-branch:\n        title: North branch\n      south-branch:\n" in text
    assert sorted(path.name for path in (project / "imports/branches").iterdir()) == ["map.json", "north.md", "report.md", "south.md"]
    assert run(["check"]) == 0


def test_a_fault_of_the_importer_is_no_fault_of_the_document(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If what was written has errors, nothing is written, and the exit code says that the program is wrong."""
    monkeypatch.setattr("generator.imports.emit_files.MODELINE", "titel: x")
    before = files_in(project)
    assert run(["import", "shop.md"]) == 3
    assert "this is a fault of the program, not of your data: ImportFault" in capsys.readouterr().err
    assert files_in(project) == before


def test_the_next_command_finds_the_document_from_the_new_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document that was named from where the project was made has another path from within it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.md").write_text("# Shop\n\n- [ ] Open\n", "utf-8")
    assert run(["new", "project", "our/books", "--from", "shop.md"]) == 0
    assert "  next: runbook import ../../shop.md --phase Shop=PHASE " in capsys.readouterr().out


def test_documents_become_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One command makes a project whose systems are the documents: no example system, a reviewer for each, data that pass the check."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for name in ("North", "South"):
        (tmp_path / f"docs/{name}.md").write_text(DOCUMENT.replace("Opening the shop", name), "utf-8")
    assert run(["new", "project", "ours", "--from", "docs/North.md", "docs/South.md"]) == 0
    shown = capsys.readouterr().out
    assert "docs/North.md → north: 3 items, 1 checklist\n" in shown
    project = tmp_path / "ours"
    assert {path.name for path in (project / "data/variants").iterdir()} == {"north", "south"} and not (project / "data/layers").exists()
    assert "/data/variants/south/" in (project / ".github/CODEOWNERS").read_text()
    assert "sheet north > runbook.md" in (project / "README.md").read_text("utf-8")
    assert run(["--project", "ours", "check"]) == 0
    assert run(["--project", "ours", "fmt", "--check"]) == 0
    commit_all(project)
    assert not subprocess.run(["git", "-C", str(project), "status", "--short"], capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["project", "ours", "--from", "shop.md", "--title", "Shop"], 2, "--title and --id are for the example system"),
        (["variant", "shop", "--from", "shop.md"], 2, "`runbook import FILE` makes variants from documents"),
        (["project", "ours", "shop.md"], 2, "got an unexpected extra argument (shop.md)"),
        (["project", "ours", "--from", "gone.md"], 1, "nothing was imported"),
        (["project", ".", "--from", "shop.md"], 2, "already has YAML files"),
    ],
)
def test_a_project_from_documents_is_refused(
    project: Path, words: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each refusal says what to do, and nothing is written."""
    (project / "data/variants/a").mkdir()
    (project / "data/variants/a/variant.yaml").write_text("variant: {title: A}\n")
    before = files_in(project)
    assert run(["new", *words]) == code
    assert message in capsys.readouterr().err
    assert files_in(project) == before


def opening(place: str, *lines: str) -> str:
    return f"# Opening the {place}\n\n## Before opening\n\n" + "".join(f"- [ ] {line}\n" for line in lines)


NORTH = ("The door is open", "Heating: 19 degrees", "The lamps are on", "The till answers")
SOUTH = ("The door is open", "Heating: 21 degrees", "The lamps are on.", "The till answers", "The lift works")


@pytest.fixture
def branches(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a project with two systems that were imported with a layer."""
    (project / "north.md").write_text(opening("north", *NORTH), "utf-8")
    (project / "south.md").write_text(opening("south", *SOUTH), "utf-8")
    assert run(["import", "north.md", "south.md", "--share"]) == 0
    assert 'opening-north and opening-south share 4 of 5 entries of "Before opening": now in a layer' in capsys.readouterr().out
    return project


LAYER, OF_NORTH, OF_SOUTH = "data/layers/base/prepare.yaml", "data/variants/opening-north", "data/variants/opening-south/variant.yaml"


def changed(place: Path, before: str, after: str) -> None:
    text = place.read_text("utf-8")
    assert before in text
    place.write_text(text.replace(before, after), "utf-8")


def test_documents_that_share_a_layer_are_imported_again(branches: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What both documents change is changed in the layer, what one changes in its system; nothing else, and then nothing more."""
    before = files_in(branches)
    assert run(["import", "north.md", "south.md", "--share"]) == 0 and run(["import", "south.md"]) == 0 and files_in(branches) == before
    changed(branches / OF_SOUTH, "TODO: south.md line 6 says otherwise", "the hall is cold")
    changed(branches / LAYER, "      lamps:", "      # all of them\n      lamps:")
    for name in ("north.md", "south.md"):
        changed(branches / name, "The door is open", "The door is wide open")
    changed(branches / "south.md", "- [ ] The door", "- [ ] Snow is gone\n- [ ] The door")
    changed(branches / "south.md", "21 degrees", "22 degrees")
    assert run(["import", "north.md", "south.md"]) == 0 and run(["check"]) == 0
    layer, south = (branches / LAYER).read_text("utf-8"), (branches / OF_SOUTH).read_text("utf-8")
    assert "door-open: The door is wide open" in layer and "# all of them\n      lamps:" in layer
    assert "place: before door-open\n        text: Snow is gone" in south
    assert "text: 'Heating: 22 degrees'\n        because: 'the hall is cold'" in south
    before = files_in(branches)
    assert run(["import", "north.md", "south.md"]) == 0 and files_in(branches) == before


def test_what_is_shared_no_longer_moves_to_the_systems(branches: Path) -> None:
    """One document alone is given: an entry that only the other one has now is in its system, with its id."""
    changed(branches / "south.md", "- [ ] The till answers\n", "")
    assert run(["import", "south.md"]) == 0 and run(["check"]) == 0
    assert "till" not in (branches / LAYER).read_text("utf-8") + (branches / OF_SOUTH).read_text("utf-8")
    assert "till-answers: The till answers" in (branches / OF_NORTH / "variant.yaml").read_text("utf-8")


def test_an_entry_that_people_changed_stays_in_the_layer(branches: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is kept, and reported, where a document no longer has it, and it is a conflict where a document says something else."""
    changed(branches / LAYER, "The till answers", "The new till answers")
    changed(branches / "south.md", "- [ ] The till answers\n", "")
    assert run(["import", "south.md"]) == 0 and "new till" in (branches / LAYER).read_text("utf-8")
    assert "kept, although it is gone from the document: checklists.before-opening.items.till-answers" in capsys.readouterr().out
    changed(branches / "north.md", "The till answers", "The till is on")
    before = files_in(branches)
    assert run(["import", "north.md", "south.md"]) == 1 and files_in(branches) == before
    message = capsys.readouterr().err
    assert "the document: The till is on" in message and f"{LAYER}:11: The new till answers" in message
    assert run(["import", "north.md", "--ours"]) == 0 and "new till" in (branches / LAYER).read_text("utf-8")


def test_a_new_document_joins_the_layer(branches: Path) -> None:
    """With a document of a layer, a new one shares that layer; alone, it gets one of its own, and known ones without a layer do not."""
    (branches / "west.md").write_text(opening("west", *SOUTH), "utf-8")
    assert run(["import", "north.md", "west.md", "--share"]) == 0 and run(["check"]) == 0
    assert "extends: [base]" in (branches / "data/variants/opening-west/variant.yaml").read_text("utf-8")
    assert "lift-works" in (branches / LAYER).read_text("utf-8") and "lift" not in (branches / OF_SOUTH).read_text("utf-8")
    assert "remove: 'TODO: north.md does not say this'" in (branches / OF_NORTH / "variant.yaml").read_text("utf-8")


def test_sharing_that_is_not_possible_is_refused(branches: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each refusal says what to do, and nothing is written."""
    (branches / "east.md").write_text(opening("east", "Nothing"), "utf-8")
    assert run(["import", "east.md"]) == 0
    assert run(["import", "east.md", "--share"]) == 2 and "was imported without a layer; delete" in capsys.readouterr().err
    assert run(["import", "north.md", "--share", "--variant", "x"]) == 2
    changed(branches / "north.md", "lamps", "lights")
    (branches / "imports/opening-south/map.json").unlink()
    assert run(["import", "north.md"]) == 2 and "imports/opening-south/ is missing; get it back" in capsys.readouterr().err
    (branches / "imports/base/layer.json").unlink()
    assert run(["import", "north.md"]) == 2 and "imports/base/layer.json is missing; get it back" in capsys.readouterr().err


def test_a_renamed_system_is_imported_again(branches: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the import keeps moves with the system: the layer, the report and the next import know its new id."""
    assert run(["rename", "variants.opening-north", "north-branch"]) == 0
    assert "  imports/north-branch/\n  imports/base/layer.json\n" in capsys.readouterr().out
    assert not (branches / "imports/opening-north").exists() and not (branches / OF_NORTH).exists()
    data = (branches / "data/variants/north-branch/variant.yaml").read_text("utf-8")
    assert "is in imports/north-branch/report.md" in data and "aliases: [opening-north]" in data
    before = files_in(branches)
    assert run(["import", "north.md"]) == 0 and files_in(branches) == before
    changed(branches / "north.md", "19", "18")
    assert run(["import", "north.md"]) == 0 and run(["check"]) == 0
    assert "18 degrees" in (branches / LAYER).read_text("utf-8") + (branches / "data/variants/north-branch/variant.yaml").read_text("utf-8")


def test_an_alone_imported_system_is_renamed_with_its_import(project: Path) -> None:
    """Nobody has changed its data, except for the id: a changed document still changes the data."""
    (project / "shop.md").write_text(opening("shop", *NORTH), "utf-8")
    assert run(["import", "shop.md"]) == 0 and run(["rename", "variants.opening-shop", "store"]) == 0
    changed(project / "shop.md", "19", "18")
    assert run(["import", "shop.md"]) == 0 and b"18 degrees" in b"".join(files_in(project / "data/variants/store").values())
    assert (
        not (project / "data/variants/opening-shop").exists()
        and '"data/variants/store/' in (project / "imports/store/map.json").read_text()
    )
