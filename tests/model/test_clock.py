"""The clock on the wall on deploy day."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.clock import Clock, in_words, parse_moment, span_in_words, zone, zone_names
from generator.model.moments import parse_offset
from generator.model.quantities import parse_duration

READ = [
    ("2026-12-01T22:00+06:00", "Tue 2026-12-01 22:00 UTC+06:00"),
    ("2026-12-01T22:00Z", "Tue 2026-12-01 22:00 UTC"),
    ("2026-12-01T22:00 UTC", "Tue 2026-12-01 22:00 UTC"),
    ("2026-12-01 22:00 Asia/Dhaka", "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00[Asia/Dhaka]", "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00+06:00[Asia/Dhaka]", "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00:30+05:30", "Tue 2026-12-01 22:00:30 UTC+05:30"),
    ("2026-12-01T22:00 Asia/Kathmandu", "Tue 2026-12-01 22:00 UTC+05:45 (Asia/Kathmandu)"),
    ("2026-12-01T22:00 America/St_Johns", "Tue 2026-12-01 22:00 UTC-03:30 (America/St_Johns)"),
    ("2026-07-01T22:00 Australia/Lord_Howe", "Wed 2026-07-01 22:00 UTC+10:30 (Australia/Lord_Howe)"),
    (" 2026-06-01T22:00 Europe/Berlin ", "Mon 2026-06-01 22:00 UTC+02:00 (Europe/Berlin)"),
    ("2026-10-25T02:30+02:00[Europe/Berlin]", "Sun 2026-10-25 02:30 UTC+02:00 (Europe/Berlin)"),
    ("2026-10-25T02:30+01:00[Europe/Berlin]", "Sun 2026-10-25 02:30 UTC+01:00 (Europe/Berlin)"),
]


@pytest.mark.parametrize(("text", "shown"), READ)
def test_a_moment_is_a_time_with_its_zone(text: str, shown: str) -> None:
    assert in_words(parse_moment(text)) == shown


REFUSED = [
    ("", "expected a date, a time and a zone"),
    ("tomorrow", "expected a date, a time and a zone"),
    ("2026-12-01", "expected a date, a time and a zone"),
    ("2026-12-01T22:00 +06:00", "expected a date, a time and a zone"),
    ("2026-12-01T22:00", "names no zone"),
    ("2026-12-01T24:30+06:00", "no time of the calendar"),
    ("2026-02-30T22:00+06:00", "no time of the calendar"),
    ("2026-12-01T22:00+26:00", "no time of the calendar"),
    ("1969-12-01T22:00+06:00", "from 1970 to 2199"),
    ("9999-12-01T22:00+06:00", "from 1970 to 2199"),
    ("2026-12-01T22:00 Asia/Dacca2", "did you mean `Asia/Dacca`"),
    ("2026-12-01T22:00 Dhaka", "did you mean `Asia/Dhaka`"),
    (
        "2026-12-01T22:00 Mars/Olympus",
        "no time zone `Mars/Olympus`; zones are `UTC` and places .* in Africa, America, .* Indian and Pacific",
    ),
    ("2026-12-01T22:00 europe/berlin", "did you mean `Europe/Berlin`"),
    ("2026-12-01T22:00 Asia", "no time zone `Asia`"),
    ("2026-12-01T22:00[../../etc/passwd]", "no time zone"),
    ("2026-03-29T02:30 Europe/Berlin", "skip `2026-03-29T02:30`.*an hour that exists is 03:30"),
    (
        "2026-10-25T02:30 Europe/Berlin",
        r"twice; write `2026-10-25T02:30\+02:00\[Europe/Berlin\]` or `2026-10-25T02:30\+01:00\[Europe/Berlin\]`",
    ),
    ("2026-12-01T22:00+05:00[Asia/Dhaka]", r"is at UTC\+06:00, not UTC\+05:00"),
    ("2026-10-25T02:30+03:00[Europe/Berlin]", r"is at UTC\+02:00 or UTC\+01:00, not UTC\+03:00"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_a_moment_that_nobody_can_place_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_moment(text)


AT = [
    # The clocks of Berlin go back on 25 October 2026 at 3:00: that night has an hour more.
    ("2026-10-25T12:00 Europe/Berlin", "T-1d", "Sat 2026-10-24 12:00 UTC+02:00 (Europe/Berlin)"),
    ("2026-10-25T12:00 Europe/Berlin", "T-24h", "Sat 2026-10-24 13:00 UTC+02:00 (Europe/Berlin)"),
    ("2026-10-25T12:00 Europe/Berlin", "T-1w", "Sun 2026-10-18 12:00 UTC+02:00 (Europe/Berlin)"),
    ("2026-10-24T22:00 Europe/Berlin", "T+5h", "Sun 2026-10-25 02:00 UTC+01:00 (Europe/Berlin)"),
    ("2026-10-24T02:30 Europe/Berlin", "T+1d", "Sun 2026-10-25 02:30 UTC+02:00 (Europe/Berlin)"),
    ("2026-10-25T02:30+01:00[Europe/Berlin]", "T-0", "Sun 2026-10-25 02:30 UTC+01:00 (Europe/Berlin)"),
    ("2026-10-25T02:30+01:00[Europe/Berlin]", "T-60min", "Sun 2026-10-25 02:30 UTC+02:00 (Europe/Berlin)"),
    # They go forward on 29 March 2026 at 2:00: half past two does not exist.
    ("2026-03-30T02:30 Europe/Berlin", "T-1d", "Sun 2026-03-29 03:30 UTC+02:00 (Europe/Berlin)"),
    ("2026-03-28T22:00 Europe/Berlin", "T+1d", "Sun 2026-03-29 22:00 UTC+02:00 (Europe/Berlin)"),
    ("2026-03-28T22:00 Europe/Berlin", "T+24h", "Sun 2026-03-29 23:00 UTC+02:00 (Europe/Berlin)"),
    # Dhaka's clocks stand still.
    ("2026-12-01T22:00 Asia/Dhaka", "T-2h", "Tue 2026-12-01 20:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00 Asia/Dhaka", "T+15min", "Tue 2026-12-01 22:15 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00 Asia/Dhaka", "T-7d", "Tue 2026-11-24 22:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00+06:00", "T+1d", "Wed 2026-12-02 22:00 UTC+06:00"),
    # Lord Howe's change by half an hour.
    ("2026-04-04T12:00 Australia/Lord_Howe", "T+24h", "Sun 2026-04-05 11:30 UTC+10:30 (Australia/Lord_Howe)"),
]


@pytest.mark.parametrize(("t0", "offset", "shown"), AT)
def test_hours_are_elapsed_and_days_keep_the_wall_clock(t0: str, offset: str, shown: str) -> None:
    assert in_words(Clock(parse_moment(t0)).at(parse_offset(offset))) == shown


ENDS = [
    ("2026-12-01T22:00 Asia/Dhaka", "30 min", "Tue 2026-12-01 22:00 to 22:30 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00 Asia/Dhaka", "24 h", "Tue 2026-12-01 22:00 to Wed 2026-12-02 22:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00+06:00", "1.5 h", "Tue 2026-12-01 22:00 to 23:30 UTC+06:00"),
    ("2026-10-24T12:00 Europe/Berlin", "24 h", "Sat 2026-10-24 12:00 UTC+02:00 to Sun 2026-10-25 11:00 UTC+01:00 (Europe/Berlin)"),
    ("2026-10-24T12:00 Europe/Berlin", "1 day", "Sat 2026-10-24 12:00 UTC+02:00 to Sun 2026-10-25 12:00 UTC+01:00 (Europe/Berlin)"),
    ("2026-10-20T12:00 Europe/Berlin", "1 week", "Tue 2026-10-20 12:00 UTC+02:00 to Tue 2026-10-27 12:00 UTC+01:00 (Europe/Berlin)"),
    ("2027-01-31T12:00 Asia/Dhaka", "1 month", "Sun 2027-01-31 12:00 to Sun 2027-02-28 12:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T12:00 Asia/Dhaka", "2 months", "Tue 2026-12-01 12:00 to Mon 2027-02-01 12:00 UTC+06:00 (Asia/Dhaka)"),
    ("2028-02-29T12:00 Asia/Dhaka", "1 year", "Tue 2028-02-29 12:00 to Wed 2029-02-28 12:00 UTC+06:00 (Asia/Dhaka)"),
    ("2026-12-01T22:00 Asia/Dhaka", "1.5 days", "Tue 2026-12-01 22:00 to Thu 2026-12-03 10:00 UTC+06:00 (Asia/Dhaka)"),
]


@pytest.mark.parametrize(("t0", "lasts", "shown"), ENDS)
def test_an_end_is_counted_as_its_unit_is(t0: str, lasts: str, shown: str) -> None:
    clock = Clock(parse_moment(t0))
    end = clock.end(clock.t0, parse_duration(lasts))
    assert end is not None
    assert span_in_words(clock.t0, end) == shown


@pytest.mark.parametrize("lasts", ["immediately", "next sprint", "0 s"])
def test_words_have_no_end(lasts: str) -> None:
    clock = Clock(parse_moment("2026-12-01T22:00Z"))
    assert clock.end(clock.t0, parse_duration(lasts)) is None


def test_the_furthest_offset_and_the_longest_duration_fit_the_calendar() -> None:
    clock = Clock(parse_moment("2199-12-31T23:59 Pacific/Kiritimati"))
    start = clock.at(parse_offset("T+3650d"))
    assert clock.end(start, parse_duration("100 years")) is not None
    assert Clock(parse_moment("1970-01-01T00:00 Pacific/Pago_Pago")).at(parse_offset("T-3650d")).year == 1960


def test_zones_come_from_the_package() -> None:
    assert zone("Asia/Dhaka").key == "Asia/Dhaka"
    assert {"UTC", "Europe/Berlin"} <= zone_names()
    assert zone_names() <= zoneinfo.available_timezones()


moments = st.builds(
    lambda local, name: local.replace(tzinfo=zone(name)),
    st.integers(0, 20_000_000).map(lambda minutes: datetime.fromisoformat("2000-01-01") + timedelta(minutes=minutes)),
    st.sampled_from(["Asia/Dhaka", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca"]),
).map(lambda moment: moment.astimezone(UTC).astimezone(moment.tzinfo))


@given(moments, st.integers(-5000, 5000))
def test_hours_are_exact(t0: datetime, hours: int) -> None:
    offset = parse_offset(f"T{hours:+d}h" if hours else "T-0")
    assert Clock(t0).at(offset).astimezone(UTC) - t0.astimezone(UTC) == timedelta(hours=hours)


@given(moments, st.integers(1, 800), st.sampled_from("+-"))
def test_days_keep_the_hour_unless_the_clocks_skip_it(t0: datetime, days: int, sign: str) -> None:
    there = Clock(t0).at(parse_offset(f"T{sign}{days}d"))
    wished = t0.replace(tzinfo=None, fold=0) + timedelta(days=days if sign == "+" else -days)
    late = there.replace(tzinfo=None, fold=0) - wished
    assert timedelta(0) <= late <= timedelta(hours=1)
    assert there.astimezone(UTC).astimezone(there.tzinfo) == there


@given(moments)
def test_a_moment_reads_back_as_itself(t0: datetime) -> None:
    assert isinstance(t0.tzinfo, zoneinfo.ZoneInfo)
    assert parse_moment(f"{t0.isoformat(timespec='minutes')}[{t0.tzinfo.key}]") == t0
