"""`runbook rename`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.pages import SiteSettings
from generator.project.faults import InputFault, UsageFault
from generator.project.open_project import open_project
from generator.site.make_site import make_site
from tests.cli.bodies import check, rename

BASE, SHOP = "data/layers/base/base.yaml", "data/variants/shop/variant.yaml"
TABLE = "tests/traceability/shop.csv"


def data_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_changes_only_the_data_and_lists_the_files(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / TABLE).parent.mkdir(parents=True)
    (tiny / TABLE).write_bytes(b"line,address\n1,checklists.database.items.pooling\n")
    before = data_of(tiny)
    rename(tiny, "database/pooling", "connection-pool")
    assert capsys.readouterr().out == (
        "checklists.database.items.pooling is now checklists.database.items.connection-pool\n"
        + "".join(f"  {path}\n" for path in (BASE, SHOP))
    )
    after = data_of(tiny)
    assert {path for path in after if after[path] != before.get(path)} == {BASE, SHOP}
    assert b"      connection-pool: {because: the pool is PgBouncer" in after[SHOP]
    assert b"      connection-pool:\n        text: Connection pooling is configured\n        aliases: [pooling]\n" in after[BASE]
    assert check(tiny, "text") == 0


def test_old_links_lead_to_a_renamed_list_and_its_items(tiny: Path) -> None:
    rename(tiny, "checklists.database", "data-stores")
    pages = {page.path: page.markdown for page in make_site(open_project(tiny).outcome, SiteSettings()).pages}
    for old in ("checklists.database", "checklists.database.items.pooling"):
        assert f'id="{old}"' in pages["shop/prepare/index.md"]


def test_renaming_back_restores_every_file(tiny: Path) -> None:
    before = data_of(tiny)
    for old, new in (("pooling", "pool"), ("pool", "pooling")):
        rename(tiny, f"database/{old}", new, no_alias=True)
    assert data_of(tiny) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["database/poling", "x"], "there is no `checklists.database.items.poling`. Did you mean `pooling`?"),
        (["database/pooling", "backup"], "is already used by another entity: data/layers/base/base.yaml:12. Choose another id."),
    ],
)
def test_an_impossible_rename_is_wrong_usage(words: list[str], message: str, tiny: Path) -> None:
    before = data_of(tiny)
    with pytest.raises(UsageFault) as fault:
        rename(tiny, *words)
    assert message in str(fault.value)
    assert data_of(tiny) == before


def test_nothing_is_renamed_if_a_file_cannot_be_read(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/broken.yaml").write_text("contacts: {a: [\n")
    with pytest.raises(InputFault, match="nothing was renamed: some files cannot be read"):
        rename(tiny, "database/pooling", "x")
    assert "broken.yaml:1:16: error[yaml-syntax]" in capsys.readouterr().err


def test_a_rename_that_would_introduce_an_error_changes_no_file(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/more.yaml").write_text("checklists: {database: {items: {other: {text: Another, aliases: [pool]}}}}\n")
    before = data_of(tiny)
    with pytest.raises(InputFault, match="nothing was written: the edit would introduce 1 error"):
        rename(tiny, "database/pooling", "pool")
    assert "error[alias-clash]" in capsys.readouterr().err
    assert data_of(tiny) == before


def test_a_place_that_cannot_be_edited_is_shown(tiny: Path) -> None:
    (tiny / SHOP).write_text((tiny / SHOP).read_text().replace("pooling: {", '"p\\u006foling": {'))
    with pytest.raises(InputFault, match=r"nothing was renamed\ndata/variants/shop/variant\.yaml:8:7: `pooling` is written with an escape"):
        rename(tiny, "database/pooling", "pool")


def test_a_system_gets_another_folder_and_keeps_its_addresses(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rename(tiny, "variants.shop", "store")
    assert capsys.readouterr().out == "variants.shop is now variants.store\n  data/variants/store/\n"
    assert not (tiny / "data/variants/shop").exists()
    assert check(tiny, "text") == 0
    found = open_project(tiny).outcome
    assert "shop/index.html" in {file.path for file in make_site(found, SiteSettings()).files}
    assert found.variants["store"].runbook.variant.aliases == ("shop",)


@pytest.mark.parametrize("more", [{"within": ("base",)}, {"everywhere": True}])
def test_a_system_is_renamed_everywhere_at_once(tiny: Path, more: dict[str, object]) -> None:
    with pytest.raises(UsageFault, match="leave out --in and --everywhere"):
        rename(tiny, "variants.shop", "store", **more)
