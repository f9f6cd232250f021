"""Check that a picture is what its name says, and that it loads and runs nothing."""

from __future__ import annotations

import re
from xml.parsers import expat

STARTS: dict[str, re.Pattern[bytes]] = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR", re.DOTALL),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
PICTURES = (*STARTS, "svg")
SVG = "http://www.w3.org/2000/svg"
ACTIVE = ("script", "foreignObject", "iframe", "object", "embed", "audio", "video", "animate", "set", "handler")
EXTERNAL = re.compile(r"(?:url\(\s*['\"]?|@import\s*['\"]?)(?!#|['\"]?data:image/)", re.IGNORECASE)


class _Wrong(Exception):
    """Something that a picture may not have."""


def wrong_picture(ending: str, data: bytes) -> str:
    """Return what is wrong with a picture, as a part of a sentence; empty for a valid picture and for any other file."""
    if ending == "svg":
        return _wrong_svg(data)
    start = STARTS.get(ending)
    return "" if start is None or start.match(data) else f"is not a picture of the type {ending.upper()}"


def _wrong_svg(data: bytes) -> str:
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        space, _, name = tag.rpartition(" ")
        if depth == 0 and (space, name) != (SVG, "svg"):
            raise _Wrong(f'is not a picture of the type SVG: it begins with `<{name}>`, without `xmlns="{SVG}"`')
        depth += 1
        if name in ACTIVE:
            raise _Wrong(f"has `<{name}>`, which a picture may not have")
        for key, value in attributes.items():
            short = key.rpartition(" ")[2]
            if short.lower().startswith("on"):
                raise _Wrong(f"runs a script: `{short}`")
            if (short == "href" and not value.startswith(("#", "data:image/"))) or EXTERNAL.search(value):
                raise _Wrong(f"loads or links another file: `{value[:60]}`")

    def text(found: str) -> None:
        if EXTERNAL.search(found):
            raise _Wrong("loads another file in its styles")

    def refuse(*_: object) -> None:
        raise _Wrong("has `<!ENTITY>`, which a picture may not have")

    def order(name: str, _: str) -> None:
        if name == "xml-stylesheet":
            raise _Wrong(f"has `<?{name}>`, which loads another file")

    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.ProcessingInstructionHandler = order
    try:
        parser.Parse(data, True)  # noqa: FBT003 - these are the last bytes
    except _Wrong as wrong:
        return str(wrong)
    except expat.ExpatError as error:
        return f"is not valid: {expat.ErrorString(error.code)}, line {error.lineno}"
    return ""
