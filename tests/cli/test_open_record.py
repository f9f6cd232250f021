"""`runbook sheet --open`: a run in a file, what it brings along, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.document.night_run import AFTER, BEFORE, CUT_OVER, SHOP, STOCK, Night, full_night
from tests.document.test_open_items import roll_back

FORUM = "variant: {title: Forum}\nphases: {deploy-day: {title: Day}}\nchecklists: {day: {title: Day, phase: deploy-day, items: {a: A}}}\n"
SETTINGS = "site_name: Ops\ntheme: {name: material, font: false}\nplugins: [runbook]\n"
Printed = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for name, text in (("shop", SHOP), ("forum", FORUM)):
        (root / "data/variants" / name).mkdir(parents=True)
        (root / "data/variants" / name / f"{name}.yaml").write_text(text, "utf-8")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return root


@pytest.fixture
def printed(project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Printed:
    """Return a function that prints a sheet with a run, and returns the exit code, the sheet and the messages."""

    def print_sheet(given: Night | bytes, *words: str) -> tuple[int, str, str]:
        file = tmp_path / "night.json"
        file.write_bytes(given if isinstance(given, bytes) else given.file())
        code = run(["--project", str(project), "sheet", *words, "--open", str(file)])
        out = capfd.readouterr()
        return code, out.out, out.err.replace(f"{tmp_path}/", "")

    return print_sheet


def test_a_sheet_goes_on_with_the_run_its_t_0_and_its_values(printed: Printed) -> None:
    code, sheet, err = printed(full_night(), "shop", "deploy-day")
    assert (code, err) == (0, "")
    assert "- Continues: run “Night | 7” of 2026-12-01: 8 of 14 done at 21:16 UTC+06:00 (from night.json)\n" in sheet.replace("\\", "")
    assert "- T-0: Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)\n" in sheet
    assert "- [x] B2.1 Orders · done 21:12, Mona\n" in sheet
    code, sheet, _ = printed(roll_back(full_night()), "shop", "rollback")
    assert code == 0
    assert "git checkout 4f2a91c" in sheet and "- Previous commit: 4f2a91c (21:08, Wei)" in sheet


def test_one_list_and_one_role_go_on_too(printed: Printed) -> None:
    code, sheet, err = printed(full_night(), "shop", "deploy-day", "B", "--role", "lead")
    assert (code, err) == (0, "")
    assert "- [x] B1 Note the commit that runs now · done 21:11, Wei" in sheet and "- [ ] **B2.3.** Stock" in sheet
    assert "Take a full backup" not in sheet


def test_the_run_may_have_an_earlier_id_of_the_system(printed: Printed) -> None:
    night = full_night()
    night.head["variant"] = "store"
    assert printed(night, "shop", "deploy-day")[0] == 0


def test_t_0_may_be_given_if_it_is_the_same_or_the_run_has_none(printed: Printed) -> None:
    assert printed(full_night(), "shop", "deploy-day", "--at", "2026-12-01T16:00Z")[0] == 0
    code, sheet, _ = printed(Night(t0=""), "shop", "deploy-day", "--at", "2026-12-01T22:00 Asia/Dhaka")
    assert code == 0 and "- T-0: Tue 2026-12-01 22:00" in sheet and "0 of 14 done at 21:01 UTC+06:00" in sheet
    assert "0 of 14 done at 15:01 UTC " in printed(Night(t0=""), "shop", "deploy-day")[1]


def answered() -> Night:
    """Return a run in which everything of the day is answered."""
    night = full_night()
    replaced = [event["id"] for event in night.events if event.get("address") == STOCK]
    night.note("na", STOCK, text="moved", replaces=replaced)
    night.done(CUT_OVER + "start", AFTER + "order", AFTER + "mail", "sign-offs.closed")
    return night


def t0_of(zone: str) -> Night:
    night = Night(zone=zone)
    night.done(BEFORE + "freeze")
    return night


DAY = ("shop", "deploy-day")
# The run, the words of the command, the exit code, and the message.
REFUSED: dict[str, tuple[Callable[[], Night | bytes], tuple[str, ...], int, str]] = {
    "another system": (
        full_night,
        ("forum", "deploy-day"),
        1,
        "night.json has a run of `shop`, not of `forum`: print a sheet of `shop`",
    ),
    "another phase": (
        lambda: roll_back(Night(t0="")),
        DAY,
        1,
        "night.json: in the run “Night | 7” nobody answered a line of `deploy-day`; it is about `rollback`: leave out --open, or",
    ),
    "nothing left": (answered, DAY, 1, "night.json: everything is answered, 14 of 14, so there is nothing to print; leave out --open"),
    "another T-0": (
        full_night,
        (*DAY, "--at", "2026-12-01T22:30 Asia/Dhaka"),
        2,
        "--at is 2026-12-01T22:30+06:00, but T-0 of the run in night.json is 2026-12-01T22:00+06:00: leave out --at, or move T-0",
    ),
    "a zone that nobody knows": (lambda: t0_of("Mars/Base"), DAY, 1, "night.json: T-0 of the run: there is no time zone `Mars/Base`"),
    "another value": (
        full_night,
        (*DAY, "--set", "previous-commit=aaaaaaa"),
        2,
        "--set: `previous-commit` is `4f2a91c` in the run, not `aaaaaaa`: correct it on the page, or leave it out",
    ),
    "a card": (full_night, ("shop", "emergency"), 2, "`emergency` takes no --open; the sheets that take it are prepare, deploy-day,"),
    "a book": (full_night, ("shop",), 2, "`book` takes no --open"),
    "public": (
        full_night,
        (*DAY, "--visibility", "public"),
        2,
        "--open prints names and what people noted, which is internal: print",
    ),
    "no run": (
        lambda: b'{"format": "runbook-run",\n"events": 7}',
        DAY,
        1,
        "night.json:2:11: error[unreadable-run]: `events` is not",
    ),
    "no JSON": (lambda: b"# Night\n", DAY, 1, "night.json:1:1: error[unreadable-run]: this is the record of a run as Markdown"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_is_refused_with_the_reason_and_the_way_out(name: str, printed: Printed) -> None:
    given, words, expected, message = REFUSED[name]
    code, sheet, err = printed(given(), *words)
    assert (code, sheet) == (expected, "")
    assert message in err and "Traceback" not in err


def test_a_file_that_cannot_be_read_is_refused(project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "no.json", tmp_path):
        assert run(["--project", str(project), "sheet", *DAY, "--open", str(path)]) == 2
        assert "Invalid value for '--open'" in capfd.readouterr().err


def test_a_run_with_entries_of_a_later_version_is_printed_and_says_what_is_left_out(printed: Printed) -> None:
    data = json.loads(full_night().file())
    data["events"] += [{"what": "photographed"}, None]
    code, sheet, _ = printed(json.dumps(data).encode(), *DAY)
    assert code == 0 and "- Left out: 2 entries of the run that cannot be read\n" in sheet


def test_the_record_is_never_replaced_by_a_sheet(tmp_path: Path, printed: Printed) -> None:
    record = full_night().file()
    code, _, err = printed(record, *DAY, "--format", "md", "--output", str(tmp_path / "night.json"))
    assert code == 2 and "night.json` is the record of the run that --open reads" in err
    assert (tmp_path / "night.json").read_bytes() == record
