"""The command line: help, version, options, wrong usage and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.main import COMMANDS, run
from tests.house_rules import PLACES

# Print which of some libraries each call loads. Each call runs in a fork, so that it does not count libraries that another call loaded.
LOADED = """
import io, os, sys
from generator.cli.main import run

libraries, *calls = sys.argv[1:]
for words in calls:
    if os.fork() == 0:
        sys.stdout = sys.stderr = io.StringIO()
        code = run(words.split())
        os.write(1, f"{words}: exit code {code}, loaded {sorted(sys.modules.keys() & libraries.split())}\\n".encode())
        os._exit(0)
    os.wait()
"""


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help_has_an_example_and_the_exit_codes(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 0
    output = capsys.readouterr().out
    assert "Exit codes: 0 clean, 1 a problem in the input, 2 usage, 3 a fault" in output
    assert "\n  runbook " in output


def test_the_overview_shows_the_full_text_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    output = capsys.readouterr().out
    assert "..." not in output.partition("Commands:")[2]
    assert all(f"\n  {name} " in output for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chek"], "No such command 'chek'"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["serve", "--port", "0"], "0 is not in the range"),
        (["sheet"], "Missing argument 'VARIANT'"),
        (["--project", "/nowhere", "check"], "/nowhere has no folder `data`"),
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    assert message in capsys.readouterr().err


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("runbook ")


def test_options_reach_their_command(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(tiny), "check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"] == {"errors": 0, "warnings": 0, "files": 0}


def test_neither_help_nor_wrong_usage_loads_a_library() -> None:
    calls = {"--help": 0, **{f"{name} --help": 0 for name in COMMANDS}, **{f"{name} --mistyped": 2 for name in COMMANDS}, "publish": 2}
    libraries = " ".join(PLACES.keys() - {"click"})
    done = subprocess.run([sys.executable, "-c", LOADED, libraries, *calls], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"{words}: exit code {code}, loaded []" for words, code in calls.items()]


def test_a_closed_output_pipe_is_not_an_error(tiny: Path) -> None:
    command = f"{sys.executable} -m generator --project {tiny} check --format json | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
    assert "Traceback" not in done.stderr


def test_output_that_cannot_show_a_character_shows_its_number(tiny: Path) -> None:
    (tiny / "data/variants/shop/more.yaml").write_text("ফোন: 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "generator", "--project", str(tiny), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin"})
    assert done.returncode == 1
    assert "\\u09ab" in done.stdout
