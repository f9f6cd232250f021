"""Which characters the fonts of PDFs have, without loading the typesetter.

`font_coverage.json` has the characters of each family. `python -m tests.paper.measure_coverage` writes it, by asking the typesetter
about each character with exactly the fonts that the package requires.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

# Packages of fonts, and the modules that hold them. Noto Sans for Latin and most other scripts, symbols and emoji; Hind Siliguri for
# Bengali. The typesetter brings the fixed pitch.
FONTS = {"manimgx-fonts": "manimgx_fonts", "fontpkg-hind-siliguri": "fontpkg_hind_siliguri"}
# Noto Sans CJK, of 33 MB, which the extra `cjk` brings. It is named itself, since no registry has the package that has the extra.
CJK_FONTS = {"manimgx-fonts-cjk": "manimgx_fonts_cjk"}
WAY_TO_CJK = "pip install manimgx-fonts-cjk==2026.9.26.post1"

TABLE = Path(__file__).with_name("font_coverage.json")
CJK = "Noto Sans CJK"
FIXED_PITCH = "DejaVu Sans Mono"
EMOJI = "Noto Emoji"
IGNORED = "ignored"
# The families that are tried for every text, in this order; after them, one more: the first of the table that has the character. For
# the fixed pitch its own family comes first, and then, as the one with the shortest name, that of emoji.
ALWAYS = ("Noto Sans", CJK, "Libertinus Serif")
MOST_LISTED = 8

# Characters that are printed in any text, so that a text of these alone needs no look into the table.
SURE = (
    "\x00-\x7f\xa0-\u02ff\u2010-\u2027\u2030-\u203a\u20ac\u2122"
    "\u0980-\u0983\u0985-\u098c\u098f\u0990\u0993-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9\u09bc-\u09c4"
    "\u09c7\u09c8\u09cb-\u09ce\u09dc\u09dd\u09df-\u09e3\u09e6-\u09fe"
)
# What belongs to the character before it, whatever the script of that: marks, skin colours, and what a joiner joins to a symbol.
MARK = (
    "\u0300-\u036f\u064b-\u0655\u0670\u0951-\u0954\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302d\u3099\u309a"
    "\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
SELECTOR = "\u200c\ufe00-\ufe0f"
JOINED = "\u200d[\u2190-\u2bff\U0001f000-\U0001faff]?"
UNSURE = re.compile(f"[^{SURE}]")
MARKS = re.compile(f"[{MARK}{SELECTOR}\u200d]")
MARKED = re.compile(rf"\S(?:[{MARK}{SELECTOR}]|{JOINED})+")

Characters = frozenset[int]


def unprintable(text: str, *, fixed_pitch: bool = False, cjk: bool | None = None) -> tuple[str, ...]:
    """The characters of a text that no font has, in order, each once, each with the marks on it: one font must have them all.

    `fixed_pitch` is for commands and code, which are set in another font; `cjk` says whether the fonts for Chinese, Japanese and Korean
    are used, and by default they are if they are installed.
    """
    if text.isascii() or UNSURE.search(text) is None:
        return ()
    cjk = has_cjk() if cjk is None else cjk
    missing = set(text) - _printed(cjk)
    if MARKS.search(text):
        marked = {match[0] for match in MARKED.finditer(text)}
        missing |= {one for one in marked if missing.isdisjoint(one) and not _has_font(one, cjk, fixed_pitch)}
    return tuple(sorted(missing, key=text.index))


def has_font_with_cjk(characters: Iterable[str]) -> bool:
    """Whether the fonts for Chinese, Japanese and Korean, which may be missing, have any of some characters."""
    return any(_has_font(one, True, False) for one in characters)  # noqa: FBT003


def listed(characters: Iterable[str], quotes: str = "``") -> str:
    """Some characters in a row, the first of them if they are many; those that nobody sees by their number."""
    shown = [f"{quotes[0]}{_shown(one)}{quotes[1]}" for one in characters]
    return ", ".join(shown[:MOST_LISTED] + ["…"] * (len(shown) > MOST_LISTED))


def _shown(cluster: str) -> str:
    return cluster if any(map(str.isprintable, cluster)) else " ".join(f"U+{ord(one):04X}" for one in cluster)


@lru_cache(maxsize=1)
def has_cjk() -> bool:
    """Whether the fonts for Chinese, Japanese and Korean are installed."""
    return all(find_spec(module) is not None for module in CJK_FONTS.values())


def needs_cjk(text: str) -> bool:
    """Whether a text has characters that only the fonts for Chinese, Japanese and Korean have, and these are installed."""
    return has_cjk() and has_font_with_cjk(unprintable(text, cjk=False))


def font_packages(*, cjk: bool) -> dict[str, str]:
    """The packages of fonts, and the modules that hold them."""
    return FONTS | CJK_FONTS if cjk else FONTS


def font_versions(*, cjk: bool) -> str:
    """The fonts by their versions: what PDFs depend on, and what is known of their characters."""
    return _versions(tuple(font_packages(cjk=cjk)))


@lru_cache(maxsize=2)
def _versions(packages: tuple[str, ...]) -> str:
    from importlib.metadata import version  # slower to load than all else here

    return " ".join(f"{name} {version(name)}" for name in packages)


@lru_cache(maxsize=65536)
def _has_font(cluster: str, cjk: bool, fixed_pitch: bool) -> bool:  # noqa: FBT001 - each is a part of the key
    """Whether the typesetter finds one font for a character and its marks, by its own way of looking for one.

    A font that lacks the character and has a mark ends the search: the character would be dropped without a word.
    """
    ignored = _characters(IGNORED)
    needed = "".join(one for one in cluster if ord(one) not in ignored)
    if not needed:
        return True
    always, families = _families(cjk, fixed_pitch)
    base = ord(needed[0])
    last = next((known for known in families if base in known), None)
    if last is None:
        return False
    for known in (*always, last):
        if any(known.issuperset(map(ord, form)) for form in (needed, normalize("NFC", needed), normalize("NFD", needed))):
            return True
        if base not in known and not known.isdisjoint(map(ord, needed)):
            return False
    return False


@lru_cache
def _printed(cjk: bool) -> frozenset[str]:  # noqa: FBT001
    """The characters that are printed where no marks are on them."""
    return frozenset(map(chr, (*range(0x20), *_characters(IGNORED).union(*_families(cjk, False)[1]))))  # noqa: FBT003


@lru_cache
def _families(cjk: bool, fixed_pitch: bool) -> tuple[list[Characters], list[Characters]]:  # noqa: FBT001
    """The characters of the families that are tried for every text, and of all in the order in which a last one is looked for."""
    names = [name for name in _table() if name != IGNORED and (cjk or name != CJK)]
    always = [name for name in ALWAYS if name in names]
    if fixed_pitch:
        names, always = [FIXED_PITCH, EMOJI, *names], [FIXED_PITCH, *always]
    return [_characters(name) for name in always], [_characters(name) for name in names]


@lru_cache
def _characters(family: str) -> Characters:
    """The characters of a family; of `ignored` those that are shown by no font, such as joiners."""
    ranges = (part.partition("-") for part in _table()[family].split())
    return frozenset(one for first, _, last in ranges for one in range(int(first, 16), int(last or first, 16) + 1))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """The characters of each family, as ranges, in the order in which families are asked; `ignored` is the first."""
    found: dict[str, dict[str, str]] = json.loads(TABLE.read_text("ascii"))
    return found["characters"]
