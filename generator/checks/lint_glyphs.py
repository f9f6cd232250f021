"""The lint rule that sheets can be printed: a font has every character of their texts."""

from __future__ import annotations

from collections.abc import Sequence

from generator.checks.written_texts import WrittenText
from generator.diagnostics.diagnostic import Findings
from generator.model.params import names_in
from generator.model.scalar_kinds import COMMAND, TEXT, Kind
from generator.text.font_coverage import WAY_TO_CJK, has_font_with_cjk, listed, needs_cjk, unprintable
from generator.text.placeholders import CODE_SPAN

PARAMS = "variant.params."
# A whole runbook in a script without a font is one problem, and must not hide the others.
MOST_TEXTS = 50


def check_glyphs(texts: Sequence[WrittenText], found: Findings) -> None:
    texts = [text for text in texts if text.printed]
    cjk = any(needs_cjk(text.value) for text in texts)
    lacking = [(text, missing) for text in texts if (missing := _missing(text.kind, text.value, cjk=cjk))]
    if not lacking:
        return
    used = {f"{PARAMS}{name}" for text in texts if "{{" in text.value for name in names_in(text.value)}
    lacking = [(text, missing) for text, missing in lacking if not text.address.startswith(PARAMS) or text.address in used]
    for text, missing in lacking[:MOST_TEXTS]:
        message = f"no font has {listed(missing)}"
        found.report("missing-glyph", text.place_of(missing[0]), message, text.address, help=help_for(missing))
    if rest := lacking[MOST_TEXTS:]:
        characters = tuple(dict.fromkeys(one for _, missing in rest for one in missing))
        message = f"{len(rest)} more texts of this variant have characters that no font has: {listed(characters)}"
        text, missing = rest[0]
        found.report("missing-glyph", text.place_of(missing[0]), message, "variant", help=help_for(characters))


def help_for(missing: Sequence[str]) -> str:
    """How to replace characters that no font has."""
    fonts = f", or run `{WAY_TO_CJK}` for Chinese, Japanese and Korean" if has_font_with_cjk(missing) else ""
    return f"replace the characters{fonts}; until then its sheets are made without PDFs"


def _missing(kind: Kind, value: str, *, cjk: bool) -> tuple[str, ...]:
    if value.isascii():
        return ()
    found = unprintable(value, fixed_pitch=kind is COMMAND, cjk=cjk)
    if kind is not TEXT or "`" not in value:
        return found
    code = (one for span in CODE_SPAN.finditer(value) for one in unprintable(span[0], fixed_pitch=True, cjk=cjk))
    return tuple(dict.fromkeys((*found, *code)))
