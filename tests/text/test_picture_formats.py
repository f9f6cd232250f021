"""Pictures: the content is of the type that the name says, and an SVG neither runs nor loads anything."""

from __future__ import annotations

import pytest

from generator.text.picture_formats import wrong_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    "inner",
    [
        "",
        '<rect width="9" height="9" fill="url(#a)"/>',
        '<use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>rect { fill: red }</style>",
    ],
)
def test_a_drawing_of_its_own_is_valid(inner: str) -> None:
    """References inside the file and pictures inside it load nothing."""
    assert wrong_picture("svg", SVG.format(inner).encode()) == ""


@pytest.mark.parametrize(
    ("inner", "wrong"),
    [
        ("<script/>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<rect onload="x()"/>', "runs a script: `onload`"),
        ('<rect ONCLICK="x()"/>', "runs a script: `ONCLICK`"),
        ('<a href="javascript:alert(1)"/>', "loads or links another file"),
        ('<a href="data:text/html,x"/>', "loads or links another file"),
        ('<use xlink:href="other.svg#a"/>', "loads or links another file"),
        ('<image href="https://host/x.png"/>', "loads or links another file"),
        ('<rect style="fill: url(https://host/x)"/>', "loads or links another file"),
        ("<style>@import 'https://host/x.css'</style>", "loads another file in its styles"),
        ("<style>rect { fill: url('x.svg') }</style>", "loads another file in its styles"),
    ],
)
def test_a_drawing_that_runs_or_loads_something_is_refused(inner: str, wrong: str) -> None:
    """A picture is opened on the site itself, so its scripts would be scripts of the site."""
    assert wrong in wrong_picture("svg", SVG.format(inner).encode())


def test_a_stylesheet_before_the_drawing_is_refused() -> None:
    """A browser that opens the drawing loads it."""
    drawing = '<?xml version="1.0"?><?xml-stylesheet type="text/css" href="https://host/x.css"?>' + SVG.format("")
    assert "xml-stylesheet" in wrong_picture("svg", drawing.encode())


def test_entities_are_refused() -> None:
    """They could grow without end."""
    assert "<!ENTITY>" in wrong_picture("svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode())


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("jpg", b"\xff\xd8\xff\xe0"),
        ("jpeg", b"\xff\xd8\xff\xe0"),
        ("webp", b"RIFF\0\0\0\0WEBPVP8 "),
    ],
)
def test_a_picture_begins_as_its_type_does(ending: str, data: bytes) -> None:
    """The first bytes decide, not the name."""
    assert wrong_picture(ending, data) == ""
    assert wrong_picture(ending, b"GIF89a") == f"is not a picture of the type {ending.upper()}"


def test_other_files_are_not_looked_into() -> None:
    """A document has no picture inside that pages show."""
    assert wrong_picture("pdf", b"") == ""
