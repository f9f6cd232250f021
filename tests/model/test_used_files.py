"""Files that are used: by texts and by reasons, of the variant and of its layers; redaction and `runbook.json` follow them."""

from __future__ import annotations

from generator.checks.resolve import Outcome, resolve
from generator.diff.compare import compare
from generator.document.pages import SiteSettings
from generator.model.entities import PUBLIC
from generator.model.plain_data import from_data, to_data
from generator.model.used_files import used_files
from generator.redaction.redact import redact
from generator.site.make_site import make_site
from tests.layered import encoded

SHOP, BASE = "data/variants/shop", "data/layers/base"
FILES = {
    **encoded(
        {
            f"{BASE}/base.yaml": """\
            phases: {prepare: {title: Prepare}}
            checklists:
              code: {phase: prepare, title: Code, items: {a: "**[Both](files/both.txt)** and [below](files/below.txt)", b: Old}}
            """,
            f"{SHOP}/shop.yaml": """\
            variant: {title: Shop, extends: [base], summary: "See [the plan](files/sub/plan.txt)."}
            checklists:
              code: {items: {b: {text: New, because: "as [the mail](files/mail.txt) says"}}}
              keys: {phase: prepare, title: Keys, visibility: internal, items: {c: "[Secret](files/secret.txt)"}}
            """,
        }
    ),
    f"{BASE}/files/both.txt": b"of the layer",
    f"{BASE}/files/below.txt": b"below",
    f"{SHOP}/files/both.txt": b"of the variant",
    f"{SHOP}/files/sub/plan.txt": b"plan",
    f"{SHOP}/files/mail.txt": b"mail",
    f"{SHOP}/files/secret.txt": b"secret",
    f"{SHOP}/files/unused.txt": b"unused",
}


def outcome(**changed: bytes) -> Outcome:
    files = {**FILES, **{f"{SHOP}/files/{name}.txt": data for name, data in changed.items()}}
    found = resolve(files)
    assert found.ok, found.diagnostics
    return found


def test_a_variant_uses_its_own_files_before_those_of_its_layers() -> None:
    """A file is used if a text or a reason links to it."""
    shop = outcome().variants["shop"]
    names = ("below", "both", "mail", "secret", "sub/plan")
    assert used_files(shop) == tuple(f"files/{name}.txt" for name in names)
    assert shop.files["files/both.txt"].data == b"of the variant"
    assert shop.files["files/below.txt"].source == f"{BASE}/files/below.txt"


def test_a_variant_with_files_alone_is_reported() -> None:
    """It has no head, so it is not a system."""
    (problem,) = resolve({**FILES, "data/variants/other/files/a.txt": b"x"}).diagnostics
    assert (problem.code, problem.span.file) == ("missing-head", "data/variants/other/files/a.txt")


def test_only_used_files_are_in_a_site() -> None:
    """Public sites have the files of public texts alone."""
    site = make_site(outcome(), SiteSettings())
    assert {path for path, _ in site.attached} == {f"shop/files/{name}.txt" for name in ("below", "both", "mail", "secret", "sub/plan")}
    assert dict(site.written())["shop/files/both.txt"] == b"of the variant"
    public = make_site(outcome(), SiteSettings(visibility=PUBLIC))
    assert {path for path, _ in public.attached} == {f"shop/files/{name}.txt" for name in ("below", "both", "sub/plan")}


def test_plain_data_have_the_digests_of_used_files() -> None:
    """A changed file is a difference of the variant, and the data are read back with their files."""
    old, new = ({"shop": to_data(outcome(both=data).variants["shop"])} for data in (b"old", b"new"))
    assert set(old["shop"]["variant"]["files"]) == {"below.txt", "both.txt", "mail.txt", "secret.txt", "sub/plan.txt"}
    assert used_files(from_data("shop", old["shop"])) == used_files(outcome().variants["shop"])
    (shop,) = compare(old, new).variants
    (head,) = shop.differences
    assert [field.field for field in head.fields] == ["files.both.txt"]
    assert str(head.fields[0].new).startswith("sha256:")
    public = to_data(redact(outcome().variants)["shop"])
    assert "secret.txt" not in public["variant"]["files"]
    assert "files" not in to_data(resolve(encoded({"data/variants/shop/s.yaml": "variant: {title: Shop}\n"})).variants["shop"])["variant"]
