"""A system gets another id."""

from __future__ import annotations

import pytest

from generator.edits.rename_system import rename_system
from generator.project.faults import UsageFault

FILES = {
    "data/layers/base/b.yaml": b"layer: {title: Base}\ncontacts: {dba: {title: A, hours: 'as in [the shop](variant:shop#contacts.dba)'}}\n",
    "data/variants/shop/v.yaml": b"variant:\n  title: Shop  # ours\n  extends: [base]\n",
    "data/variants/wiki/v.yaml": b"variant: {title: Wiki, aliases: [notes], summary: '[it](variant:shop), [that](variant:shopping)'}\n",
    "data/variants/shopping/v.yaml": b"variant: {title: Shopping}\n",
}


def renamed(old: str, new: str, *, alias: bool = True) -> dict[str, str]:
    return {path.split("/")[2]: data.decode() for path, data in rename_system(FILES, old, new, alias=alias).items()}


def test_the_head_gets_the_alias_and_links_the_new_id() -> None:
    found = renamed("shop", "store")
    assert found.keys() == {"base", "shop", "wiki"}
    assert found["shop"] == "variant:\n  title: Shop  # ours\n  extends: [base]\n  aliases: [shop]\n"
    assert "(variant:store#contacts.dba)" in found["base"]
    assert "[it](variant:store), [that](variant:shopping)" in found["wiki"]
    assert "shop" not in renamed("shop", "store", alias=False)


def test_a_service_names_its_runbook_by_the_new_id() -> None:
    services = "services: {a: {title: A, runbook: shop}, b: {title: B, runbook: 'shop/rollback'}, c: {title: C, runbook: shopping}}\n"
    files = FILES | {"data/layers/base/s.yaml": services.encode()}
    found = rename_system(files, "shop", "store", alias=False)["data/layers/base/s.yaml"].decode()
    assert found == services.replace("runbook: shop}", "runbook: store}").replace("shop/rollback", "store/rollback")


def test_a_second_id_is_added_and_the_first_one_can_come_back() -> None:
    assert "aliases: [notes, wiki]" in renamed("wiki", "pages")["wiki"]
    assert "aliases: [wiki]" in renamed("wiki", "notes")["wiki"]
    assert "aliases" not in renamed("wiki", "notes", alias=False)["wiki"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("shp", "store", "no variant `shp`. Did you mean `shop`?"),
        ("notes", "store", "no variant `notes`. It is now `wiki`."),
        ("base", "store", "no variant `base`"),
        ("shop", "shop", "`shop` already has this id"),
        ("shop", "wiki", "`wiki` is a variant. Choose another id."),
        ("shop", "base", "`base` is a layer"),
        ("shop", "notes", "`notes` is an alias of `wiki`"),
        ("shop", "quality", "the site itself uses the name `quality`"),
        ("shop", "The Shop", "expected an id"),
    ],
)
def test_an_impossible_request_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(UsageFault, match=message.replace(".", r"\.").replace("?", r"\?")):
        renamed(old, new)
