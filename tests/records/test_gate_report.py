"""What a gate says: how many lines are open in plain words, and no more annotations than GitHub shows."""

from __future__ import annotations

import pytest

from generator.records.gate_report import summary, to_github, to_step_summary
from tests.document.night_run import STOCK
from tests.records.test_gate import DEMANDED, MUST, answered, judged

FOUR = tuple(address for address in DEMANDED if address != STOCK)


@pytest.mark.parametrize(
    ("without", "name", "sentence"),
    [
        (FOUR, "B", "4 of 5 “Must” items and sign-offs of B Cut-over are open"),
        ((STOCK,), "B", "1 of 5 “Must” items and sign-offs of B Cut-over is open"),
        ((), "B", "5 of 5 “Must” items and sign-offs of B Cut-over are answered"),
        ((), "A", "1 of 1 “Must” item of A Before the window is open"),
        ((), "sign-offs", "1 of 1 sign-off of Sign-offs is open"),
    ],
)
def test_a_sentence_says_how_many_lines_are_open(without: tuple[str, ...], name: str, sentence: str) -> None:
    gate = judged(answered(*without), name)
    assert list(summary(gate)) == [sentence, "the gate is passed" if gate.passed else "the gate is closed"]


def test_no_line_is_lost_where_github_shows_ten_annotations() -> None:
    """The rest is in the log, and the summary of the job has all lines. Texts are shown as they are."""
    groups = "".join(
        f"      group{group}:\n        text: Group\n        blocking: true\n        items:\n"
        + "".join(f"          more{number}: 'More {number} %'\n" for number in range(6))
        for group in "ab"
    )
    text = MUST.replace("      start: {text", f"{groups}      start: {{text")
    gate = judged(answered(), text=text)
    lines = to_github(gate, "night.json").splitlines()
    assert [line.partition(" ")[0] for line in lines[:10]] == ["::error"] * 9 + ["::notice"]
    assert "3 more lines are open" in lines[9] and sum("More " in line for line in lines) == 12
    assert "More 0 %25::New since 2026.11" in lines[0]
    assert to_step_summary(gate, "night.json").count("\n- **B") == 12
