"""Find characters that the fonts of PDFs lack, without loading the typesetter.

`font_coverage.json` lists the characters of each font family. `python -m tests.paper.measure_coverage` writes this file: it typesets
each character with exactly the fonts that the package requires.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

# Packages of fonts and their modules: Noto Sans for Latin and most other scripts, symbols and emoji; Hind Siliguri for Bengali.
# The fixed-pitch font is part of the typesetter.
FONTS = {"manimgx-fonts": "manimgx_fonts", "fontpkg-hind-siliguri": "fontpkg_hind_siliguri"}
# Noto Sans CJK (33 MB), which the extra `cjk` installs. The hint names the font package, because this project is in no registry.
CJK_FONTS = {"manimgx-fonts-cjk": "manimgx_fonts_cjk"}
WAY_TO_CJK = "pip install manimgx-fonts-cjk==2026.9.26.post1"

TABLE = Path(__file__).with_name("font_coverage.json")
CJK = "Noto Sans CJK"
FIXED_PITCH = "DejaVu Sans Mono"
EMOJI = "Noto Emoji"
IGNORED = "ignored"
# The typesetter tries these families for every text, in this order. Then it tries the first family of the table that has the character.
# For fixed-pitch text it tries FIXED_PITCH before these families, and at the end EMOJI before the rest of the table.
ALWAYS = ("Noto Sans", CJK, "Libertinus Serif")
MOST_LISTED = 8

# Characters that are always printed. A text of these characters alone needs no lookup in the table.
SURE = (
    "\x00-\x7f\xa0-\u02ff\u2010-\u2027\u2030-\u203a\u20ac\u2122"
    "\u0980-\u0983\u0985-\u098c\u098f\u0990\u0993-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9\u09bc-\u09c4"
    "\u09c7\u09c8\u09cb-\u09ce\u09dc\u09dd\u09df-\u09e3\u09e6-\u09fe"
)
# Characters that belong to the one before them: marks, skin colours, and symbols after a joiner.
MARK = (
    "\u0300-\u036f\u064b-\u0655\u0670\u0951-\u0954\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302d\u3099\u309a"
    "\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
SELECTOR = "\u200c\ufe00-\ufe0f"
JOINED = "\u200d[\u2190-\u2bff\U0001f000-\U0001faff]?"
KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")  # the sheet sets these in EMOJI
UNSURE = re.compile(f"[^{SURE}]")
MARKS = re.compile(f"[{MARK}{SELECTOR}\u200d]")
MARKED = re.compile(rf"\S(?:[{MARK}{SELECTOR}]|{JOINED})+")

Characters = frozenset[int]


def unprintable(text: str, *, fixed_pitch: bool = False, cjk: bool | None = None) -> tuple[str, ...]:
    """Return the characters of a text that no font has, in order, each once. One font must have a character and all its marks.

    `fixed_pitch` is for commands and code, which use another font. `cjk` says whether the fonts for Chinese, Japanese and Korean are
    used; None means that they are used if they are installed.
    """
    if text.isascii() or UNSURE.search(text) is None:
        return ()
    cjk = has_cjk() if cjk is None else cjk
    missing = set(text) - _printed(cjk)
    if MARKS.search(text):
        keys = KEYCAP.sub("", text) if _characters(EMOJI).issuperset((0x31, 0x20E3)) else text
        marked = {match[0] for match in MARKED.finditer(keys)}
        missing |= {one for one in marked if missing.isdisjoint(one) and not _has_font(one, cjk, fixed_pitch)}
    return tuple(sorted(missing, key=text.index))


def has_font_with_cjk(characters: Iterable[str]) -> bool:
    """Whether the fonts for Chinese, Japanese and Korean, installed or not, have any of the characters."""
    return any(_has_font(one, True, False) for one in characters)  # noqa: FBT003


def listed(characters: Iterable[str], quotes: str = "``") -> str:
    """Return a list of the first characters. Invisible characters are shown by their number."""
    visible = (one if any(map(str.isprintable, one)) else " ".join(f"U+{ord(part):04X}" for part in one) for one in characters)
    shown = [f"{quotes[0]}{one}{quotes[1]}" for one in visible]
    return ", ".join(shown[:MOST_LISTED] + ["…"] * (len(shown) > MOST_LISTED))


@lru_cache(maxsize=1)
def has_cjk() -> bool:
    """Whether the fonts for Chinese, Japanese and Korean are installed."""
    return all(find_spec(module) is not None for module in CJK_FONTS.values())


def needs_cjk(text: str) -> bool:
    """Whether the fonts for Chinese, Japanese and Korean are installed and a text needs them."""
    return has_cjk() and has_font_with_cjk(unprintable(text, cjk=False))


def font_packages(*, cjk: bool) -> dict[str, str]:
    """Return the modules of the font packages by the name of the package."""
    return FONTS | CJK_FONTS if cjk else FONTS


@lru_cache(maxsize=2)
def font_versions(*, cjk: bool) -> str:
    """Return the font packages with their versions. PDFs and the table depend on them."""
    from importlib.metadata import version  # this import is slow

    return " ".join(f"{name} {version(name)}" for name in font_packages(cjk=cjk))


@lru_cache(maxsize=65536)
def _has_font(cluster: str, cjk: bool, fixed_pitch: bool) -> bool:  # noqa: FBT001 - each is a part of the key
    """Whether the typesetter finds one font for a character and its marks, searching as it does.

    A font that has a mark but not the character ends the search: the typesetter would drop the character without a warning.
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
    """Return the characters that are printed when they have no marks."""
    return frozenset(map(chr, (*range(0x20), *_characters(IGNORED).union(*_families(cjk, False)[1]))))  # noqa: FBT003


@lru_cache
def _families(cjk: bool, fixed_pitch: bool) -> tuple[list[Characters], list[Characters]]:  # noqa: FBT001
    """Return the characters of each family that is tried for every text, and of all families in the order of the last search."""
    names = [name for name in _table() if name != IGNORED and (cjk or name != CJK)]
    always = [name for name in ALWAYS if name in names]
    if fixed_pitch:
        names, always = [FIXED_PITCH, EMOJI, *names], [FIXED_PITCH, *always]
    return [_characters(name) for name in always], [_characters(name) for name in names]


@lru_cache
def _characters(family: str) -> Characters:
    """Return the characters of a family. The family `ignored` has characters that need no font, such as joiners."""
    ranges = (part.partition("-") for part in _table()[family].split())
    return frozenset(one for first, _, last in ranges for one in range(int(first, 16), int(last or first, 16) + 1))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Return the characters of each family, as ranges, in search order; `ignored` comes first."""
    found: dict[str, dict[str, str]] = json.loads(TABLE.read_text("ascii"))
    return found["characters"]
