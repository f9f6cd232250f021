"""`runbook new`."""

from __future__ import annotations

import hashlib
import re
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


def test_a_variant_that_would_miss_a_required_field_is_refused(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/layers/open").mkdir()
    (tiny / "data/layers/open/open.yaml").write_text("layer: {extends: [base]}\ncontacts: {lead: {title: null}}\n")
    with pytest.raises(InputFault, match="nothing was written: the edit would introduce 1 error"):
        new(tiny, "variant", "pay-desk", None, ["open"])
    assert "`title` of `lead` is empty: the variant must fill it in" in capsys.readouterr().err
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
    with pytest.raises(UsageFault, match=f"wheels/{re.escape(wheel.name)} already exists"):
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


def test_a_project_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine")
    new(None, "project", str(tmp_path), None, [])
    assert (tmp_path / "LICENSE").read_text() == "mine"
    (tmp_path / "other").mkdir()
    (tmp_path / "other/README.md").write_text("mine")
    with pytest.raises(UsageFault, match=r"README\.md already exists"):
        new(None, "project", str(tmp_path / "other"), None, [])
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["README.md"]
    with pytest.raises(UsageFault, match="is a file; name a folder"):
        new(None, "project", str(tmp_path / "LICENSE"), None, [])


def test_a_title_without_a_possible_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="--title: "):
        new(None, "project", str(tmp_path / "own"), "বাংলা", [])
    assert not (tmp_path / "own").exists()
