"""One style for YAML: a text read and written by ruamel.yaml, comments kept. The only module that imports it."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver

from generator.source.comments import has_comment
from generator.source.nodes import MappingNode, Node, SequenceNode
from generator.source.splices import Splice, spliced

WIDEST = 1 << 20


class _TextsAlone(VersionedResolver):
    """Takes every plain scalar for a text, as the reader does: `010`, `no` and `null` are written as they were."""

    @property
    def versioned_resolver(self) -> Any:
        return {}


def round_trip(tree: MappingNode) -> str:
    """The text of a file as ruamel.yaml writes it: two spaces a level, lists indented below their key, no line wrapped, no quotes changed.

    ruamel.yaml loses comments inside braces and brackets, so a collection that has one is kept as it is. Raises ValueError where
    ruamel.yaml, whose grammar is a little narrower than the reader's, cannot read the text.
    """
    if not tree.values:
        return tree.source.text
    text = tree.source.text
    word = "kept"
    while word in text:
        word += "t"
    kept = dict(enumerate(_kept(tree)))
    written = _written(spliced(text, [Splice(node.start, node.end, f"{word}-{number}-") for number, node in kept.items()]))
    for number, node in kept.items():
        written = written.replace(f"{word}-{number}-", text[node.start : node.end])
    return written


def _written(text: str) -> str:
    yaml = YAML()
    yaml.Resolver = _TextsAlone
    yaml.preserve_quotes = True
    yaml.width = WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    try:
        yaml.dump(yaml.load(text), stream)
    except YAMLError as error:
        raise ValueError(f"ruamel.yaml cannot read it: {getattr(error, 'problem', None) or error}") from None
    except Exception as error:  # noqa: BLE001 - on odd comments it stumbles in many ways, and none of them may cost a writer anything
        raise ValueError(f"ruamel.yaml stumbles over it: {error}") from None
    return stream.getvalue()


def _kept(node: Node) -> Iterator[Node]:
    """The collections in braces or brackets that hold a comment; the outermost of each."""
    if isinstance(node, MappingNode | SequenceNode):
        if node.source.text[node.start : node.start + 1] in ("{", "[") and has_comment(node):
            yield node
        else:
            for below in node.values.values() if isinstance(node, MappingNode) else node.items:
                yield from _kept(below)
