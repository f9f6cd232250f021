"""The earlier ids of variants lead to one variant each. `tests/errors/alias-clash--system` has each message."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from generator.checks.check_system_aliases import check_system_aliases
from generator.checks.resolve import find_problems, resolve
from generator.diagnostics.diagnostic import Diagnostic


@pytest.mark.parametrize("find", [check_system_aliases, find_problems, lambda files: resolve(files).diagnostics])
def test_a_clash_is_found_wherever_data_are_checked(find: Callable[..., Iterable[Diagnostic]]) -> None:
    files = {
        f"data/variants/{id}/v.yaml": f"variant: {{title: A, aliases: [{alias}]}}".encode()
        for id, alias in {"a": "old", "b": "old"}.items()
    }
    assert [one.code for one in find(files)] == ["alias-clash"]
    files["data/variants/b/v.yaml"] = b"variant: {title: A, aliases: [older]}"
    assert not [*find(files)]


@pytest.mark.parametrize(
    ("aliases", "codes"),
    [("old, old", ["wrong-value"]), ("CON", ["wrong-value"]), ("con", ["alias-clash"]), ("assets, a", ["alias-clash", "alias-clash"])],
)
def test_each_alias_has_one_problem(aliases: str, codes: list[str]) -> None:
    """What the check of the form reports is not reported again."""
    assert [one.code for one in find_problems({"data/variants/a/v.yaml": f"variant: {{title: A, aliases: [{aliases}]}}".encode()})] == codes
