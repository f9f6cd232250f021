"""A project that begins in a folder with files."""

from __future__ import annotations

import pytest

from generator.edits.existing_files import keep_existing

FILES = {
    "README.md": b"# Runbooks\n",
    ".gitignore": b"/site/\n# Left behind.\n/.cache/\n",
    ".github/CODEOWNERS": b"# /data/layers/  @OWNER\n",
    ".github/pull_request_template.md": b"- [ ] One fact\n",
    "mkdocs.yml": b"plugins: [runbook]\n",
    "requirements.txt": b"# The program.\nfile:wheels/it.whl\n",
    "data/a.yaml": b"a: 1\n",
}


def kept(present: dict[str, str]) -> dict[str, list[str]]:
    """Return what is kept, after checking that each other file is written with its own bytes."""
    fresh, found = keep_existing(FILES, present, present.__getitem__)
    assert not fresh.keys() & present.keys()
    assert {path: data for path, data in fresh.items() if path != "RUNBOOKS.md"}.items() <= FILES.items()
    assert len(fresh) + len(found) == len(FILES) + ("RUNBOOKS.md" in fresh)
    return found


def test_an_empty_folder_gets_every_file() -> None:
    assert keep_existing(FILES, (), str) == (FILES, {})


@pytest.mark.parametrize("name", ["README.md", "Readme.md", "README", "readme.txt", "README.adoc"])
def test_a_readme_in_any_spelling_stays_and_the_next_steps_have_another_name(name: str) -> None:
    fresh, found = keep_existing(FILES, [name], lambda path: "ours")
    assert (found, fresh["RUNBOOKS.md"]) == ({name: []}, FILES["README.md"])
    assert "README.md" not in fresh


@pytest.mark.parametrize("name", ["READMORE.md", "LICENSE", "docs/start.md", "setup.cfg"])
def test_other_files_keep_nothing_from_being_written(name: str) -> None:
    assert kept({name: ""}) == {}


@pytest.mark.parametrize("name", ["CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"])
def test_a_forge_reads_one_list_of_owners(name: str) -> None:
    assert kept({name: "* @us\n"}) == {name: ["add to it:", "# /data/layers/  @OWNER"]}


def test_lists_lack_only_lines_that_they_do_not_have() -> None:
    assert kept({".gitignore": "site\n"}) == {".gitignore": ["add to it:", "# Left behind.", "/.cache/"]}
    assert kept({".gitignore": ".cache/\n  /site/  \n*.pyc"}) == {".gitignore": []}
    assert kept({"requirements.txt": "requests\n"}) == {"requirements.txt": ["add to it:", "# The program.", "file:wheels/it.whl"]}


@pytest.mark.parametrize(
    ("name", "text", "missing"),
    [
        ("mkdocs.yml", "theme: {name: material}\nplugins: [search]\n", ["plugins:", "  - runbook"]),
        ("mkdocs.yaml", "site_name: Ours\n", ["plugins:", "  - runbook", "theme: {name: material, font: false}"]),
        ("properdocs.yml", "theme: readthedocs\nplugins:\n  - runbook: {visibility: public}\n", ["theme: {name: material, font: false}"]),
    ],
)
def test_settings_need_the_plugin_and_the_theme(name: str, text: str, missing: list[str]) -> None:
    assert kept({name: text}) == {name: ["add to it:", *missing]}


def test_settings_that_have_both_need_nothing() -> None:
    assert kept({"mkdocs.yml": "theme: material\nplugins: [runbook]\n"}) == {"mkdocs.yml": []}


@pytest.mark.parametrize("name", ["docs/index.md", "docs/README.md", "docs/Index.md"])
def test_a_page_at_the_address_of_the_home_page_needs_another_name(name: str) -> None:
    fresh, found = keep_existing(FILES, [name], str)
    assert (fresh, found) == (FILES, {name: ["rename it, because the home page of the runbooks has its address"]})
