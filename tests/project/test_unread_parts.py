"""Variants of which a part could not be read."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.project.open_project import open_project
from tests.conftest import commit_all


def bind_socket(path: Path) -> None:
    """Make a socket. Its path must be short, so it is made in the working folder."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "more.yaml").symlink_to("nowhere")


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "socket": bind_socket,
    "folder": make_folder,
    "loop": lambda path: path.symlink_to(path.name),
    "broken link": lambda path: path.symlink_to("nowhere.yaml"),
    "link out": lambda path: path.symlink_to("/etc/hostname"),
    "name": lambda path: path.with_name("contacts\udce9.yaml").write_text("contacts: {}\n"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_variant_with_such_a_file_is_reported_and_neither_shown_nor_printed(
    kind: str, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could see on a sheet that a part is missing. Other variants are as before."""
    UNREADABLE[kind](tiny / "data/variants/shop/contacts.yaml")
    project = open_project(tiny)
    assert (list(project.outcome.variants), project.outcome.names) == (["forum"], ("forum", "shop"))
    for words in (["check"], ["sheet", "shop"], ["explain", "shop", "database/pooling"], ["report"], ["build"], ["render", "out"]):
        assert run(["--project", str(tiny), *words]) == 1, words
        printed = capsys.readouterr()
        assert "The shop opens" not in printed.out, words
        assert "contacts" in printed.out + printed.err or words[0] in ("sheet", "explain"), words
    assert run(["--project", str(tiny), "sheet", "forum"]) == 0


@pytest.mark.parametrize("layer", ["base", "base/deep"])
def test_a_layer_with_such_a_file_leaves_out_the_variants_that_extend_it(layer: str, tiny: Path) -> None:
    """And no others."""
    variant = tiny / "data/variants/mill/variant.yaml"
    variant.parent.mkdir()
    variant.write_text("variant: {title: Mill}\n")
    (tiny / f"data/layers/{layer}").mkdir(exist_ok=True)
    (tiny / f"data/layers/{layer}/more.yaml").symlink_to("nowhere")
    assert list(open_project(tiny).outcome.variants) == ["mill"]


def test_a_variant_of_which_nothing_can_be_read_is_known(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has errors; it is not a misspelt id."""
    (tiny / "data/variants/copy").symlink_to("shop")
    assert run(["--project", str(tiny), "sheet", "copy"]) == 1
    assert run(["--project", str(tiny), "explain", "copy", "database/pooling"]) == 1
    assert "variant `copy` has errors; `runbook check` lists them" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["odd\udce9.yaml", "two\nlines.yaml"])
def test_a_revision_with_a_file_that_cannot_be_named_is_compared_without_its_variant(
    name: str, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git stores any bytes."""
    place = tiny / "data/variants/shop" / name
    place.write_text("contacts: {}\n")
    commit_all(tiny)
    place.unlink()
    run(["--project", str(tiny), "diff"])
    said = capsys.readouterr().err
    assert "error[unreadable-file]: the name has" in said
    assert "these variants are not compared: shop" in said
