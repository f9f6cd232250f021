"""A secret is typed where a command needs it; nobody writes it down, and no command shows it."""

from __future__ import annotations

import pytest

from tests.layered import SHOP, all_problems

HEAD = "variant: {title: Shop}\nphases: {prepare: {title: Prepare}}\n"
LIST = "checklists:\n  access:\n    phase: prepare\n    title: Access\n    items:\n      token:\n        text: It works\n"


def messages(text: str) -> list[str]:
    found = all_problems({SHOP: (HEAD + text).encode()})
    return [problem.message for problem in found if problem.code == "secret-blank"]


def with_command(command: str) -> list[str]:
    return messages(f"{LIST}        blanks: {{token: {{label: Token, kind: secret}}}}\n        run: |\n          {command}\n")


@pytest.mark.parametrize(
    ("command", "is_shown"),
    [
        ("echo <token>", True),
        ("cd app && echo the token is <token>; ls", True),
        ("printf '%s' <token>", True),
        ("echo <token> | docker login --password-stdin", False),
        ("echo <token> > .token", False),
        ("docker login --password <token>", False),
        ("echo done; curl -H 'Authorization: <token>' https://api.shop.tld", False),
    ],
)
def test_a_command_that_prints_a_secret_is_reported(command: str, is_shown: bool) -> None:
    assert with_command(command) == (["the command prints the secret `<token>`"] if is_shown else [])


def test_a_secret_without_a_command_and_a_secret_column_are_reported() -> None:
    assert with_command("docker login") == ["no command uses the secret `<token>`, so people would only write it down"]
    (message,) = messages(LIST.replace("    items:", "    columns: {key: {label: Key, kind: secret}}\n    items:"))
    assert message == "the column `key` is a secret, which people would write into each line"


def test_a_blank_of_another_kind_may_be_printed() -> None:
    assert messages(f"{LIST}        blanks: {{token: Token}}\n        run: echo <token>\n") == []
