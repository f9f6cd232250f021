"""The planned end on the sheet of the deployment day."""

from __future__ import annotations

from generator.model.clock import parse_moment
from generator.model.moments import parse_offset
from generator.model.quantities import parse_duration
from tests.composed import sheet_from
from tests.sheet_sample import sample_data, sample_variant


def end_of_day(t0: str, **lists: tuple[str, str]) -> str:
    """Return the planned end of a day with these lists, each a moment and a duration; both may be empty."""
    data = sample_data()
    data["phases"]["deploy-day"]["groups"] = {}
    data["checklists"] = {
        key: {"phase": "deploy-day", "title": key, "at": parse_offset(at), "items": {"x": {"text": "x"}}}
        | ({"lasts": parse_duration(lasts)} if lasts else {})
        for key, (at, lasts) in lists.items()
    }
    sheet = sheet_from(sample_variant(data), "deploy-day", at=parse_moment(t0))
    return next(fact.value for fact in sheet.head if fact.fill == "end")


def test_the_day_ends_with_the_last_list_or_with_its_start_if_it_has_no_duration() -> None:
    day = "2026-12-01T22:00 Europe/Berlin"
    assert end_of_day(day, first=("T-0", "2 h"), second=("T+1h", "30 min")) == "Wed 2026-12-02 00:00 UTC+01:00 (Europe/Berlin)"
    assert end_of_day(day, first=("T-0", "2 h"), second=("T+1d", "")) == (
        "Wed 2026-12-02 22:00 UTC+01:00 (Europe/Berlin) or later: “second” starts then"
    )
    assert end_of_day(day, first=("T-0", "2 h"), second=("T+2h", "")) == (
        "Wed 2026-12-02 00:00 UTC+01:00 (Europe/Berlin) or later: “second” starts then"
    )
    assert end_of_day(day, before=("T-2h", "1 h")) == ""
    assert end_of_day("2026-12-01T22:00 UTC") == ""


def test_the_end_of_the_day_is_found_by_elapsed_time_if_clocks_are_set_back() -> None:
    # In that night, clocks in Berlin are set back from 03:00 to 02:00.
    night = "2026-10-25T01:30 Europe/Berlin"
    assert end_of_day(night, first=("T-0", "80 min"), second=("T-0", "90 min")) == "Sun 2026-10-25 02:00 UTC+01:00 (Europe/Berlin)"
    assert end_of_day(night, first=("T-0", "80 min"), second=("T+90min", "")) == (
        "Sun 2026-10-25 02:00 UTC+01:00 (Europe/Berlin) or later: “second” starts then"
    )
    after = "2026-10-25T02:10+01:00[Europe/Berlin]"
    assert end_of_day(after, before=("T-30min", "10 min")) == "", "at 02:50 by the clock, 20 minutes before T-0"
    assert end_of_day(after, before=("T-30min", "10 min"), own=("T-0", "10 min")) == "Sun 2026-10-25 02:20 UTC+01:00 (Europe/Berlin)"
