"""Secrets are found and reported, but never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.plugins.keyword import DENYLIST
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.secrets import PARTS_OF_WORDS, find_secrets, masked, may_have_token, secrets_in
from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, Span
from generator.report.diagnostics_report import to_json, to_listing, to_text
from generator.report.github_annotations import to_github, to_step_summary
from generator.source.read import read
from tests.layered import SHOP, read_text

ROOT = Path(__file__).parents[2]
PASSWORD = "hunter2secret"
# Parts are joined here, so that nobody's scanner takes a test for a leak.
AWS = "AKIA" + "IOSFODNN7EXAMPLQ"
GITHUB = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
KEY = "-----BEGIN RSA " + "PRIVATE KEY-----"
DETECTORS = [plugin() for plugin in get_mapping_from_secret_type_to_class().values()]
BY_FORM = [one for one in DETECTORS if isinstance(one, RegexBasedDetector)]


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        (f"run: psql postgres://admin:{PASSWORD}@db.shop.test/shop", PASSWORD),
        (f"run: aws configure set aws_access_key_id {AWS}", AWS),
        (f"run: export GITHUB_TOKEN={GITHUB}", GITHUB),
        (f"run: export DB_PASSWORD={PASSWORD} && ./deploy.sh", PASSWORD),
        (f"  password: {PASSWORD}", PASSWORD),
        (f"text: The **password:** {PASSWORD}", PASSWORD),
        (f"text: Set DB_PASSWORD=**{PASSWORD}** first", PASSWORD),
        (f"text: KEY**{AWS}**", AWS),
        (f"text: The key is {AWS[:8]}**{AWS[8:]}**", f"{AWS[:8]}**{AWS[8:]}"),
    ],
)
def test_found(line: str, secret: str) -> None:
    assert [value for value, _ in secrets_in(line)] == [secret]


@pytest.mark.parametrize(
    "line",
    [
        "secrets: All secrets are stored in environment variables",
        "passwords: Passwords are hashed",
        "api-keys: rotated",
        "text: The password of the database is rotated every 90 days",
        "run: export DB_PASSWORD=$DB_PASSWORD && ./deploy.sh",
        "password: '{{ params.password }}'",
        "run: export API_KEY=<your-api-key>",
        "run: docker pull shop@sha256:" + "8f14e45fceea167a5a36dedd4bea2543" * 2,
        "# yaml-language-server: $schema=../../../schema/runbook.schema.json",
        "x" * 6000 + f" password: {PASSWORD}",
    ],
)
def test_text_that_is_not_a_secret(line: str) -> None:
    assert secrets_in(line) == ()


def test_the_shipped_data_contain_no_secrets() -> None:
    files = [read(path.as_posix(), path.read_bytes()) for path in (ROOT / "data").rglob("*.yaml")]
    assert len(files) > 50
    assert not list(find_secrets(files))


def test_a_secret_is_reported_with_its_place_and_entity_but_never_shown() -> None:
    file = read_text(f"commands:\n  go:\n    title: Go\n    run: psql postgres://admin:{PASSWORD}@db.shop.test\n")
    (problem,) = find_secrets([file], ("shop",))
    assert (problem.code, problem.address, problem.variants) == ("secret", "commands.go.run", ("shop",))
    assert (problem.span.line, problem.span.column, problem.span.width) == (4, 32, len(PASSWORD))
    for printed in (
        to_text([problem]),
        to_listing([problem] * 9),
        to_json([problem]),
        to_github([problem]),
        to_step_summary([problem], "all"),
    ):
        assert PASSWORD not in printed
        assert "secret" in printed


def test_a_secret_divided_by_bold_text_is_not_shown_not_even_in_part() -> None:
    file = read_text(f"commands:\n  go:\n    title: Go\n    text: Use {AWS[:8]}**{AWS[8:]}** for it\n    run: ls **/*.sh\n")
    (problem,) = find_secrets([file])
    assert (problem.span.line, problem.span.column, problem.span.width) == (4, 15, len(AWS) + 2)
    printed = to_text([problem])
    assert AWS[:8] not in printed
    assert AWS[8:] not in printed


def test_a_possible_fingerprint_is_reported_with_how_to_mark_it_as_one() -> None:
    digest = "8f14e45fceea167a5a36dedd4bea2543" * 2
    (problem,) = find_secrets([read("data/variants/shop/a.yaml", f"expect: {digest}\n".encode())])
    assert problem.help.endswith("if it is only a digest, put `sha256:` or `sha1:` before it, or the word `checksum`")
    assert list(find_secrets([read("data/variants/shop/a.yaml", f"expect: sha256:{digest}\n".encode())])) == []


def test_comments_are_searched() -> None:
    (problem,) = find_secrets([read_text(f"# password={PASSWORD}\nvariant: {{title: Shop}}\n")])
    assert (problem.span.line, problem.address) == (1, "")


def test_a_private_key_in_a_block_of_text_is_found() -> None:
    body = "\n".join("      " + "MIIEpAIBAAKCAQEA7" + "bq98sd7f6a5" * 4 for _ in range(3))
    file = read_text(f"commands:\n  go:\n    title: Go\n    run: |\n      {KEY}\n{body}\n      -----END RSA PRIVATE KEY-----\n")
    assert [(one.span.line, one.address) for one in find_secrets([file])] == [(5, "commands.go.run")]
    encrypted = file.source.text.replace(" RSA ", " ENCRYPTED ")
    assert len(list(find_secrets([read_text(encrypted)]))) == 1
    assert not list(find_secrets([read_text(f"variant: {{title: A file with {KEY} is kept away}}\n")]))


def test_another_problem_of_the_same_line_does_not_show_the_secret() -> None:
    line = f"  password={PASSWORD}: x"
    span = Span(SHOP, 2, 3, 4, line)
    problem = masked(
        Diagnostic(
            "bad-id", f"`password={PASSWORD}` is not an id", span, f"write password={PASSWORD}", notes=(RelatedPlace("first", span),)
        )
    )
    assert PASSWORD not in repr(problem)
    assert len(problem.span.text) == len(line)
    plain = Diagnostic("bad-id", "`A` is not an id", Span(SHOP, 2, 3, 1, "  A: x"))
    assert masked(plain) is plain


def test_the_line_of_its_waiver_does_not_show_the_secret() -> None:
    span = Span(SHOP, 2, 3, 4, f"  c: {{run: psql postgres://app:{PASSWORD}@db/app, waive: {{secret: {{because: x, until: 2027-01-01}}}}}}")
    assert PASSWORD not in repr(masked(Diagnostic("secret", "a secret", span, waived=span)))


@pytest.mark.parametrize(
    "problem",
    [
        Diagnostic("bad-id", "no id", Span(SHOP, 2, 3, 4, f"  {GITHUB}: x"), address=f"checklists.{GITHUB}.items"),
        Diagnostic("bad-id", "no id", Span(SHOP, 2, 3, 4), address=f"checklists.{GITHUB}.items"),  # a line too long to be kept
        Diagnostic("bad-id", f"found `{GITHUB[:30]}`", Span(SHOP, 2, 3, 4, f"  at: {GITHUB}")),
        Diagnostic("bad-id", "no id", Span(SHOP, 2, 3, 4, f"  {GITHUB}: x"), help=f"write `{GITHUB.lower().replace('_', '-')}`"),
        Diagnostic("bad-id", "no id", Span(SHOP, 2, 3, 4, f"  {AWS}: x"), help=f"did you mean `{AWS.lower()}`?"),
    ],
    ids=["address", "address-alone", "cut-off", "respelled", "respelled-short"],
)
def test_no_part_of_a_problem_shows_a_secret_whole_cut_off_or_in_another_spelling(problem: Diagnostic) -> None:
    found = masked(problem)
    shown = f"{found.message}\n{found.help}\n{found.address}\n{found.span.text}".casefold()
    assert GITHUB[4:20].casefold() not in shown
    assert AWS.casefold() not in shown


def test_the_rest_of_the_address_and_similar_words_stay() -> None:
    found = masked(
        Diagnostic("bad-id", "the password is not an id", Span(SHOP, 2, 3, 4, f"  {GITHUB}: x"), address=f"checklists.{GITHUB}.items")
    )
    assert found.address == f"checklists.{'•' * len(GITHUB)}.items"
    assert found.message == "the password is not an id"


@given(st.one_of(*(st.tuples(st.just(one), st.from_regex(form)) for one in BY_FORM for form in one.denylist)))
def test_each_token_is_searched_for(found: tuple[RegexBasedDetector, str]) -> None:
    """No token that a detector knows by its form is passed over, because its line has the signs of one."""
    detector, text = found
    assert may_have_token(text) or not list(detector.analyze_string(text))


@pytest.mark.parametrize("word", DENYLIST)
def test_each_word_for_a_secret_has_a_part_that_is_searched_for(word: str) -> None:
    assert any(part in word for part in PARTS_OF_WORDS)
