"""The output in the README is what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.main import run

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
BASE = """\
checklists:
  database:
    phase: prepare
    title: Database
    items:
      pooling: Connection pooling is configured
      replicas: Read replicas follow the primary
contacts:
  dba: {title: Database administrator, channel: "#database"}
"""
FAILOVER = """\
      failover:
        text: A failover is rehearsed
        role: bda
"""
FILES = {
    "data/layers/base/database.yaml": BASE,
    "data/variants/shop/variant.yaml": "variant: {title: Shop, extends: [base]}\nphases: {prepare: {title: Prepare}}\n",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create the project of the README's tour."""
    (shown,) = re.findall(r"```yaml\n(# data/variants/shop/database\.yaml\n.*?)```", README, re.DOTALL)
    for path, text in {**FILES, "data/variants/shop/database.yaml": shown}.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(command: str) -> str:
    (found,) = re.findall(rf"```\n\$ runbook {command}\n(.*?)```", README, re.DOTALL)
    return str(found)


def test_explain_prints_what_the_readme_shows(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "shop", "database/pooling"]) == 0
    assert capsys.readouterr().out == printed("explain shop database/pooling")


def test_check_prints_what_the_readme_shows(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    capsys.readouterr()
    with (shop / "data/variants/shop/database.yaml").open("a") as stream:
        stream.write(FAILOVER)
    assert run(["check"]) == 1
    assert capsys.readouterr().out == printed("check")


def test_the_readme_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    commands = re.findall(r"^  (\w+)  +\w", capsys.readouterr().out.partition("Commands:\n")[2], re.MULTILINE)
    assert set(commands) - {"Exit"} == set(re.findall(r"^\| `runbook (\w+)", README, re.MULTILINE))
