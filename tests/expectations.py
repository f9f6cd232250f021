"""Expected texts in files: compared as a whole, and rewritten only with `--update-expected`.

A test that rewrites its file fails, so that such a run never counts as a pass.

"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

FLAG = "--update-expected"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FLAG, action="store_true", help="rewrite expected texts that differ; the tests that did so fail")


class Expectation:
    """Compares a text with the expected text in a file."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def holds(self, path: Path, actual: str) -> None:
        """Assert that `actual` is the whole content of a file."""
        expected = path.read_text("utf-8") if path.exists() else None
        if actual == expected:
            return
        if self.update:
            path.write_text(actual, "utf-8")
            pytest.fail(f"{path.name} was rewritten: look at the difference, then run again without {FLAG}", pytrace=False)
        lines = difflib.unified_diff((expected or "").splitlines(), actual.splitlines(), "expected", "actual", lineterm="", n=3)
        pytest.fail(f"{path} differs ({FLAG} rewrites it):\n" + "\n".join(lines), pytrace=False)


@pytest.fixture
def expectation(request: pytest.FixtureRequest) -> Expectation:
    return Expectation(update=bool(request.config.getoption(FLAG)))
