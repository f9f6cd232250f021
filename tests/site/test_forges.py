"""Addresses of repositories and of files on forges. Also tests `source_address`."""

from __future__ import annotations

import pytest

from generator.site.forges import edit_uri_of, forge_of, repository_address, source_address

FILE = "data/variants/shop/a b.yaml"
PATH = "data/variants/shop/a%20b.yaml"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://github.com/team/runbooks", "https://github.com/team/runbooks"),
        ("https://github.com/team/runbooks.git", "https://github.com/team/runbooks"),
        ("https://github.com/team/runbooks/", "https://github.com/team/runbooks"),
        ("https://github.com/team/runbooks.git/", "https://github.com/team/runbooks"),
        ("https://github.com/team/runbooks/tree/main/ops", "https://github.com/team/runbooks"),
        ("https://github.com/team/runbooks/wiki", "https://github.com/team/runbooks"),
        ("https://codeberg.org/team/runbooks/src/branch/main/docs", "https://codeberg.org/team/runbooks"),
        ("https://bitbucket.org/team/runbooks/src/main/", "https://bitbucket.org/team/runbooks"),
        ("https://git.company.example/projects/T/repos/r/browse", "https://git.company.example/projects/T/repos/r"),
        ("https://gitlab.com/group/sub/src", "https://gitlab.com/group/sub/src"),
        ("ssh://git@ssh.github.com:443/team/runbooks.git", "https://github.com/team/runbooks"),
        ("ssh://git@altssh.gitlab.com:443/team/runbooks.git", "https://gitlab.com/team/runbooks"),
        ("ssh://git@altssh.bitbucket.org:443/team/runbooks.git", "https://bitbucket.org/team/runbooks"),
        ("https://gitlab.com/group/sub/runbooks/-/tree/main/ops", "https://gitlab.com/group/sub/runbooks"),
        ("https://gitlab-ci-token:hunter2@gitlab.com/team/runbooks.git", "https://gitlab.com/team/runbooks"),
        ("git@github.com:team/runbooks.git", "https://github.com/team/runbooks"),
        ("ssh://git@forge.example:2222/team/runbooks.git", "https://forge.example/team/runbooks"),
        ("git+ssh://git@forge.example/team/runbooks.git", "https://forge.example/team/runbooks"),
        ("http://forge.example:3000/team/runbooks.git", "http://forge.example:3000/team/runbooks"),
        ("https://forge.example/Ops Team/runbooks", "https://forge.example/Ops%20Team/runbooks"),
        ("https://bitbucket.company.example/scm/ops/runbooks.git", "https://bitbucket.company.example/projects/ops/repos/runbooks"),
        ("https://bitbucket.company.example/scm/~ann/runbooks.git", "https://bitbucket.company.example/users/ann/repos/runbooks"),
        ("ssh://git@bitbucket.company.example:7999/ops/runbooks.git", "https://bitbucket.company.example/projects/ops/repos/runbooks"),
        ("git@bitbucket.org:team/runbooks.git", "https://bitbucket.org/team/runbooks"),
        ("https://org@dev.azure.com/org/ops/_git/runbooks", "https://dev.azure.com/org/ops/_git/runbooks"),
        ("git@ssh.dev.azure.com:v3/org/ops/runbooks", "https://dev.azure.com/org/ops/_git/runbooks"),
        ("git@git.sr.ht:~team/runbooks", "https://git.sr.ht/~team/runbooks"),
        ("https://forge.example/gitweb/?p=runbooks.git", ""),
        ("../runbooks.git", ""),
        ("", ""),
    ],
)
def test_a_repository_has_one_web_address_however_it_is_given(given: str, address: str) -> None:
    """A person copies the address from the forge or from git; readers get a page that opens, and nobody's token."""
    assert repository_address(given) == address


@pytest.mark.parametrize(
    ("repository", "line", "lines", "edit"),
    [
        ("https://github.com/t/r", "/blob/next/ops/{}#L7", "/blob/next/ops/{}#L7-L9", "edit/next/ops/docs/"),
        ("https://gitlab.com/t/r", "/-/blob/next/ops/{}#L7", "/-/blob/next/ops/{}#L7-9", "-/edit/next/ops/docs/"),
        ("https://gitlab.company.example/t/r", "/-/blob/next/ops/{}#L7", "/-/blob/next/ops/{}#L7-9", "-/edit/next/ops/docs/"),
        ("https://company.example/gitlab/t/r", "/-/blob/next/ops/{}#L7", "/-/blob/next/ops/{}#L7-9", "-/edit/next/ops/docs/"),
        ("https://codeberg.org/t/r", "/src/branch/next/ops/{}#L7", "/src/branch/next/ops/{}#L7-L9", "_edit/next/ops/docs/"),
        ("https://gitea.company.example/t/r", "/src/branch/next/ops/{}#L7", "/src/branch/next/ops/{}#L7-L9", "_edit/next/ops/docs/"),
        ("https://code.forgejo.org/t/r", "/src/branch/next/ops/{}#L7", "/src/branch/next/ops/{}#L7-L9", "_edit/next/ops/docs/"),
        ("https://bitbucket.org/t/r", "/src/next/ops/{}#lines-7", "/src/next/ops/{}#lines-7:9", "src/next/ops/docs/"),
        ("https://git.company.example/projects/T/repos/r", "/browse/ops/{}?at=next#7", "/browse/ops/{}?at=next#7-9", "browse/ops/docs/"),
        ("https://git.sr.ht/~t/r", "/tree/next/item/ops/{}#L7", "/tree/next/item/ops/{}#L7-9", "tree/next/item/ops/docs/"),
        (
            "https://dev.azure.com/o/t/_git/r",
            "?path=/ops/{}&version=GBnext&line=7&lineEnd=8&lineStartColumn=1&lineEndColumn=1",
            "?path=/ops/{}&version=GBnext&line=7&lineEnd=10&lineStartColumn=1&lineEndColumn=1",
            "?version=GBnext&path=/ops/docs/",
        ),
    ],
)
def test_each_forge_shows_lines_at_its_own_address(repository: str, line: str, lines: str, edit: str) -> None:
    """A link leads to the file in its folder of the repository, on the right branch, at the right lines."""
    found = source_address(repository, "next", "ops/")
    assert found is not None
    assert found.of(FILE, 7, 7) == repository + line.format(PATH)
    assert found.of(FILE, 7, 9) == repository + lines.format(PATH)
    assert edit_uri_of(repository, "next", "ops/", "docs") == edit


