"""Parameters: `{{ params.NAME }}` in a text or command, the only substitution in data."""

from __future__ import annotations

import re
from collections.abc import Mapping

PARAM = re.compile(r"\{\{ *params\.([a-z0-9]+(?:-[a-z0-9]+)*) *\}\}")
ALMOST = re.compile(r"\{\{-?\s*params?\b[^{}]*\}{0,2}", re.IGNORECASE)


def names_in(text: str) -> tuple[str, ...]:
    """The names of all parameters that a text uses."""
    return tuple(PARAM.findall(text))


def malformed_in(text: str) -> tuple[str, ...]:
    """What looks like a parameter and is none, such as `{{ param.api }}`, `{{ params.api | upper }}` or `{{ params.api }`."""
    return tuple(found for found in ALMOST.findall(text) if not PARAM.fullmatch(found))


def fill_in(text: str, params: Mapping[str, str]) -> str:
    """The text with its parameters' values; all other braces, such as `{{.State}}`, stay as typed. Unknown names stay too."""
    return PARAM.sub(lambda match: params.get(match[1], match[0]), text)
