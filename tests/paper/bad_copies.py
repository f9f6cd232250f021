"""What is left of a printed page after two copies on a bad machine."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageFilter

DOTS = 300  # an inch
RUN = int(DOTS / 25.4 * 5)  # lines of at least 5 mm


def copied(picture: Image.Image) -> Image.Image:
    """Copy a picture on a bad machine: blurred, of fewer dots, and with too little toner for what is not dark."""
    width, height = picture.size
    blurred = picture.filter(ImageFilter.GaussianBlur(1.2)).resize((width * 3 // 4, height * 3 // 4), Image.Resampling.BILINEAR)
    return blurred.point(lambda value: 255 * (value > 110)).resize((width, height))


def lines_in(picture: Image.Image, *, upright: bool) -> list[int]:
    """Return the place of each line across or down a page, in pixels; a thick line counts once."""
    turned = picture.transpose(Image.Transpose.TRANSPOSE) if upright else picture
    rows = turned.point(lambda value: 255 * (value > 200)).tobytes()
    width = turned.width
    black = re.compile(rb"\x00{%d,}" % RUN)
    dark = [row for row in range(turned.height) if black.search(rows[row * width : (row + 1) * width])]
    return [row for before, row in pairwise([-9, *dark]) if row - before > 2]


def page_picture(pdf: bytes, page: int) -> Image.Image:
    """Return a page of a PDF in greyscale."""
    words = ["pdftoppm", "-gray", "-r", str(DOTS), "-f", str(page), "-l", str(page)]
    return Image.open(BytesIO(subprocess.run(words, input=pdf, capture_output=True, check=True).stdout))


def lost_lines(pdf: bytes, page: int = 1, least: int = 10) -> list[int]:
    """Return the places of the lines of a page, across and down, that two copies lose. The page has at least `least` lines of each kind."""
    printed = page_picture(pdf, page)
    copy = copied(copied(printed))
    lost = []
    for upright in (False, True):
        before, after = (lines_in(one, upright=upright) for one in (printed, copy))
        assert len(before) >= least
        lost += [one for one in before if not any(abs(one - other) <= 4 for other in after)]
    return lost
