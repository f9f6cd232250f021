"""Records are read from `runs/`, and whatever else is there is reported and does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.open_project import open_project
from generator.project.record_files import read_records
from tests.runs.record_sample import event, record_bytes

NIGHT = "2025-12-01-night-7.json"


def put(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def test_a_variant_has_its_runs_also_those_of_its_earlier_ids(tiny: Path) -> None:
    put(tiny, f"runs/shop/{NIGHT}", record_bytes(event(5, "begun")))
    put(tiny, "runs/kiosk/2025-12-01-first.json", record_bytes(event(0, "begun"), id="first", variant="kiosk"))
    assert [run.id for run in open_project(tiny).variant("shop").runs] == ["night-7"]
    head = tiny / "data/variants/shop/variant.yaml"
    head.write_text(head.read_text("utf-8").replace("variant:\n", "variant:\n  aliases: [kiosk]\n"), "utf-8")
    assert [run.id for run in open_project(tiny).variant("shop").runs] == ["first", "night-7"]


def test_what_is_not_a_record_is_a_warning_and_the_rest_is_read(tiny: Path) -> None:
    put(tiny, f"runs/shop/{NIGHT}", record_bytes(event(0, "begun")))
    put(tiny, "runs/shop/2025-11-01-edited.json", record_bytes(event(0, "begun"), id="edited")[:-30])
    put(tiny, "runs/shop/night.json", record_bytes(event(0, "begun")))
    put(tiny, "runs/shop/notes.txt", b"not read")
    (tiny / "runs/shop/2025-10-01-link.json").symlink_to(NIGHT)
    (tiny / "runs/Other").mkdir()
    (tiny / "runs/forum").symlink_to("shop")
    put(tiny, "runs/stray.json", record_bytes(event(0, "begun")))
    found = read_records(tiny)
    assert [record.name for record in found.of("shop")] == ["2025-12-01-night-7"]
    assert found.of("forum") == ()
    assert {(one.span.file.rpartition("/")[2], one.severity, one.code) for one in found.problems} == {
        (name, "warning", "unreadable-record")
        for name in ("2025-11-01-edited.json", "night.json", "2025-10-01-link.json", "forum", "stray.json")
    }
    project = open_project(tiny)
    assert project.outcome.ok and len(project.variant("shop").runs) == 1


@pytest.mark.parametrize("name", ["shop", "forum"])
def test_a_project_without_records_has_no_runs(tiny: Path, name: str) -> None:
    assert read_records(tiny).of(name) == ()