def test_another_host_is_taken_for_the_most_common_forge_and_is_known_to_be_another() -> None:
    """The links may be right, and the caller can say that they may be wrong."""
    assert forge_of("https://git.example/t/r") is None
    found = source_address("https://git.example/t/r", "main")
    assert found is not None
    assert found.of(FILE, 7, 9) == f"https://git.example/t/r/blob/main/{PATH}#L7-L9"
    assert edit_uri_of("https://git.example/t/r", "main", "", "docs") is None


@pytest.mark.parametrize(
    ("stated", "link"),
    [
        ({"edit_uri": "edit/trunk/docs/"}, "https://git.example/t/r/blob/trunk/{}#L7-L9"),
        ({"edit_uri": "edit/trunk/ops/docs/", "prefix": "ops/"}, "https://git.example/t/r/blob/trunk/ops/{}#L7-L9"),
        ({"edit_uri": "edit/trunk/docs/", "prefix": "ops/", "docs": "../docs"}, "https://git.example/t/r/blob/trunk/ops/{}#L7-L9"),
        ({"edit_uri": "blob/trunk/my%20words/", "docs": "my words"}, "https://git.example/t/r/blob/trunk/{}#L7-L9"),
        ({"edit_uri": "-/edit/trunk/docs/"}, "https://git.example/t/r/-/blob/trunk/{}#L7-9"),
        ({"edit_uri": "_edit/trunk/docs/"}, "https://git.example/t/r/src/branch/trunk/{}#L7-L9"),
        ({"edit_uri": "src/trunk/docs/"}, "https://git.example/t/r/src/trunk/{}#lines-7:9"),
        ({"edit_uri": "?version=GBtrunk&path=/docs/"}, "https://git.example/t/r?version=GBtrunk&path=/{}&line=7&lineEnd=10"),
        ({"edit_uri": "https://other.example/x/-/edit/trunk/docs/"}, "https://other.example/x/-/blob/trunk/{}#L7-9"),
        ({"template": "src/trunk/docs/{path}?mode=edit"}, "https://git.example/t/r/src/trunk/{}#lines-7:9"),
        ({"template": "show?file=/docs/{path}", "edit_uri": "edit/no/docs/"}, "https://git.example/t/r/show?file=/{}"),
        ({"template": "show?file=ops%2Fdocs%2F{path!q}&x=1", "prefix": "ops/"}, "https://git.example/t/r/show?file=ops%2F{}&x=1"),
        ({"edit_uri": "wiki/"}, "https://git.example/t/r/blob/main/{}#L7-L9"),
    ],
)
def test_stated_addresses_of_pages_count_for_the_data_too(stated: dict[str, str], link: str) -> None:
    """Who says where the pages are edited has said on which forge and branch the data are, beside the pages."""
    found = source_address("https://git.example/t/r", "main", **stated)
    assert found is not None
    assert found.of(FILE, 7, 9).startswith(link.format(PATH))


def test_there_are_no_links_without_an_address_or_if_the_settings_say_so() -> None:
    """An empty `edit_uri` is how MkDocs turns such links off."""
    assert source_address("", "main") is None
    assert source_address("https://github.com/t/r", "main", edit_uri="") is None
    assert source_address("", "main", edit_uri="edit/main/docs/") is None
    found = source_address("", "main", edit_uri="https://forge.example/-/edit/main/docs/")
    assert found is not None
    assert found.page == "https://forge.example/-/blob/main/{path}"


@pytest.mark.parametrize(
    ("repository", "link"),
    [
        ("https://github.com/t/r", "/blob/fix/a%23b/x"),
        ("https://bitbucket.org/t/r", "/src/fix%2Fa%23b/x"),
        ("https://git.example/projects/T/repos/r", "/browse/x?at=fix%2Fa%23b"),
    ],
)
def test_a_branch_is_encoded_as_its_forge_needs_it(repository: str, link: str) -> None:
    """Branches have slashes and other characters with a meaning in addresses."""
    found = source_address(repository, "fix/a#b")
    assert found is not None
    assert found.page.replace("{path}", "x") == repository + link


def test_pages_outside_the_repository_have_no_address_in_it() -> None:
    """Such an address would lead nowhere."""
    assert edit_uri_of("https://github.com/t/r", "main", "", "../docs") is None
    assert edit_uri_of("https://github.com/t/r", "main", "ops/", "../docs") == "edit/main/docs/"
