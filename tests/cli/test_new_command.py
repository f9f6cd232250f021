"""`runbook new`."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from generator.cli.schema_command import PATH as SCHEMA
from generator.project import program_requirement
from generator.project.faults import InputFault, UsageFault
from generator.project.open_project import open_project
from generator.project.program_requirement import UNSET
from tests.cli.bodies import check, fmt, new

VARIANT = """\
# yaml-language-server: $schema=../../../schema/runbook.schema.json
# This system, and the layers that it extends.
variant:
  title: Pay desk
  extends: [base]
"""


def test_a_new_variant_is_valid_at_once_and_inherits_its_phases(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(tiny, "variant", "pay-desk", None, [])
    path = "data/variants/pay-desk/variant.yaml"
    assert (tiny / path).read_text() == VARIANT
    output = capsys.readouterr().out
    assert output == f"{path} written\n{SCHEMA} is missing; `runbook schema` writes it, so that editors can complete keys\n"
    assert ((tiny / path).parent / VARIANT.partition("$schema=")[2].partition("\n")[0]).resolve() == tiny / SCHEMA
    assert check(tiny, "text") == 0
    assert set(open_project(tiny).variant("pay-desk").runbook.phases) == {"prepare", "deploy-day"}


def test_a_new_variant_without_a_reviewer_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(None, "project", str(tmp_path), None, [])
    capsys.readouterr()
    new(tmp_path, "variant", "pay-desk", None, [])
    output = capsys.readouterr().out.splitlines()
    assert output[1:] == [".github/CODEOWNERS names no reviewer for this variant; add a line `/data/variants/pay-desk/ @OWNER`"]


def test_a_new_layer_can_be_extended_at_once(tiny: Path) -> None:
    new(tiny, "layer", "payments", "Payments: all", ["base"])
    new(tiny, "variant", "pay-desk", None, ["payments"])
    assert "  title: 'Payments: all'\n  extends: [base]\n" in (tiny / "data/layers/payments/layer.yaml").read_text()
    assert check(tiny, "text") == 0
    assert fmt(tiny, [], only_check=True) == 0


def test_a_new_variant_says_what_its_layers_leave_to_it(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/layers/open").mkdir()
    open_layer = "layer: {extends: [base]}\nslos: {speed: {title: '{{ params.host }} answers', kind: null}}\n"
    (tiny / "data/layers/open/open.yaml").write_text(open_layer)
    new(tiny, "variant", "pay-desk", None, ["open"])
    assert "\nits layers leave this to it: slos.speed.kind, params.host; `runbook check` lists" in capsys.readouterr().out
    assert check(tiny, "text") == 1
    found = capsys.readouterr().out
    assert "`kind` of `speed` is empty" in found
    assert "`TODO` is a placeholder" in found
    path = tiny / "data/variants/pay-desk/variant.yaml"
    path.write_text(path.read_text().replace("TODO\n", "shop.internal\n").replace("kind: null", "kind: technical"))
    assert check(tiny, "text") == 0
    assert fmt(tiny, [], only_check=True) == 0


def test_a_new_variant_may_have_a_text_that_is_only_valid_when_filled_in(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No placeholder is a valid port."""
    (tiny / "data/layers/open").mkdir()
    service = "services: {api: {title: API, status-page: 'https://{{ params.host }}:{{ params.port }}/'}}\n"
    (tiny / "data/layers/open/open.yaml").write_text(f"layer: {{extends: [base]}}\n{service}")
    new(tiny, "variant", "pay-desk", None, ["open"])
    assert check(tiny, "text") == 1
    assert "found `https://TODO:TODO/`" in capsys.readouterr().out


