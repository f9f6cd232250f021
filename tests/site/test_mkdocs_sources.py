"""The files that a site is made of, as far as its settings name them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.site.mkdocs_build import load_settings
from generator.site.mkdocs_sources import imported_modules, source_files


def write(root: Path, *paths: str, text: str = "x = 1\n") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def seen(root: Path) -> set[str]:
    """Return the files of the sources as paths from the project."""
    found: set[str] = set()
    for place, is_part in source_files(root).items():
        if place.is_file():
            found.add(os.path.relpath(place, root))
        for path in (file for file in place.rglob("*") if file.is_file() and is_part(file.relative_to(place).as_posix())):
            found.add(os.path.relpath(path, root))
    return found


ALWAYS = {
    "mkdocs.yml",
    "docs/writing.md",
    "data/layers/base/base.yaml",
    "data/variants/shop/variant.yaml",
    "data/variants/forum/variant.yaml",
}


def added(root: Path, settings: str, paths: Iterable[str]) -> set[str]:
    """Return the sources that a project has beside the usual ones, after these files are added and these lines to the settings."""
    write(root, *paths)
    with (root / "mkdocs.yml").open("a") as stream:
        stream.write(settings)
    return seen(root) - ALWAYS


def test_a_project_is_made_of_data_pages_and_settings(tiny: Path) -> None:
    assert seen(tiny) == ALWAYS


def test_a_project_without_settings_is_made_of_its_data(tiny: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    assert seen(tiny) == {path for path in ALWAYS if path.startswith("data/")}


@pytest.mark.parametrize(
    ("settings", "paths", "parts"),
    [
        ("", ["data/notes.txt", "data/.lock.yaml", "README.md", "docs/.DS_Store", "docs/templates/x.html"], []),
        ("", ["runs/shop/2025-12-01-night-7.json", "runs/.DS_Store"], ["runs/shop/2025-12-01-night-7.json"]),
        ("", ["docs/.pages", "docs/posts/.meta.yml", "docs/plan.png"], ["docs/.pages", "docs/posts/.meta.yml", "docs/plan.png"]),
        ("exclude_docs: |\n  drafts/\n", ["docs/drafts/a.md", "docs/b.md"], ["docs/b.md"]),
        ("hooks: [hooks.py]\n", ["hooks.py", "other.py"], ["hooks.py"]),
        ("watch: [../lists, more.csv]\n", ["../lists/a.csv", "../lists/.hidden", "more.csv"], ["../lists/a.csv", "more.csv"]),
        ("extra: {link: /}\nwatch: [.]\n", ["README.md"], []),
    ],
)
def test_the_settings_add_and_exclude_files(settings: str, paths: list[str], parts: list[str], tiny: Path) -> None:
    assert added(tiny, settings, paths) == set(parts)


@pytest.mark.parametrize(
    ("plugins", "paths", "parts"),
    [
        ("{search: {}, runbook: {branch: side}}", ["side", "search/x"], []),
        ("[search, runbook, {tags: {tags_file: lists/tags.txt}}]", ["lists/tags.txt", "lists/other.txt"], ["lists/tags.txt"]),
        ("[runbook, {offline: {files: [lists, {more: deep/er.csv}]}}]", ["lists/a", "deep/er.csv"], ["lists/a", "deep/er.csv"]),
        ("[runbook, {offline: {module_name: main, language: en}}]", ["main.py"], ["main.py"]),
        ("[runbook, {offline: {cache_dir: kept, output: pdf, site_dir: site}}]", ["kept/a", "pdf/b", "site/c"], []),
        ("[runbook, {offline: {template: docs/.part/a.html}}]", ["docs/.part/a.html"], ["docs/.part/a.html"]),
        ("[runbook, {offline: {folder: /nowhere, text: 'two\n\n lines', long: " + "x" * 300 + "}}]", [], []),
    ],
)
def test_options_of_plugins_name_files_and_folders(
    plugins: str, paths: list[str], parts: list[str], tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Options are read as written: no plugin says which of its options are paths, so each that names something present counts."""
    text = (tiny / "mkdocs.yml").read_text()
    config = load_settings(tiny)
    monkeypatch.setattr(
        "generator.site.mkdocs_sources.load_settings", lambda _: config
    )  # MkDocs refuses options that these plugins do not have
    (tiny / "mkdocs.yml").write_text(text.replace("plugins: [search, runbook]", f"plugins: {plugins}"))
    assert added(tiny, "", paths) == set(parts)


SNIPPETS = """\
markdown_extensions:
  - attr_list
  - pymdownx.snippets:
      base_path: [parts, !relative $config_dir/more , !relative ]
      auto_append: [abbreviations.md]
"""


def test_options_of_extensions_name_folders(tiny: Path) -> None:
    settings = (tiny / "mkdocs.yml").read_text().replace("markdown_extensions: [attr_list]\n", SNIPPETS)
    (tiny / "mkdocs.yml").write_text(settings)
    paths = ["parts/a.md", "more/b.md", "abbreviations.md"]
    assert added(tiny, "", paths) == set(paths)


