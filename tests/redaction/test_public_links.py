"""Links of public texts: what is not public is neither linked nor named."""

from __future__ import annotations

import pytest

from generator.checks.resolve import resolve
from generator.redaction.find_leaks import find_leaks
from generator.redaction.redact import redact
from tests.layered import encoded

FILES = encoded(
    {
        "data/variants/shop/shop.yaml": """\
        variant: {title: Shop, summary: "Read [the vault](procedures.vault-9) and [the code](code/open)."}
        phases: {prepare: {title: Prepare}, rollback: {title: Rollback, visibility: internal}, incident: {title: Incident}}
        checklists:
          code:
            phase: prepare
            title: Code
            items:
              open: "**[All](variant:billing)** of [theirs](variant:secret-one) and [its steps](variant:billing#procedures.vault-7)."
              phase: "[The way back](phases.rollback), [the other](variant:billing/rollback), [`[x]` too](procedures.vault-9)."
        procedures: {vault-9: {phase: incident, title: Keys, visibility: internal, steps: {a: Open it}}}
        """,
        "data/variants/billing/billing.yaml": """\
        variant: {title: Billing}
        phases: {rollback: {title: Back, visibility: internal}, incident: {title: Incident}}
        procedures:
          vault-7: {phase: incident, title: Keys, visibility: internal, steps: {a: Open it}}
          back: {phase: rollback, title: Go back, steps: {a: Go}}
        """,
        "data/variants/secret-one/v.yaml": "variant: {title: Hidden, visibility: internal}\n",
    }
)


def test_links_to_what_is_internal_become_their_labels() -> None:
    """The label stays, because it is a part of the public text; the target does not."""
    outcome = resolve(FILES)
    assert outcome.ok, outcome.diagnostics
    runbook = redact(outcome.variants)["shop"].runbook
    assert runbook.variant.summary == "Read the vault and [the code](code/open)."
    items = runbook.checklists["code"].items
    assert items["open"].text == "**[All](variant:billing)** of theirs and its steps."
    assert items["phase"].text == "The way back, the other, `[x]` too."


def test_only_the_files_of_public_texts_are_public() -> None:
    """A file that an internal text uses, or that no text uses, is not in a public build."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    texts = (
        "{open: 'See [x](files/a.svg)', c: {text: '[x](files/b.svg)', visibility: internal}, d: {text: D, internal: [details], details: "
    )
    shop = f"variant: {{title: S}}\nphases: {{prepare: {{title: P}}}}\nchecklists: {{x: {{phase: prepare, title: X, items: {texts}"
    files = {f"data/variants/s/files/{name}.svg": drawing for name in "abcd"}
    outcome = resolve(encoded({"data/variants/s/v.yaml": shop + "'[x](files/c.svg)'}}}}\n", **files}))
    assert outcome.ok, outcome.diagnostics
    assert [*redact(outcome.variants)["s"].files] == ["files/a.svg"]


@pytest.mark.parametrize("id", ["vault-9", "vault-7", "secret-one"])
def test_a_target_in_a_public_text_makes_no_id_public(id: str) -> None:
    """The leak scan finds the id of an internal entry, although a public text links to the entry."""
    outcome = resolve(FILES)
    page = f"<p>The {id} is here</p>".encode()
    assert [leak.text for leak in find_leaks(outcome.variants, [("index.html", page)])] == [id]
