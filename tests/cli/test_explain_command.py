"""`runbook explain`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.faults import UsageFault
from tests.cli.bodies import explain

POOLING = """\
checklists.database.items.pooling (variant shop)

text: PgBouncer pools are sized for peak load
  set by shop (data/variants/shop/variant.yaml:8) because the pool is PgBouncer
  over   base (data/layers/base/base.yaml:11): Connection pooling is configured
"""


@pytest.mark.parametrize("address", ["checklists.database.items.pooling", "database/pooling", "pooling"])
def test_shows_the_value_of_every_layer(address: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(tiny, "shop", address)
    assert capsys.readouterr().out == POOLING


def test_lists_the_children_of_an_entity(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(tiny, "forum", "checklists.database")
    assert capsys.readouterr().out.endswith("\ncontains\n  checklists.database.items.pooling\n  checklists.database.items.backup\n")


def test_shows_empty_and_dropped_fields_lists_and_waivers(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    services = "web: {title: Web, status-page: null, needs: [store, cache]}, store: {title: Store}, cache: {title: Cache}"
    waiver = "no-status-page: {because: nobody reads it, until: 2027-01-31}"
    (tiny / "data/layers/base/more.yaml").write_text(f"services: {{{services}}}\n")
    (tiny / "data/variants/forum/more.yaml").write_text(
        f"services: {{web: {{because: it needs none, unset: [needs], waive: {{{waiver}}}}}}}\n"
    )
    explain(tiny, "forum", "services.web")
    shown = capsys.readouterr().out
    assert "\nstatus-page: null\n" in shown
    assert "\nneeds: unset\n" in shown
    assert "  over   base (data/layers/base/more.yaml:1): store, cache\n" in shown
    assert "\nwaive: no-status-page until 2027-01-31\n" in shown


@pytest.mark.parametrize("address", ["params.port", "variant.params.port"])
def test_shows_the_layers_that_give_a_parameter_its_value(address: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tiny / "data/layers/base/base.yaml"
    base.write_text(
        base.read_text().replace("layer:\n", "layer:\n  params: {port: '443'}\n").replace("layer: {", "layer: {params: {port: '443'}, ")
    )
    explain(tiny, "forum", address)
    shown = capsys.readouterr().out
    assert shown.startswith("variant.params.port (variant forum)\n\nport: 443\n  set by base (data/layers/base/base.yaml:")
    with pytest.raises(UsageFault, match=r"no parameter `prt`. Did you mean `port`\?"):
        explain(tiny, "forum", "params.prt")


def test_shows_paragraphs_on_lines_of_their_own(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines of a command stay together."""
    passage = 'about: {title: About, phase: prepare, about: "One.\\n\\nTwo."}'
    command = 'both: {title: Both, run: "one\\ntwo"}'
    (tiny / "data/variants/forum/more.yaml").write_text(f"passages: {{{passage}}}\ncommands: {{{command}}}\n")
    explain(tiny, "forum", "passages.about")
    assert "\nabout: 3 lines\n    One.\n\n    Two.\n  set by forum" in capsys.readouterr().out
    explain(tiny, "forum", "commands.both")
    assert "\nrun: one / two\n" in capsys.readouterr().out


def test_shows_which_layers_place_an_entity(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/layers/base/more.yaml").write_text(
        "procedures: {copy: {phase: prepare, title: Copy, place: after checklists.database, steps: {one: One}}}\n"
    )
    (tiny / "data/variants/forum/more.yaml").write_text("procedures: {copy: {place: first}}\n")
    explain(tiny, "forum", "procedures.copy")
    assert capsys.readouterr().out.endswith(
        "\nplace: first\n  set by forum (data/variants/forum/more.yaml:1)\n"
        "  over   base (data/layers/base/more.yaml:1): after checklists.database\n\ncontains\n  procedures.copy.steps.one\n"
    )


def test_shows_who_removed_an_entity_and_why(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/more.yaml").write_text("checklists: {database: {items: {backup: {remove: nothing is stored}}}}\n")
    explain(tiny, "forum", "database/backup")
    assert "  removed by forum (data/variants/forum/more.yaml:1) because nothing is stored\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variant", "address", "message"),
    [
        ("shpo", "database/pooling", "no variant `shpo`. Did you mean `shop`?"),
        ("shop", "database/poling", "Did you mean `pooling`?"),
        ("shop", "nothing", "`nothing` is not the address of an entity."),
        ("shop", "bakup", "Did you mean `checklists.database.items.backup`?"),
    ],
)
def test_an_unknown_variant_or_address_is_wrong_usage(variant: str, address: str, message: str, tiny: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        explain(tiny, variant, address)
    assert message in str(fault.value)


def test_shows_the_layers_that_have_a_file(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file of the variant replaces that of a layer; an entry shows the files that its texts use."""
    for folder, text in {"layers/base": "base", "variants/shop": "shop"}.items():
        (tiny / "data" / folder / "files").mkdir()
        (tiny / "data" / folder / "files/form.txt").write_text(text)
    (tiny / "data/layers/base/files/map.txt").write_text("map")
    form = "files/form.txt: 4 B\n  set by shop (data/variants/shop/files/form.txt)\n  over   base (data/layers/base/files/form.txt)\n"
    explain(tiny, "shop", "files")
    map = "\nfiles/map.txt: 3 B\n  set by base (data/layers/base/files/map.txt)\n"
    assert capsys.readouterr().out == f"files (variant shop)\n\n{form}{map}"
    explain(tiny, "shop", "files/form.txt")
    assert capsys.readouterr().out == f"files (variant shop)\n\n{form}"
    (tiny / "data/variants/shop/more.yaml").write_text(
        "commands: {fill: {title: Fill in, text: 'See [the form](files/form.txt)', run: ls}}\n"
    )
    explain(tiny, "shop", "commands.fill")
    assert "\nuses\n  files/form.txt of shop (data/variants/shop/files/form.txt)\n" in capsys.readouterr().out
    with pytest.raises(UsageFault, match=r"no file `files/from.txt`. Did you mean `files/form.txt`\?"):
        explain(tiny, "shop", "files/from.txt")


def test_a_variant_without_files_says_so(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(tiny, "shop", "files")
    assert "none: files for texts are in the folder `files`" in capsys.readouterr().out