def test_a_variant_that_would_introduce_another_error_is_refused(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/layers/one").mkdir()
    (tiny / "data/layers/one/one.yaml").write_text("contacts: {lead: {title: Lead}}\n")
    (tiny / "data/layers/two").mkdir()
    (tiny / "data/layers/two/two.yaml").write_text("contacts: {lead: {title: Leader}}\n")
    with pytest.raises(InputFault, match="nothing was written: the edit would introduce 1 error"):
        new(tiny, "variant", "pay-desk", None, ["one", "two"])
    assert "set different values for `title`" in capsys.readouterr().err
    assert not (tiny / "data/variants/pay-desk").exists()


def test_existing_files_are_not_changed(tiny: Path) -> None:
    (tiny / "data/variants/empty").mkdir()
    for kind, name in (("variant", "shop"), ("layer", "shop"), ("variant", "empty")):
        with pytest.raises(UsageFault, match="already"):
            new(tiny, kind, name, None, [])
    assert not (tiny / "data/layers/shop").exists()


def test_a_new_project_is_complete_and_formatted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "deep" / "own"
    new(None, "project", str(home), "Web shop", [])
    assert capsys.readouterr().out.endswith("README.md describes the next steps\n")
    names = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert names >= {"README.md", ".gitignore", "mkdocs.yml", "requirements.txt", ".github/workflows/runbooks.yml", "docs/writing.md"}
    assert names >= {".gitlab-ci.yml", ".github/pull_request_template.md", ".github/CODEOWNERS"}
    assert names >= {"data/layers/base/layer.yaml", "data/variants/web-shop/variant.yaml", SCHEMA.as_posix()}
    assert not [name for name in names if "<<" in (home / name).read_text() or "dot-" in name or "your-system" in name]
    assert (check(home, "text"), fmt(home, [], only_check=True)) == (0, 0)
    outcome = open_project(home).outcome
    assert outcome.ok
    assert outcome.variants["web-shop"].runbook.variant.title == "Web shop"


def test_the_first_system_of_a_project_has_its_own_id(tmp_path: Path) -> None:
    new(None, "project", str(tmp_path), None, [])
    assert (tmp_path / "data/variants/my-service").is_dir()
    assert "/data/variants/my-service/ " in (tmp_path / ".github/CODEOWNERS").read_text()


def test_a_project_contains_the_wheel_that_builds_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel = tmp_path / "runbook_generator-0.2.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    home = tmp_path / "own"
    new(None, "project", str(home), None, [], str(wheel))
    assert capsys.readouterr().err == ""
    assert (home / "wheels" / wheel.name).read_bytes() == b"a wheel"
    digest = hashlib.sha256(b"a wheel").hexdigest()
    lines = (home / "requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"file:wheels/{wheel.name}#sha256={digest}"]


def test_a_wheel_may_already_be_in_the_folder(tmp_path: Path) -> None:
    wheel = tmp_path / "wheels" / "runbook_generator-0.2.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"a wheel")
    new(None, "project", str(tmp_path), None, [], str(wheel))
    assert "file:wheels/" in (tmp_path / "requirements.txt").read_text()
    other = tmp_path / wheel.name
    other.write_bytes(b"another wheel")
    (tmp_path / "second" / "wheels").mkdir(parents=True)
    (tmp_path / "second" / "wheels" / wheel.name).write_bytes(b"a wheel")
    with pytest.raises(UsageFault, match=f"wheels/{re.escape(wheel.name)} already exists, and is another file"):
        new(None, "project", str(tmp_path / "second"), None, [], str(other))


def test_a_project_without_a_known_wheel_warns(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = program_requirement.recorded({"url": "file:///src/runbook", "dir_info": {}})
    monkeypatch.setattr(program_requirement, "installed", lambda: unknown)
    new(None, "project", str(tmp_path), None, [])
    output = capsys.readouterr()
    assert output.out.endswith("README.md describes the next steps\n")
    assert output.err.startswith("runbook: warning: requirements.txt names no wheel of this program: it was installed from a folder, ")
    assert (tmp_path / "requirements.txt").read_text().endswith(f"\n{UNSET}\n")


def test_a_wheel_is_only_for_a_project(tiny: Path) -> None:
    for kind in ("variant", "layer"):
        with pytest.raises(UsageFault, match="--wheel is only for a project"):
            new(tiny, kind, "pay-desk", None, [], "a.whl")


@pytest.mark.parametrize(
    ("mine", "steps", "kept"),
    [
        ({"README.md": "# Ours\n"}, "RUNBOOKS.md", ["README.md is kept"]),
        ({"readme.rst": "Ours\n", "LICENSE": "ours"}, "RUNBOOKS.md", ["readme.rst is kept"]),
        (
            {".gitignore": "site/\n*.pyc\n.venv\n"},
            "README.md",
            [".gitignore is kept; add to it:", "/published/", "# Left by", "/.site.*/", "/.published.*/", "/.cache/"],
        ),
        (
            {"docs/CODEOWNERS": "* @us\n"},
            "README.md",
            ["docs/CODEOWNERS is kept; add to it:", "# Who", "# The", "# /data/layers/", "# /data/variants/web-shop/"],
        ),
        ({".github/PULL_REQUEST_TEMPLATE.md": "?"}, "README.md", [".github/PULL_REQUEST_TEMPLATE.md is kept"]),
        ({"mkdocs.yml": "site_name: Ours\nplugins: [runbook]\ntheme: material\n"}, "README.md", ["mkdocs.yml is kept"]),
        ({"mkdocs.yaml": "site_name: Ours\n"}, "README.md", ["mkdocs.yaml is kept; add to it:", "plugins:", "- runbook", "theme:"]),
        ({".gitlab-ci.yml": "a: {script: ls}\n"}, "README.md", [".gitlab-ci.yml is kept"]),
        (
            {"docs/index.md": "# Ours"},
            "README.md",
            ["docs/index.md is kept; rename it, because the home page of the runbooks has its address"],
        ),
    ],
)
def test_a_project_begins_beside_the_files_of_a_new_repository(
    mine: dict[str, str], steps: str, kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file that a forge or a person put into the folder keeps its bytes, and the command says what the project needs from it."""
    for path, text in mine.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    new(None, "project", str(tmp_path), "Web shop", [])
    assert {path: (tmp_path / path).read_text() for path in mine} == mine
    first, *said = capsys.readouterr().out.splitlines()
    assert first.endswith(f"{steps} describes the next steps")
    assert (tmp_path / steps).read_text().startswith("# Runbooks\n")
    assert [line.strip().startswith(start) for line, start in zip(said, kept, strict=True)] == [True] * len(kept), said
    if "docs/index.md" in mine:
        assert check(tmp_path, "text") == 1
        (tmp_path / "docs/index.md").rename(tmp_path / "docs/start.md")
    assert check(tmp_path, "text") == 0


@pytest.mark.parametrize(
    ("rule", "path"), [("wheels/", "wheels/runbook_generator-0.2.0-py3-none-any.whl"), ("*.yml", "mkdocs.yml"), ("docs", "docs/writing.md")]
)
def test_a_file_that_git_ignores_is_reported(rule: str, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A forge's `.gitignore` for Python ignores `wheels/`; without the wheel, the first workflow would fail."""
    wheel = tmp_path / "runbook_generator-0.2.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    home = tmp_path / "own"
    home.mkdir()
    subprocess.run(["git", "init", "-q", str(home)], check=True)
    (home / ".gitignore").write_text(f"{rule}\n")
    new(None, "project", str(home), None, [], str(wheel))
    assert f"warning: git ignores {path}, because of .gitignore:1 `{rule}`: remove that rule" in capsys.readouterr().err
    assert (home / path).is_file()


def test_the_wheel_is_a_line_to_add_to_requirements_that_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "requirements.txt").write_text("requests==2.32.5\n")
    wheel = "https://host.example/runbook_generator-0.2.0-py3-none-any.whl#sha256=" + "0" * 64
    new(None, "project", str(tmp_path), None, [], wheel)
    output = capsys.readouterr().out
    assert "requirements.txt is kept; add to it:\n    # The program that builds this site" in output
    assert output.endswith(f"    runbook-generator @ {wheel}\n")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("data/variants/shop/variant.yaml", "data already has YAML files; in a project, `runbook new variant ID` adds a system"),
        ("data/prices.yml", "data already has YAML files"),
        ("data", "data is a file, and the project needs a folder there"),
        (".github", r"\.github is a file, and the project needs a folder there"),
        ("README.md/x", r"README\.md is a folder, and the project needs a file there"),
    ],
)
def test_a_project_does_not_begin_where_something_is_in_its_way(path: str, message: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("")
    with pytest.raises(UsageFault, match=message):
        new(None, "project", str(tmp_path), None, [])
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [tmp_path / path]


def test_a_file_is_no_folder_for_a_project(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("")
    with pytest.raises(UsageFault, match="is a file; name a folder"):
        new(None, "project", str(tmp_path / "own"), None, [])


def test_a_folder_of_a_repository_has_no_workflows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A forge reads workflows only at the top of a repository; the command says so for a project in a folder of one."""
    (tmp_path / ".git").mkdir()
    new(None, "project", str(tmp_path / "ops/runbooks"), None, [], "https://host.example/runbook_generator-0.2.0-py3-none-any.whl")
    assert f"ops/runbooks is a folder of the repository {tmp_path}, and forges read workflows only at its top" in capsys.readouterr().err


def test_a_title_without_latin_letters_has_an_id_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(None, "project", str(tmp_path / "own"), "বাংলা", [])
    assert "the id of the first system is `system-1`, because its title has no Latin letters" in capsys.readouterr().out
    assert "title: বাংলা\n" in (tmp_path / "own/data/variants/system-1/variant.yaml").read_text("utf-8")
    new(None, "project", str(tmp_path / "other"), "বাংলা", [], id="bangla")
    assert (tmp_path / "other/data/variants/bangla").is_dir()
    with pytest.raises(UsageFault, match="--id is only for a project; write the id of a variant after `variant`"):
        new(tmp_path / "own", "variant", "shop", None, [], id="shop")
