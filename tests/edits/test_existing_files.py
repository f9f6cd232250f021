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


@pytest.mark.parametrize("name", ["READMORE.md", "LICENSE", "docs/readme.md", "setup.cfg"])
def test_other_files_keep_nothing_from_being_written(name: str) -> None:
    assert kept({name: ""}) == {}


@pytest.mark.parametrize("name", ["CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"])
def test_a_forge_reads_one_list_of_owners(name: str) -> None:
    assert kept({name: "* @us\n"}) == {name: ["# /data/layers/  @OWNER"]}


def test_lists_lack_only_lines_that_they_do_not_have() -> None:
    assert kept({".gitignore": "site\n"}) == {".gitignore": ["# Left behind.", "/.cache/"]}
    assert kept({".gitignore": ".cache/\n  /site/  \n*.pyc"}) == {".gitignore": []}
    assert kept({"requirements.txt": "requests\n"}) == {"requirements.txt": ["# The program.", "file:wheels/it.whl"]}


@pytest.mark.parametrize(
    ("name", "text", "missing"),
    [
        ("mkdocs.yml", "plugins: [search]\n", ["plugins:", "  - runbook"]),
        ("mkdocs.yaml", "site_name: Ours\n", ["plugins:", "  - runbook"]),
        ("properdocs.yml", "site_name: Ours\n", ["plugins:", "  - runbook"]),
        ("mkdocs.yml", "plugins:\n  - runbook: {visibility: public}\n", []),
    ],
)
def test_settings_need_the_plugin(name: str, text: str, missing: list[str]) -> None:
    assert kept({name: text}) == {name: missing}
