"""Why a file cannot be read, and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.project.reading_problems import leads_up, reading_problem


@pytest.mark.parametrize(
    ("number", "message", "help"),
    [
        (errno.EACCES, "cannot be read: Permission denied", "correct its permissions, or remove it"),
        (errno.EIO, "cannot be read: Input/output error", "put a copy that can be read in its place, or remove it"),
        (errno.ENOENT, "cannot be read: No such file or directory", "put a copy that can be read in its place, or remove it"),
        (errno.ELOOP, "this link leads back to itself", "correct the link, or remove it"),
        (errno.ENXIO, "this is not a regular file", "remove it"),
    ],
)
def test_the_help_fits_the_reason(number: int, message: str, help: str, tmp_path: Path) -> None:
    """Only missing permissions are corrected as such."""
    assert reading_problem(tmp_path / "x", OSError(number, os.strerror(number))) == (message, help)


@pytest.mark.parametrize(("target", "expected"), [(".", True), ("..", True), ("/", True), ("../side", False), ("gone", False)])
def test_a_link_to_a_folder_that_it_is_in_leads_up(target: str, expected: bool, tmp_path: Path) -> None:
    """Following it would have no end."""
    (tmp_path / "side").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "own/x").symlink_to(target)
    assert leads_up(tmp_path / "own/x") == expected
    assert not leads_up(tmp_path / "own")
