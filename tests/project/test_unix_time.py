"""Moments in seconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.project.faults import InputFault
from generator.project.unix_time import MOST_SECONDS, moment_of


@pytest.mark.parametrize(("seconds", "year"), [("0", 1970), ("0001", 1970), ("1733011200", 2024), (str(MOST_SECONDS), 2106)])
def test_a_number_of_seconds_is_a_moment(seconds: str, year: int) -> None:
    """From 1970 to 2106."""
    assert moment_of(seconds, "it", "fix it") == datetime.fromtimestamp(int(seconds), UTC)
    assert moment_of(seconds, "it", "fix it").year == year


@pytest.mark.parametrize(
    "seconds",
    [
        "-1",
        "+1",
        "4294967296",
        "1733011200000",
        "9" * 5000,
        "1e9",
        "1.5",
        " 12 ",
        "12\n",
        " ",
        "",
        "1_000",
        "\u0661\u0662",
        "\u00b2",
        "0x10",
        "@1",
    ],
)
def test_any_other_text_is_refused(seconds: str) -> None:
    """Also texts that `int` accepts."""
    with pytest.raises(InputFault, match=r"^it: expected seconds since 1970, at most 4294967295 \(in 2106\), and found (.|\n)*; fix it$"):
        moment_of(seconds, "it", "fix it")


def test_milliseconds_are_recognised() -> None:
    """As JavaScript counts them."""
    with pytest.raises(InputFault, match="found `1733011200000`; it seems to be in milliseconds; fix it"):
        moment_of("1733011200000", "it", "fix it")


def test_no_text_is_no_date_or_one_before_1970() -> None:
    """Git prints nothing for both."""
    with pytest.raises(InputFault, match="found no date, or one before 1970; fix it"):
        moment_of("", "it", "fix it")
