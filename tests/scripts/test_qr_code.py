"""The QR codes that pages draw, compared with those of an independent program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import segno
import segno.encoder

from tests.node_programs import answer_in_node

PROGRAM = Path(__file__).parent / "qr_codes.js"
# The most bytes that a version holds, by version and level: where the version, the length of the count, or the blocks change.
FULL = {
    (1, "M"): 14, (1, "L"): 17, (2, "M"): 26, (2, "L"): 32, (3, "M"): 42, (4, "M"): 62, (5, "M"): 84, (6, "L"): 134, (7, "L"): 154,
    (9, "L"): 230, (10, "L"): 271, (14, "L"): 458, (15, "L"): 520, (21, "L"): 929, (28, "L"): 1528, (32, "L"): 1952, (35, "L"): 2303,
    (36, "L"): 2431, (40, "L"): 2953,
}  # fmt: skip
LINK = "https://runbooks.example/shop/deploy-day/#run=e"


def texts() -> list[str]:
    """Links of full versions, of some length between, and texts that are not ASCII."""
    lengths = [*FULL.values(), 1, 100, 600, 1500]
    return [*((LINK + f"{length}-Wei_" * 500)[:length] for length in lengths), "é漢字😀" * 9]


def program_of(text: str, code: dict[str, object], mask: int | None = None) -> segno.QRCode:
    level, version = str(code["level"]), code["version"]
    return segno.make_qr(text.encode(), error=level, version=version, mask=mask, mode="byte", boost_error=False)  # type: ignore[arg-type]


def test_every_square_is_where_the_other_program_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions, levels, blocks, correction, masks and formats are those of ISO/IEC 18004."""
    # The program adds a codeword of zeros to texts that do not fill their version, and bytes never need one.
    monkeypatch.setattr(segno.encoder, "write_padding_bits", lambda _bits, _version, _length: None)
    codes = answer_in_node(PROGRAM, [], texts(), zone="UTC")
    assert [(code["version"], code["level"]) for code in codes[: len(FULL)]] == list(FULL)
    for text, code in zip(texts(), codes, strict=True):
        rows = program_of(text, code, code["mask"]).matrix
        assert code["squares"] == "".join(str(int(bool(square))) for row in rows for square in row), len(text)


def test_the_mask_is_the_one_that_is_easiest_to_read() -> None:
    score: Any = segno.encoder.evaluate_mask
    found = texts()[:4]
    for text, code in zip(found, answer_in_node(PROGRAM, [], found, zone="UTC"), strict=True):
        codes = [program_of(text, code, mask).matrix for mask in range(8)]
        penalties = [score(list(map(bytearray, rows)), len(rows), len(rows)) for rows in codes]
        assert penalties[code["mask"]] == min(penalties)


def test_a_link_of_more_than_2953_bytes_has_no_code() -> None:
    assert answer_in_node(PROGRAM, [], ["a" * 2954, "é" * 1477], zone="UTC") == [None, None]
