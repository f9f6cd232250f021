"""The unit tests of scripts, in Node: no browser, no page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.node_programs import node

FOLDER = Path(__file__).parent


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.test.js")), ids=lambda file: file.name)
def test_the_tests_of_a_script_pass(file: Path) -> None:
    done = subprocess.run([node(), "--test", "--test-reporter=tap", str(file)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout
    assert "# tests 0" not in done.stdout
