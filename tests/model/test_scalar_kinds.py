"""The kinds of scalar, and parameters in texts."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import scalar_kinds as kinds
from generator.model.scalar_kinds import Kind, as_written, fill_in, malformed_in, names_in

GOOD: list[tuple[Kind, str, object]] = [
    (kinds.TEXT, "  Backups  restore\n into a scratch database ", "Backups restore into a scratch database"),
    (kinds.TEXT, "ব্যবহারকারী\u200d নিবন্ধিত", "ব্যবহারকারী\u200d নিবন্ধিত"),
    (kinds.TEXT, "x" * kinds.MAX_TEXT, "x" * kinds.MAX_TEXT),
    (kinds.TEXT, "no", "no"),
    (kinds.LINE, "A week before", "A week before"),
    (kinds.COMMAND, "\n\nnpm run test  \n", "npm run test"),
    (kinds.COMMAND, "docker run \\ \n  --rm\timage", "docker run \\\n  --rm\timage"),
    (kinds.COMMAND, "if a\n\n  b", "if a\n\n  b"),
    (kinds.ID_KIND, "api-2", "api-2"),
    (kinds.ADDRESS, "procedures.roll-back", "procedures.roll-back"),
    (kinds.URL, "https://status.host.tld:8080/a?b=c#d", "https://status.host.tld:8080/a?b=c#d"),
    (kinds.EMAIL, "first.last+ops@mail.host.tld", "first.last+ops@mail.host.tld"),
    (kinds.PHONE, "+880 2 5566-7788 ext. 4", "+880 2 5566-7788 ext. 4"),
    (kinds.PHONE, "(02) 5566 7788", "(02) 5566 7788"),
    (kinds.PHONE, "999", "999"),
    (kinds.PERCENTILE, "99.9", 99.9),
    (kinds.INTEGER, "3", 3),
    (kinds.BOOLEAN, "true", True),
    (kinds.BOOLEAN, "false", False),
]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_a_text_of_its_kind_becomes_the_value(kind: Kind, text: str, value: object) -> None:
    assert kind.parse(text) == kind.valid(text) == value


BAD: list[tuple[Kind, str, str]] = [
    (kinds.TEXT, "", "empty"),
    (kinds.TEXT, " \n\t\u00a0", "empty"),
    (kinds.TEXT, "x" * (kinds.MAX_TEXT + 1), "at most 4000"),
    (kinds.TEXT, "red \x1b[31m", r"U\+001B"),
    (kinds.TEXT, "over\u202eturned", r"U\+202E"),
    (kinds.TEXT, "two\u2028lines", r"U\+2028"),
    (kinds.TEXT, "half \ud83d", r"U\+D83D"),
    (kinds.LINE, "x" * (kinds.MAX_LINE + 1), "at most 200"),
    (kinds.COMMAND, "\n \n", "empty"),
    (kinds.COMMAND, "docker\u00a0run", r"U\+00A0"),
    (kinds.COMMAND, "rm -rf /\u200bx", r"U\+200B"),
    (kinds.COMMAND, "x" * (kinds.MAX_TEXT + 1), "at most 4000"),
    (kinds.ID_KIND, "API", "lower-case"),
    (kinds.ID_KIND, "a--b", "lower-case"),
    (kinds.ID_KIND, "-a", "lower-case"),
    (kinds.ID_KIND, "a\n", "lower-case"),
    (kinds.ID_KIND, "a" * 65, "at most 64"),
    (kinds.ADDRESS, "procedures..x", "expected an address"),
    (kinds.ADDRESS, "", "expected an address"),
    (kinds.URL, "status.host.tld", "https://"),
    (kinds.URL, "javascript:alert(1)", "https://"),
    (kinds.URL, "https:///path", "https://"),
    (kinds.URL, "https://host:port", "https://"),
    (kinds.URL, "https://a b", "https://"),
    (kinds.URL, "https://a\x00b", "https://"),
    (kinds.URL, "https://[::1", "https://"),
    (kinds.URL, "https://a/" + "x" * 2000, "at most 2000"),
    (kinds.EMAIL, "name@host", "mail address"),
    (kinds.EMAIL, "name@host.tld?subject=x", "mail address"),
    (kinds.EMAIL, "a b@host.tld", "mail address"),
    (kinds.EMAIL, "a@b@host.tld", "mail address"),
    (kinds.EMAIL, "a" * 255 + "@host.tld", "mail address"),
    (kinds.PHONE, "TBD", "phone number"),
    (kinds.PHONE, "12", "phone number"),
    (kinds.PHONE, "2026-11-01", "found a date"),
    (kinds.PHONE, "1.11.2026", "found a date"),
    (kinds.PHONE, "11/01/2026", "found a date"),
    (kinds.PHONE, "10.0.0.1", "found a network address"),
    (kinds.PHONE, "24/7", "goes into `hours`"),
    (kinds.PHONE, "9-17", "goes into `hours`"),
    (kinds.PHONE, "99.95", "with decimals"),
    *(
        (kinds.PHONE, two, "found two numbers")
        for two in ("555-0100 / 555-0199", "0171 1234567/0172 1234567", "2214 / 2215", "555-0100/0199")
    ),
    *(
        (kinds.PHONE, two, "found two numbers")
        for two in ("5550100 5550199", "555-010-1234 - 555-010-1235", "+880 2 5566 7788 / 5566 7799")
    ),
    (kinds.URL, "https://shop\u2013status.test", r"en dash .*U\+2013; if it is meant, write `%E2%80%93`"),
    (kinds.URL, "https://st\u0430tus.test", r"Cyrillic letter .*U\+0430"),
    (kinds.URL, "https://status\u200b.test", r"U\+200B"),
    (kinds.URL, "https://a.test/\u201cx\u201d", r"U\+201C"),
    (kinds.EMAIL, "le\u0430d@shop.test", r"U\+0430"),
    (kinds.EMAIL, "lead\u2011ops@shop.test", r"U\+2011"),
    (kinds.PHONE, "123-", "phone number"),
    (kinds.PHONE, "৫৫৫৫৫", "phone number"),
    (kinds.PERCENTILE, "101", "from 1 to below 100"),
    (kinds.PERCENTILE, "-1", "from 1 to below 100"),
    (kinds.PERCENTILE, "1e3", "from 1 to below 100"),
    (kinds.INTEGER, "0", "from 1 to 999"),
    (kinds.INTEGER, "03", "from 1 to 999"),
    (kinds.INTEGER, "1000", "from 1 to 999"),
    (kinds.INTEGER, "1.5", "from 1 to 999"),
    (kinds.BOOLEAN, "yes", "`true` or `false`"),
    (kinds.BOOLEAN, "True", "`true` or `false`"),
    (kinds.DATE, "2026-02-30", "not a date in the calendar"),
]


@pytest.mark.parametrize(("kind", "text", "sentence"), BAD)
def test_a_text_of_another_kind_is_refused_with_a_short_message(kind: Kind, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as error:
        kind.parse(text)
    assert len(str(error.value)) < 250
    assert kind.valid(text) is None


SCALARS = [kind for kind in vars(kinds).values() if isinstance(kind, Kind)]


@pytest.mark.parametrize("kind", SCALARS, ids=lambda kind: kind.name)
@given(text=st.text(max_size=80))
def test_any_text_is_read_or_refused(kind: Kind, text: str) -> None:
    with contextlib.suppress(ValueError):
        kind.parse(text)


@pytest.mark.parametrize("kind", SCALARS, ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "text", ["a" * 300_000, "1" * 300_000, "a@" + "a." * 100_000, "https://" + "[" * 300_000, " " * 300_000, "a-" * 100_000]
)
def test_long_texts_are_checked_quickly(kind: Kind, text: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ValueError):
        kind.parse(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("kind", [kinds.TEXT, kinds.LINE, kinds.COMMAND], ids=lambda kind: kind.name)
@given(text=st.text(max_size=80))
def test_reading_a_text_twice_changes_nothing(kind: Kind, text: str) -> None:
    with contextlib.suppress(ValueError):
        once = kind.parse(text)
        assert kind.parse(once) == once


def test_each_kind_has_its_own_name_and_describes_its_form() -> None:
    names = [kind.name for kind in SCALARS]
    assert len(set(names)) == len(names)
    assert all(kind.form for kind in SCALARS)


def test_a_choice_is_a_closed_set_of_words() -> None:
    from typing import Literal

    colour = kinds.choice(Literal["red", "green"])
    assert colour.parse("red") == "red"
    assert colour.choices == ("red", "green")
    with pytest.raises(ValueError, match="one of red, green, and found `blue`"):
        colour.parse("blue")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("curl {{ params.api }}/health", ("api",)),
        ("{{params.api}} and {{   params.front-end   }}", ("api", "front-end")),
        ("docker ps --format '{{.State}}'", ()),
        ("{{ params.API }}", ()),
        ("{ params.api }", ()),
    ],
)
def test_names_of_parameters_are_found(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "{{ param.api }}",
        "{{ params.api | upper }}",
        "{{ params.API }}",
        "{{ Params.api }}",
        "{{ params.api }",
        "{{ params.api",
        "{{ params }}",
        "{{- params.api }}",
        "{{\nparams.api }}",
        "{params.api}",
        "${params.api}",
        "${{ params.api }}",
    ],
)
def test_malformed_parameters_are_found(text: str) -> None:
    assert malformed_in(f"curl {text}") == (text,)


@pytest.mark.parametrize(
    "text", ["{{.State}}", "{{ parameters }}", "${{ github.sha }}", "{{ params.api }}", "{{ env.params }}", "params.api"]
)
def test_unusual_but_valid_texts_have_no_malformed_parameters(text: str) -> None:
    assert malformed_in(text) == ()


def test_filling_in_changes_nothing_else() -> None:
    text = "curl {{ params.api }}/{{.State}} {{ params.gone }} {{ params.api}}"
    assert fill_in(text, {"api": "https://shop.test"}) == "curl https://shop.test/{{.State}} {{ params.gone }} https://shop.test"


def test_a_value_is_not_filled_in_again() -> None:
    assert fill_in("{{ params.a }}", {"a": "{{ params.b }}", "b": "no"}) == "{{ params.b }}"


@pytest.mark.parametrize(
    ("part", "written"),
    [
        ("b", "b"),
        ("https://shop.test/x", "{{ params.api }}/x"),
        ("test/x), [d](v2/443", "{{ params.api }}/x), [d](v2/{{ params.port }}"),
        ("v2/443", "v2/{{ params.port }}"),
        ("44", "{{ params.port }}"),
        ("[d](v2/443)", "[d](v2/{{ params.port }})"),
        ("nowhere", "nowhere"),
    ],
)
def test_a_part_of_a_filled_text_is_found_as_it_is_written(part: str, written: str) -> None:
    """Reports are about the characters in the file. A part of a value is the whole parameter."""
    text = "a [b]({{ params.api }}/x), [d](v2/{{ params.port }}) {{ params.gone }}"
    assert as_written(part, text, {"api": "https://shop.test", "port": "443"}) == written
