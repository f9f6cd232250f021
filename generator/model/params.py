"""Parameters: `{{ params.NAME }}` in texts and commands, the only substitution in data."""

from __future__ import annotations

import re
from collections.abc import Mapping

PARAM = re.compile(r"\{\{ *params\.([a-z0-9]+(?:-[a-z0-9]+)*) *\}\}")
ALMOST = re.compile(r"\{\{-?\s*params?\b[^{}]*\}{0,2}", re.IGNORECASE)


def names_in(text: str) -> tuple[str, ...]:
    """The names of all parameters that a text uses."""
    return tuple(PARAM.findall(text))


def malformed_in(text: str) -> tuple[str, ...]:
    """Texts that look like a parameter but are invalid: `{{ param.api }}`, `{{ params.api | upper }}`, `{{ params.api }`."""
    return tuple(found for found in ALMOST.findall(text) if not PARAM.fullmatch(found))


def fill_in(text: str, params: Mapping[str, str]) -> str:
    """The text with the values of its parameters. Unknown names and other braces, such as `{{.State}}`, are not changed."""
    return PARAM.sub(lambda match: params.get(match[1], match[0]), text)
