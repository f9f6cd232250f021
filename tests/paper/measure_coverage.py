"""Write `generator/text/font_coverage.json` by typesetting every character: `python -m tests.paper.measure_coverage`.

It takes minutes, and needs the fonts of the extra `cjk`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

import typst

from generator.paper.typst_compiler import MISSING, STANDARD, fonts, unescaped
from generator.text.font_coverage import CJK, CJK_FONTS, FONTS, IGNORED, TABLE, has_cjk

HEAD = '#set document(title: "Characters")\n#let words = json(bytes(sys.inputs.words))\n#set page(height: auto)\n'
HEAD += '#show regex("[0-9#*]\\u{FE0F}?\\u{20E3}"): set text(font: "Noto Emoji")\n'
# The fonts of `sheet.typ` for texts and commands.
PLAIN = HEAD + '#set text(font: ("Noto Sans", ..json(bytes(sys.inputs.cjk))), lang: "en")\n#for word in words { block(text(word)) }'
COMMAND = (
    HEAD
    + '#show raw: set text(font: ("DejaVu Sans Mono", "Noto Sans", ..json(bytes(sys.inputs.cjk))))\n#for word in words { block(raw(word)) }'
)
ALONE = HEAD + "#set text(font: sys.inputs.family, fallback: false)\n#for word in words { block(text(word)) }"

# Every character of the planes with characters, except controls and surrogates; of the private planes only the start.
CHARACTERS = [
    chr(at)
    for at in (*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xE000, 0x40000), *range(0xE0000, 0xE1000), *range(0xF0000, 0xF1000))
]
BATCH = 50_000
SERIF = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math")
FIXED = ("DejaVu Sans Mono",)


def template_input(words: Sequence[str]) -> dict[str, str]:
    """Return the input of the template that typesets some texts with the installed fonts."""
    return {"words": json.dumps(words), "cjk": json.dumps(["Noto Sans CJK SC"] if has_cjk() else [])}


def unprintable_texts(template: str, words: Sequence[str], **inputs: str) -> set[str]:
    """Return the texts that the typesetter cannot show."""
    found: set[str] = set()
    compiler = typst.Compiler(font_paths=fonts(cjk=has_cjk()), ignore_system_fonts=True)
    for at in range(0, len(words), BATCH):
        given = template_input(words[at : at + BATCH]) | inputs
        try:
            compiler.compile(template.encode(), format="pdf", pdf_standards=[STANDARD], timestamp=0, sys_inputs=given)
        except typst.TypstError as error:
            found |= {unescaped(text) for text in MISSING.findall(error.diagnostic)}
    return found


def rendered_png(template: str, word: str) -> bytes:
    """Return a text as a PNG picture."""
    compiler = typst.Compiler(font_paths=fonts(cjk=has_cjk()), ignore_system_fonts=True)
    made = compiler.compile(template.encode(), format="png", ppi=60, sys_inputs=template_input([word]))
    assert isinstance(made, bytes)
    return made


def ranges(characters: Iterable[str]) -> str:
    """Return characters as ranges of hexadecimal numbers."""
    found: list[list[int]] = []
    for one in sorted(map(ord, characters)):
        if found and found[-1][1] == one - 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in found)


def versions() -> dict[str, str]:
    """Return the versions of the typesetter and the fonts."""
    return {name: version(name) for name in ("typst", *FONTS, *CJK_FONTS)}


def measured_coverage() -> dict[str, Any]:
    """Return the characters of each family, in the order in which the typesetter tries the families for a text in Noto Sans.

    The typesetter prefers the same pitch, few serifs, a name that begins like `Noto Sans`, and a short name. `others` are
    characters that only a bold or slanted face has.
    """
    printed = sorted(set(CHARACTERS) - unprintable_texts(PLAIN, CHARACTERS))
    names = list(dict.fromkeys(font.family for font in fonts(cjk=True).fonts()))
    families = {name: set(printed) - unprintable_texts(ALONE, printed, family=name) for name in names}
    ignored = set.intersection(*families.values())
    order = sorted(names, key=lambda name: (name in FIXED, name in SERIF, -_alike(name), len(name)))
    table = {IGNORED: ranges(ignored)} | {CJK if name.startswith(CJK) else name: ranges(families[name] - ignored) for name in order}
    table["others"] = ranges(set(printed) - set[str]().union(*families.values()))
    return {"versions": versions(), "characters": table}


def _alike(name: str) -> int:
    """Return how many words a name shares with the start of `Noto Sans`."""
    return 2 if name.startswith("Noto Sans") else 1 if name.startswith("Noto") else 0


if __name__ == "__main__":
    if not has_cjk():
        sys.exit("install the fonts of the extra `cjk` first")
    TABLE.write_text(json.dumps(measured_coverage(), indent=1) + "\n", "ascii")
