"""The lint rule about secret blanks: a secret is typed where a command needs it, and nobody writes it down or shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics.diagnostic import Findings
from generator.merge.merged_tree import Entry, Tree, walk
from generator.model.scalar_kinds import COMMAND, PROSE
from generator.source.nodes import ScalarNode
from generator.text.parameters import parameters_in

# Where one simple command ends. What a pipe or a file takes is not shown on the screen.
END = re.compile(r"&&|\|\||[;&\n]|(\||>)")
PRINTS = re.compile(r"\s*(?:sudo\s+)?(?:echo|printf|print|Write-Host|Write-Output)\b")


def check_secret_blanks(tree: Tree, found: Findings) -> None:
    """Report secret columns, secret blanks that no command uses, and commands that print the value of one."""
    secret = {address: entry for address, entry in walk(tree) if entry.text("kind") == "secret"}
    ids = {entry.id for address, entry in secret.items() if address.split(".")[-2] == "blanks"}
    commands = list(_commands(tree)) if ids else []
    used = {id for node in _texts(tree) for id in parameters_in(node.value or "", ids)} if ids else set()
    for address, entry in secret.items():
        place = entry.edits[-1].key
        if address.split(".")[-2] == "columns":
            message = f"the column `{entry.id}` is a secret, which people would write into each line"
            found.report("secret-blank", place, message, address)
        elif entry.id not in used:
            found.report("secret-blank", place, f"no command uses the secret `<{entry.id}>`, so people would only write it down", address)
    for address, node in commands:
        for id in sorted(_printed(node.value or "", ids)):
            message = f"the command prints the secret `<{id}>`"
            found.report("secret-blank", node.place_of(f"<{id}>"), message, address)


def _commands(tree: Tree) -> Iterator[tuple[str, ScalarNode]]:
    for address, entry in walk(tree):
        yield from ((f"{address}.{key}", node) for key, node in _command_fields(entry))


def _texts(tree: Tree) -> Iterator[ScalarNode]:
    """Yield the commands and prose of a variant: people type a secret in both."""
    for _, entry in walk(tree):
        yield from (node for spec, node in entry.fields() if spec.kind in (COMMAND, PROSE) and isinstance(node, ScalarNode))


def _command_fields(entry: Entry) -> Iterator[tuple[str, ScalarNode]]:
    return ((spec.key, node) for spec, node in entry.fields() if spec.kind is COMMAND and isinstance(node, ScalarNode))


def _printed(command: str, ids: set[str]) -> set[str]:
    """Return the ids of the blanks whose values a command prints on the screen."""
    shown: set[str] = set()
    # `<token>` would look like two redirects.
    text, start = command, 0
    for id in parameters_in(command, ids):
        text = text.replace(f"<{id}>", f"\0{id}\0")
    for end in (*END.finditer(text), None):
        part = text[start : end.start() if end else len(text)]
        if PRINTS.match(part) and not (end and end[1]):
            shown.update(id for id in ids if f"\0{id}\0" in part)
        start = end.end() if end else len(text)
    return shown
