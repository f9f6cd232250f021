"""Indents YAML in one style with ruamel.yaml, and keeps its comments. The only module that imports ruamel.yaml."""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver

from generator.source.comments import is_flow_with_comment, tokens
from generator.source.nodes import MappingNode
from generator.source.splices import Splice, spliced

WIDEST = 1 << 20


class _TextResolver(VersionedResolver):
    """Reads every plain scalar as text, as the reader does, so that `010`, `no` and `null` are written unchanged."""

    @property
    def versioned_resolver(self) -> Any:
        return {}


def round_trip(tree: MappingNode) -> str:
    """Return the text as ruamel.yaml writes it: two spaces per level, lists indented below their key, no line wrapped, quotes unchanged.

    ruamel.yaml loses comments in braces and brackets, so collections with such comments are copied unchanged. Raises ValueError if
    ruamel.yaml, which accepts slightly less than the reader, cannot read the text.
    """
    if not tree.values:
        return tree.source.text
    text = tree.source.text
    marker = "kept"
    while marker in text:
        marker += "t"
    kept = [(start, end) for start, end in tokens(tree, is_flow_with_comment) if text[start] in "{["]
    written = _written(spliced(text, [Splice(start, end, f"{marker}-{number}-") for number, (start, end) in enumerate(kept)]))
    for number, (start, end) in enumerate(kept):
        written = written.replace(f"{marker}-{number}-", text[start:end])
    return written


def _written(text: str) -> str:
    yaml = YAML()
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    try:
        yaml.dump(yaml.load(text), stream)
    except YAMLError as error:
        raise ValueError(f"ruamel.yaml cannot read it: {getattr(error, 'problem', None) or error}") from None
    except Exception as error:  # noqa: BLE001 - unusual comments make it raise all kinds of exceptions
        raise ValueError(f"ruamel.yaml failed: {error}") from None
    return stream.getvalue()
