"""Files of new projects, layers and variants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edits.scaffold import PHASES, first_id, head_file, new_file, new_project
from generator.model.entities import PHASES as ALL_PHASES
from generator.model.scalar_kinds import LINE
from generator.project.faults import UsageFault
from generator.source.nodes import plain_value
from generator.source.read import read
from generator.source.scalar_styles import yaml_value
from tests.conftest import FILES

TINY = {path: text.encode() for path, text in FILES.items() if path.startswith("data/")}


def is_line(text: str) -> bool:
    try:
        return bool(LINE.parse(text) == text)
    except ValueError:
        return False


@given(st.text(min_size=1).filter(is_line))
def test_a_written_title_is_read_back_unchanged(title: str) -> None:
    file = read("x.yaml", f"title: {yaml_value(title)}\n".encode())
    assert file.diagnostics == ()
    assert file.tree is not None
    assert plain_value(file.tree) == {"title": title}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        *((title, title) for title in ("Web shop", "Café 2", "বাংলা", "C# services", "Peter's shop")),
        ("Mail: in", "'Mail: in'"),
        ("null", "'null'"),
    ],
)
def test_a_title_is_quoted_only_where_yaml_needs_it(title: str, expected: str) -> None:
    assert yaml_value(title) == expected


def test_a_head_lists_the_layers_that_it_extends() -> None:
    assert head_file("variant", "Pay desk", ["base", "web"], phases=False) == (
        "# yaml-language-server: $schema=../../../schema/runbook.schema.json\n"
        "# This system, and the layers that it extends.\n"
        "variant:\n  title: Pay desk\n  extends: [base, web]\n"
    )


def test_a_head_defines_phases_if_it_inherits_none() -> None:
    text = head_file("layer", "Base", [], phases=True)
    assert "extends" not in text
    assert text.endswith(
        "\nphases:\n  prepare:\n    title: Prepare\n  deploy-day:\n    title: Deployment day\n  rollback:\n    title: Rollback\n"
    )
    assert PHASES.keys() <= set(ALL_PHASES)


def test_a_variant_extends_the_lowest_layer_with_phases_and_defines_phases_only_without_one() -> None:
    layers = {
        "base": "phases: {prepare: {title: Prepare}}",
        "web": "layer: {extends: [base]}\nphases: {rollback: {title: Back}}",
        "trait": "contacts: {a: {title: A}}",
        "open": "phases: {prepare: {title: null}}",
        "empty": "layer: {extends: [trait]}\nphases: {prepare: {title: ''}}",
    }
    files = {f"data/layers/{name}/x.yaml": text.encode() for name, text in layers.items()}
    assert "extends: [base]" in new_file(files, "variant", "shop", None, [])[1]
    assert [name for name in layers if "phases:" not in new_file(files, "variant", "shop", None, [name])[1]] == ["base", "web", "empty"]


@pytest.mark.parametrize(
    ("id", "extends", "message"),
    [
        ("Pay Desk", [], "Write `pay-desk`"),
        ("shop", [], "variant `shop` already exists"),
        ("base", [], "layer `base` already exists"),
        ("pay-desk", ["bsae"], r"no layer `bsae`\. Did you mean `base`\?"),
        ("pay-desk", ["shop"], "no layer `shop`"),
    ],
)
def test_an_invalid_head_is_refused_with_a_way_out(id: str, extends: list[str], message: str) -> None:
    with pytest.raises(UsageFault, match=message):
        new_file(TINY, "variant", id, None, extends)


def test_a_new_head_extends_the_layer_with_phases_or_defines_them() -> None:
    assert "extends: [base]" in new_file(TINY, "variant", "pay-desk", None, [])[1]
    assert "phases:" in new_file({}, "variant", "pay-desk", None, [])[1]
    two = {**TINY, "data/layers/other/x.yaml": b"phases: {prepare: {title: P}}\n"}
    with pytest.raises(UsageFault, match="Choose with `--extends`: base, other"):
        new_file(two, "variant", "pay-desk", None, [])


def test_a_project_is_made_from_templates() -> None:
    templates = {"dot-ci/x.yml": "run: <<requirement>> ${{ x }}", "data/variants/your-system/v.yaml": "<<title>>, <<id>>"}
    files = new_project(templates, "Web shop: 2", ["web-shop-2"], "it==1")
    assert files == {".ci/x.yml": "run: it==1 ${{ x }}", "data/variants/web-shop-2/v.yaml": "'Web shop: 2', web-shop-2"}


def test_each_system_of_a_new_project_has_a_reviewer() -> None:
    """The owners of code have a line for each system, which others files have for the first alone."""
    templates = {"dot-x/CODEOWNERS": "# /data/\n# /data/<<id>>/  @OWNER\n", "README.md": "<<id>>"}
    files = new_project(templates, "Shops", ["north", "south"], "it==1")
    assert files == {".x/CODEOWNERS": "# /data/\n# /data/north/  @OWNER\n# /data/south/  @OWNER\n", "README.md": "north"}


def test_a_template_with_an_unknown_placeholder_fails() -> None:
    with pytest.raises(KeyError):
        new_project({"x": "<<nothing>>"}, "Shop", ["shop"], "it==1")


@pytest.mark.parametrize("title", ["Base", "Matrix", "Search", "CON"])
def test_the_id_of_the_first_system_is_free(title: str) -> None:
    with pytest.raises(UsageFault, match="choose another title, or an id with `--id`"):
        first_id(title, None)
    with pytest.raises(UsageFault, match="choose another id"):
        first_id("Shop", title.lower())
    assert first_id(title, "shop") == "shop"


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Web shop", "web-shop"),
        ("Über Straße", "ueber-strasse"),
        ("Čeština: žluť", "cestina-zlut"),
        ("日本 shop", "shop"),
        ("বাংলা", "system-1"),
        ("Магазин 2", "system-1"),
        ("!", "system-1"),
        ("x" * 90, "x" * 64),
    ],
)
def test_every_title_gives_an_id(title: str, id: str) -> None:
    assert first_id(title, None) == id
    assert first_id(title, "other") == "other"


@pytest.mark.parametrize(
    ("title", "id", "message"),
    [("", None, "--title: "), ("Shop", "Web Shop", "--id: .*Write `web-shop`"), ("Shop", "", "--id: ")],
)
def test_an_invalid_title_or_id_is_refused(title: str, id: str | None, message: str) -> None:
    with pytest.raises(UsageFault, match=message):
        first_id(title, id)
