"""Links that lead inside: each leads to something, or is an error at its place. Also tests the cache of such checks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.resolve import find_problems
from generator.project.cache import Cache
from generator.project.remembered_check import Memory
from tests.layered import encoded

SHOP, BILLING = "data/variants/shop/variant.yaml", "data/variants/billing/variant.yaml"
DATA = """\
variant: {title: Shop, params: {step: stop}}
phases: {prepare: {title: Prepare, groups: {early: {title: Early}}}, rollback: {title: Rollback}}
checklists:
  code: {phase: prepare, group: early, title: Code, items: {merged: {text: LINK, items: {tagged: Tagged}}}}
procedures: {roll-back: {phase: rollback, title: Roll back, steps: {stop: Stop}}}
"""
OTHER = """\
variant: {title: Billing, aliases: [invoices]}
phases: {rollback: {title: Rollback}}
procedures: {back: {phase: rollback, title: Back, aliases: [old], steps: {stop: Stop}}}
"""


def problems(link: str) -> list[str]:
    found = find_problems(encoded({SHOP: DATA.replace("LINK", f"'{link}'"), BILLING: OTHER}))
    return [f"{one.code}: {one.span.text[one.span.column - 1 :][: one.span.width]}" for one in found]


@pytest.mark.parametrize(
    "target",
    [
        "checklists.code",
        "checklists.code.items.merged",
        "checklists.code.items.merged.items.tagged",
        "code/merged",
        "code/merged/tagged",
        "roll-back/stop",
        "roll-back/{{ params.step }}",
        "phases.prepare",
        "phases.incident",
        "phases.prepare.groups.early",
        "variant:billing",
        "variant:shop/rollback",
        "variant:billing/rollback",
        "variant:invoices",
        "variant:invoices/rollback#back/stop",
        "variant:billing#procedures.back",
        "variant:billing/rollback#back/stop",
        "variant:billing#phases.rollback",
    ],
)
def test_a_link_to_what_exists_is_valid(target: str) -> None:
    """A link may lead to any entry, phase or group of a variant, by its full or short address."""
    assert problems(f"[x]({target})") == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("checklists.cod", "unknown-address"),
        ("code/nothing", "unknown-address"),
        ("check-lists.code", "unknown-address"),
        ("checklists.code.items", "unknown-address"),
        ("phases.later", "unknown-address"),
        ("variant:other", "unknown-variant"),
        ("variant:billing/prepare", "unknown-phase"),
        ("variant:invoices/prepare", "unknown-phase"),
        ("variant:billing#procedures.old", "unknown-address"),
        ("files/form.pdf", "unknown-file"),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error_at_its_target(target: str, code: str) -> None:
    """The carets are below the wrong part of the target, not below the whole text, so that `check --fix` replaces nothing else.

    Each of several links is reported; the same words in code, or at the beginning of another target, are not.
    """
    part = re.split("variant:(?:(?:billing|invoices)[/#])?", target)[-1]
    assert problems(f"`[x]({target})` and [x]({target}) and **[y]({target})**, not {target}.") == [f"{code}: {part}"] * 2


def test_a_wrong_link_with_a_parameter_is_an_error_at_the_target_as_written() -> None:
    """The file has the name of the parameter, not its value, so the carets are below the name."""
    assert problems("[x](roll-back/{{ params.step }}-all) and [y](roll-back/{{ params.step }})") == [
        "unknown-address: roll-back/{{ params.step }}-all"
    ]
    assert problems("[x](variant:{{ params.step }}/prepare)") == ["unknown-variant: variant:{{ params.step }}/prepare"]


def test_links_in_reasons_are_checked() -> None:
    """Pages show the reasons of layers, with their links."""
    files = {"data/layers/base/b.yaml": DATA.partition("\n")[2].replace("LINK", "Merged")}
    for written in ("because: 'as [x](code/no) says', text: Other", "remove: 'as [x](code/no) says'"):
        shop = f"variant: {{title: Shop, extends: [base]}}\nchecklists: {{code: {{items: {{merged: {{{written}}}}}}}}}\n"
        assert "unknown-address" in [one.code for one in find_problems(encoded({**files, SHOP: shop}))]


def test_a_change_of_a_linked_variant_checks_the_link_again(tmp_path: Path) -> None:
    """The findings of a variant are remembered as long as the variants that it links to are the same."""
    linking = DATA.replace("LINK", "'[x](variant:billing#procedures.back)'")
    before = encoded({SHOP: linking, BILLING: OTHER, "data/variants/third/variant.yaml": "variant: {title: Third}\n"})
    first = Memory(before, Cache(tmp_path))
    first.complete(dict.fromkeys(first.missing, ()))
    assert not Memory(before, Cache(tmp_path)).missing
    after = Memory({**before, BILLING: OTHER.replace("back:", "gone:", 1).encode()}, Cache(tmp_path))
    assert after.missing == {"shop", "billing"}
    assert {path for path in after.files_to_read() if "variants" in path} == {SHOP, BILLING}
    by_alias = {**before, SHOP: linking.replace("variant:billing", "variant:invoices").encode()}
    assert BILLING in Memory(by_alias, Cache(tmp_path)).files_to_read()
    fewer = Memory({path: data for path, data in before.items() if path != BILLING}, Cache(tmp_path))
    assert fewer.missing == {"shop"}