@pytest.mark.parametrize("folder", ["[..]", "[., ..]", "../..", "[docs]", "[]"])
def test_of_a_folder_with_much_else_the_files_count_that_pages_name(folder: str, tiny: Path) -> None:
    """Snippets name them in quotes or alone on a line, with lines behind a colon; so do snippets in snippets. Other files do not count."""
    base = "" if folder == "[]" else f":\n      base_path: {folder}\n      auto_append: [end.txt]"
    settings = (tiny / "mkdocs.yml").read_text().replace("markdown_extensions: [attr_list]\n", "")
    (tiny / "mkdocs.yml").write_text(f"{settings}markdown_extensions:\n  - attr_list\n  - pymdownx.snippets{base}\n")
    top = {"../..": "../..", "[docs]": "docs", "[]": "."}.get(folder, "..")
    write(tiny, "docs/a.md", text=f'--8<-- "x one.txt:2:3"\n\n--8<--\nsub/two.txt\n--8<--\nSee `{tiny.parent}/other.txt`, "gone.txt".\n')
    write(tiny, f"{top}/x one.txt", text="--8<-- 'three.txt:part'\n")
    write(tiny, *(f"{top}/{name}" for name in ("sub/two.txt", "three.txt", "end.txt", "other.txt")))
    named = {"x one.txt", "sub/two.txt", "three.txt", *(("end.txt",) if base else ())}
    found = {path for path in seen(tiny) - ALWAYS - {"docs/a.md"} if not path.startswith("docs/") or top == "docs"}
    assert found - {"docs/other.txt"} == {os.path.normpath(f"{top}/{name}") for name in named}


def test_what_pages_include_relative_to_themselves_counts(tiny: Path) -> None:
    """As a plugin for including does without options."""
    write(tiny, "docs/deep/a.md", text='{% include-markdown "../../NOTES.md" %}\n')
    write(tiny, "NOTES.md", "OTHER.md")
    assert seen(tiny) - ALWAYS == {"docs/deep/a.md", "NOTES.md"}


def test_settings_may_be_utf_16(tiny: Path) -> None:
    """As MkDocs reads them, and PowerShell writes them."""
    (tiny / "mkdocs.yml").write_text((tiny / "mkdocs.yml").read_text(), "utf-16")
    assert seen(tiny) == ALWAYS


def test_inherited_settings_and_what_they_name_count(tiny: Path) -> None:
    write(tiny, "../shared/base.yml", text="INHERIT: ../root.yml\nhooks: [own.py]\n")
    write(tiny, "../root.yml", text="theme: {custom_dir: theme}\n")
    found = added(tiny, "INHERIT: ../shared/base.yml\n", ["own.py", "theme/main.html", "theme/.icons/shop.svg", "theme/.DS_Store"])
    assert found == {"../shared/base.yml", "../root.yml", "own.py", "theme/main.html", "theme/.icons/shop.svg"}


def test_other_folders_of_pages_and_theme_count(tiny: Path) -> None:
    (tiny / "mkdocs.yml").write_text(
        "site_name: X\nuse_directory_urls: false\ndocs_dir: ../pages\ntheme: {name: material, custom_dir: ../look}\nplugins: [runbook]\n"
    )
    paths = ["../pages/a.md", "../look/main.html", "../look/__pycache__/a.pyc"]
    assert added(tiny, "", paths) == {"../pages/a.md", "../look/main.html"}


def test_modules_beside_a_hook_are_followed(tmp_path: Path) -> None:
    """Each form of import counts, also inside functions and through other modules; modules of the installation do not."""
    write(tmp_path, "hook.py", text="import os, one\ndef f():\n    from pack.sub import deep, thing\n    import pack2.inner as x\n")
    write(tmp_path, "one.py", text="from two import y\nimport hook\n")
    write(tmp_path, "pack/sub/__init__.py", text="from . import sibling\nfrom ..above import x\n")
    write(tmp_path, "two.py", "pack/__init__.py", "pack/sub/deep.py", "pack/sub/sibling.py", "pack/above.py", "pack2/inner.py", "not.py")
    write(tmp_path, "pack/sub/thing.py", text="not Python!\n")
    assert {path.relative_to(tmp_path).as_posix() for path in imported_modules(tmp_path / "hook.py", tmp_path)} == {
        *("hook.py", "one.py", "two.py", "pack/__init__.py", "pack/sub/__init__.py", "pack/sub/deep.py", "pack/sub/thing.py"),
        *("pack/sub/sibling.py", "pack/above.py", "pack2/inner.py"),
    }


EXTENSION = """\
from markdown.extensions.attr_list import AttrListExtension
from own import words

def makeExtension(**_):
    return AttrListExtension()
"""
OWN_CODE = """\
markdown_extensions:
  - own.extension
  - pymdownx.superfences:
      custom_fences:
        - {name: x, class: x, format: !!python/name:fences_of_tiny.fence }
"""


def test_extensions_and_functions_of_the_project_count(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings name them by module, not by path."""
    monkeypatch.syspath_prepend(tiny)
    write(tiny, "own/__init__.py", "own/words.py", "unused.py")
    write(tiny, "own/extension.py", text=EXTENSION)
    write(tiny, "fences_of_tiny.py", text="def fence(*_, **__):\n    return ''\n")
    settings = (tiny / "mkdocs.yml").read_text().replace("markdown_extensions: [attr_list]\n", OWN_CODE)
    (tiny / "mkdocs.yml").write_text(settings)
    assert added(tiny, "", []) == {"own/__init__.py", "own/words.py", "own/extension.py", "fences_of_tiny.py"}
    for name in ("own", "own.words", "own.extension", "fences_of_tiny"):
        sys.modules.pop(name)
