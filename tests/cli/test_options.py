"""Options and exit codes that all commands have."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from generator.cli.options import format_option, project_command
from generator.project.faults import EXIT_CODES, UsageFault


@project_command
@format_option("text", "json")
def example(root: Path, style: str) -> int:
    """An example."""
    click.echo(f"{root} {style}")
    return 0


def call_command(folder: Path | None, *words: str) -> None:
    example.main(words, standalone_mode=False, obj=folder)


def test_a_command_gets_the_folder_of_the_project(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tiny / "data" / "variants")
    call_command(None, "--format", "json")
    call_command(tiny)
    assert capsys.readouterr().out == f"{tiny.resolve()} json\n{tiny.resolve()} text\n"
    with pytest.raises(UsageFault, match="has no folder `data`"):
        call_command(tmp_path)


def test_the_help_of_a_command_ends_with_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    call_command(None, "--help")
    assert " ".join(capsys.readouterr().out.split()).endswith(EXIT_CODES)
