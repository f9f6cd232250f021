"""Past runs of public builds have figures of public lists, and nothing that people typed."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.resolve import resolve
from generator.redaction.redact import redact
from tests.checks.test_last_exercise import past_run
from tests.redaction_sample import BYTES, MARK

BACK = "procedures.roll-back"


def test_a_public_run_has_its_figures_and_no_word_that_people_typed() -> None:
    secret = f"{MARK} secret"
    run = past_run(
        "2026-11-02", (BACK, True), ("procedures.former", True), (f"procedures.{MARK}", True), drill=True, name=secret, lead=secret
    )
    lists = tuple(replace(one, title=secret, lasts=secret, at=secret, lines={secret: "done"}) for one in run.lists)
    run = replace(
        run, id=secret, record=secret, lists=lists, texts={BACK: secret}, people={secret: (secret,)}, findings=(secret,), zone="UTC"
    )
    outcome = resolve(BYTES)
    shop = outcome.variants["shop"]
    aliased = shop.runbook.procedures["roll-back"].model_copy(update={"aliases": ("former",)})
    runbook = shop.runbook.model_copy(update={"procedures": {**shop.runbook.procedures, "roll-back": aliased}})
    (public,) = redact({"shop": replace(shop, runbook=runbook, runs=(run,))})["shop"].runs
    assert MARK not in repr(public)
    assert [(one.address, one.minutes, one.complete) for one in public.lists] == [(BACK, 12, True), ("procedures.former", 12, True)]
    assert (public.began, public.ended, public.drill) == (run.began, run.ended, True)
