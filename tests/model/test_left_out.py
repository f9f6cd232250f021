"""Help with what the model leaves out: it shows what to write, and what it shows is valid."""

from __future__ import annotations

import re

import pytest
import yaml

from generator.model.field_facts import COLLECTIONS, HOLDERS, RECORDS
from generator.model.left_out import KEYS, SEVERAL, instead_of_key, instead_of_several
from generator.model.synonyms import normal

# Two values of each field or collection.
TWO = {
    "phases": ("prepare", "incident"),
    "then": ("restore", "procedures.roll-back"),
    "on-failure": ("procedures.roll-back", "none"),
    "before": ("checklists.one", "procedures.two"),
    "every": ("monday", "2 weeks"),
    "phone": ("+880 2 5566", "+880 2 7788"),
    "email": ("a@shop.example", "b@shop.example"),
    "target": ("under 200 ms", "under 1%"),
    "alert": ("over 200 ms", "over 1%"),
    "warn": ("over 200 ms", "over 1%"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_what_to_write_instead_of_several_values_is_yaml_with_them(name: str) -> None:
    specs = [spec for record in RECORDS for spec in record.fields.values() if name in (spec.key, spec.reference) and spec.shape == "scalar"]
    assert specs, name
    help = instead_of_several(specs[0], TWO.get(name, ("lead", "dba")))
    assert help
    for code in re.findall(r"`([a-z-]+: [^`|]+)`", help):
        assert isinstance(yaml.safe_load(code), dict), code


def test_one_value_and_invalid_values_get_no_such_help() -> None:
    role = HOLDERS["items"].fields["role"]
    assert instead_of_several(role, ("lead",)) == ""
    assert instead_of_several(role, ("lead", "Tech Lead")) == ""

    assert instead_of_several(HOLDERS["items"].fields["at"], ("T-1d", "T-0")) == ""


@pytest.mark.parametrize(
    ("texts", "one"),
    [
        (("no way back", "locks the table"), "no way back; locks the table"),
        (("It locks the table.", "There is no way back."), "It locks the table. There is no way back."),
        (("Note: it locks", "# of rows"), "Note: it locks; # of rows"),
        (('say "no"', "why: late"), 'say "no"; why: late'),
    ],
)
def test_several_texts_become_one_that_keeps_all_of_them(texts: tuple[str, ...], one: str) -> None:
    help = instead_of_several(HOLDERS["items"].fields["caution"], texts)
    assert yaml.safe_load(help.partition("`")[2].rstrip("`")) == {"caution": one}
    assert instead_of_several(HOLDERS["items"].fields["caution"], ("x" * 150, "y" * 150)) == "write all as one text"


def test_no_key_that_is_left_out_is_a_field() -> None:
    for word in (word for words in KEYS for word in words.split()):
        assert word == normal(word)
        assert word not in COLLECTIONS
        assert not any(word in record.keys for record in RECORDS), word
        assert instead_of_key(word)
    assert instead_of_key("on_call_rota") == "write it as a link below its contact: `links: {on-call-rota: https://...}`"
    assert instead_of_key("colour") == ""
