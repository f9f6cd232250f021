"""Help with a key that is unknown in its place: the field that is meant, by meaning and by spelling, or where the key belongs."""

from __future__ import annotations

from collections.abc import Collection, Container

from generator.diagnostics.diagnostic import nearest
from generator.model.field_facts import COLLECTIONS, HEADS, RECORDS, VARIANT_HEAD, EntityFacts
from generator.model.left_out import instead_of_key
from generator.model.synonyms import field_for, fields_for, instead_of, top_level_for
from generator.text.odd_characters import SPACES, as_typed, is_hidden, name_of, odd_character

SAME_WORD = 0.82  # how similar a misspelled word is to the word that is meant; less similar words are more often other words
MOST_KINDS = 4


def help_with_field(name: str, known: Collection[str], *, taken: Container[str] = (), child: str = "", on_top: bool = False) -> str:
    """Return help with a key that is none of the `known` ones.

    Args:
        name: The key.
        known: The keys that are valid in the place.
        taken: The keys that are in the place already.
        child: The field that contains the child entries, if the value of the key could be a child entry.
        on_top: Whether the key is on the top level of a file.
    """
    listed = f"Known: {', '.join(known)}."
    if odd := odd_character(name):
        typed = as_typed(name).strip("\"' ")
        help = help_with_characters(odd, typed, is_valid=typed in known)
        return help if typed in known else f"{help}. {listed}"
    found = (
        ("" if on_top else instead_of_key(name))
        or did_you_mean(field_for(name, [key for key in known if key not in taken], on_top=on_top))
        or nearest(name, known, SAME_WORD)
        or (f"its place is `{field}`, which this entry already has" if (field := field_for(name, known, on_top=on_top)) else "")
        or (instead_of_key(name) or instead_of(name) if on_top else "")
        or _place_of(name, on_top=on_top)
        or instead_of(name)
        or next((f"did you mean `{field}`, a field of {kinds}?" for field in fields_for(name) if (kinds := _kinds_with(field))), "")
        or (f"its place may be `{top}:` on the top level" if not on_top and (top := top_level_for(name)) else "")
        or nearest(name, known)
        or (f"a child entry goes below `{child}:`" if child else "")
    )
    return " ".join(filter(None, (found if not found or found.endswith("?") else f"{found}.", listed)))


def did_you_mean(word: str) -> str:
    """Return ``did you mean `X`?``, or an empty text for no word."""
    return f"did you mean `{word}`?" if word else ""


def help_with_characters(odd: str, typed: str, *, is_valid: bool) -> str:
    """Return help with a name or value with an odd character; `typed` is the same text without odd characters."""
    instead = "type a space instead" if odd in SPACES else "delete it" if is_hidden(odd) else f"type `{as_typed(odd)}` instead"
    return f"it contains {name_of(odd)}: {f'write `{typed}`' if is_valid else instead}"


def with_article(record: EntityFacts) -> str:
    """Return the noun for an entity of a kind, with its article: `an item`."""
    return f"{'an' if record.noun[0] in 'aeiou' else 'a'} {record.noun}"


def _place_of(name: str, *, on_top: bool) -> str:
    """Return where a key belongs that is valid in another place."""
    if name in COLLECTIONS or name in HEADS:
        return f"`{name}:` is a top-level key: write it at the left margin"
    if on_top and name in VARIANT_HEAD.keys:
        return f"write `{name}` below `variant:`"
    kinds = _kinds_with(name)
    return f"`{name}` is a field of {kinds}" if kinds else ""


def _kinds_with(name: str) -> str:
    """Return the kinds of entry that have a field, in words."""
    kinds = [with_article(record) for record in RECORDS if name in record.fields]
    shown = kinds[:MOST_KINDS] if len(kinds) <= MOST_KINDS else [*kinds[:MOST_KINDS], "others"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""
