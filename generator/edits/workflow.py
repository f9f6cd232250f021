"""An edit from start to end: files are read, changed by position, and checked again before they are written.

bytes by path -> read -> load -> splices -> bytes by path -> the check
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.checks.resolve import find_problems
from generator.diagnostics.codes import LAYOUT, READING
from generator.diagnostics.diagnostic import Diagnostic, has_errors, sentences, some_of, unknown
from generator.edits.format_gaps import settle, tidy
from generator.edits.rename import Wish
from generator.edits.rename import rename as plan_rename
from generator.edits.ruamel_style import round_trip
from generator.edits.scaffold import has_phases, head_file, humane, project_files, usual_parents, written
from generator.edits.stamp_review import review as plan_review
from generator.edits.unformattable import oddities
from generator.model.scalar_kinds import ID_KIND, LINE
from generator.source.comments import comments
from generator.source.layers import Layer
from generator.source.load import load
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.source.read import read
from generator.source.splices import CannotEdit, Splice, spliced_bytes
from generator.source.validate import to_id

UNREAD = frozenset(code.name for stage in (READING, LAYOUT) for code in stage.codes)


class Unread(Exception):
    """Files that cannot be read whole cannot be edited by what they say; `diagnostics` tell why they cannot."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__("some files cannot be read")
        self.diagnostics = tuple(diagnostics)


class NoSuchThing(Exception):
    """What was asked for does not exist, or exists already; the message says so, and what can be asked instead."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a rename makes: the full addresses, and every changed data file by path."""

    old: str
    new: str
    files: dict[str, bytes]


def format_file(path: str, data: bytes) -> bytes:
    """A file in its one style. It holds the same values and comments, and a second run changes nothing.

    Raises Unread for a file with errors, and CannotEdit for one that would lose or change anything.
    """
    before = _tree(path, data)
    odd = next(oddities(before), None)
    if odd is not None:
        raise CannotEdit(before.source.span(odd.start, odd.start + 1), odd.words)
    try:
        tidied = tidy(before)
        indented = round_trip(_tree(path, tidied.text.encode()))
        text = settle(_tree(path, indented.encode()), tidied.columns)
        after = _tree(path, text.encode())
    except (ValueError, Unread) as error:
        raise CannotEdit(before.source.span(0, 1), f"this file cannot be formatted: {error}") from None
    changed = _first_change(before, after)
    if changed is not None:
        raise CannotEdit(changed.span, "formatting would change what stands here; write it in a plainer way")
    kept = comments(after)
    for at, comment in enumerate(comments(before)):
        if at >= len(kept) or kept[at] != comment:
            why = "this comment would be taken from what it stands beside; put it on a line of its own"
            raise CannotEdit(before.source.span(comment.start, comment.start + len(comment.text)), why)
    return text.encode()


def _tree(path: str, data: bytes) -> MappingNode:
    file = read(path, data)
    if file.tree is None or not file.complete or has_errors(file.diagnostics):
        raise Unread(file.diagnostics)
    return file.tree


def _first_change(before: Node, after: Node) -> Node | None:
    """The first value that says something else than before, or stands under another key or in another place."""
    if isinstance(before, MappingNode) and isinstance(after, MappingNode) and list(before.values) == list(after.values):
        pairs = zip(before.values.values(), after.values.values(), strict=True)
    elif isinstance(before, SequenceNode) and isinstance(after, SequenceNode) and len(before.items) == len(after.items):
        pairs = zip(before.items, after.items, strict=True)
    else:
        return None if isinstance(before, ScalarNode) and isinstance(after, ScalarNode) and before.value == after.value else before
    return next((found for one, other in pairs if (found := _first_change(one, other)) is not None), None)


def rename(files: Mapping[str, bytes], wish: Wish) -> Renamed:
    """The files that change when an entity is renamed.

    Raises Unread where a file cannot be read whole, CannotRename and CannotEdit.
    """
    layers, problems = _loaded(files)
    if problems:
        raise Unread(problems)
    plan = plan_rename(layers, wish)
    return Renamed(plan.old, plan.new, _made(files, plan.splices))


def review(files: Mapping[str, bytes], variant: str, day: date) -> dict[str, bytes]:
    """The files that change when a variant is stamped as reviewed on a day; none when it is already.

    Raises Unread where a file of the variant cannot be read, NoSuchThing for an unknown variant, and CannotEdit.
    """
    layers, problems = _loaded(files)
    known = sorted(name for name, layer in layers.items() if layer.kind == "variant")
    if variant not in known:
        raise NoSuchThing(unknown("variant", variant, known))
    unread = [problem for problem in problems if problem.span.file in layers[variant].files]
    if unread:
        raise Unread(unread)
    return _made(files, plan_review(layers[variant], day))


def new_head(files: Mapping[str, bytes], kind: Literal["variant", "layer"], id: str, title: str | None, extends: Iterable[str]) -> str:
    """The text of the first file of a new variant or layer. Without `extends` it stands on the lowest layer that has phases.

    Raises NoSuchThing for an id that cannot be taken, and for layers that do not exist or must be chosen.
    """
    layers, _ = _loaded(files)
    try:
        ID_KIND.parse(id)
        name = LINE.parse(humane(id) if title is None else title)
    except ValueError as error:
        raise NoSuchThing(f"{error}{f'. Write `{to_id(id)}`' if to_id(id) not in ('', id) else ''}") from None
    if id in layers:
        raise NoSuchThing(f"there is a {layers[id].kind} `{id}` already")
    parents = list(dict.fromkeys(extends))
    shared = sorted(name for name, layer in layers.items() if layer.kind == "layer")
    missing = next((parent for parent in parents if parent not in shared), None)
    if missing is not None:
        raise NoSuchThing(unknown("layer", missing, shared))
    if not parents:
        parents = usual_parents(layers)
        if len(parents) > 1:
            raise NoSuchThing(sentences("several layers begin with phases", f"say with `--extends` which to stand on: {some_of(parents)}"))
    return head_file(kind, name, parents, phases=not has_phases(layers, parents))


def new_project(templates: Mapping[str, str], title: str, requirement: str) -> dict[str, str]:
    """The files of a new project by path, with one system of a title; `requirement` is the package that builds it, as pip takes it.

    Raises NoSuchThing for a title that is none, or of which no id can be made.
    """
    try:
        name = LINE.parse(title)
        id = ID_KIND.parse(to_id(name))
    except ValueError as error:
        raise NoSuchThing(str(error)) from None
    if id == "base":
        raise NoSuchThing("`base` is the name of the shared layer; give the system another title")
    return project_files(templates, {"id": id, "title": written(name), "requirement": requirement})


def introduced(files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """The errors that a project has once some of its files are changed or added, and had not before.

    An error is known again by its file and code, for edits move lines and change the names in messages: where there are more of one
    kind in a file than before, all of them are told.
    """
    before = Counter(map(_kind_of, _errors(files)))
    after = _errors({**files, **changed})
    more = Counter(map(_kind_of, after)) - before
    return tuple(problem for problem in after if _kind_of(problem) in more)


def _errors(files: Mapping[str, bytes]) -> list[Diagnostic]:
    return [problem for problem in find_problems(files) if problem.severity == "error"]


def _kind_of(problem: Diagnostic) -> tuple[str, str]:
    return problem.span.file, problem.code


def _loaded(files: Mapping[str, bytes]) -> tuple[dict[str, Layer], list[Diagnostic]]:
    """All layers and variants of a project, and why some of them may lack something."""
    read_files = [read(path, data) for path, data in files.items()]
    loaded = load(read_files)
    problems = (*(problem for file in read_files for problem in file.diagnostics), *loaded.diagnostics)
    return loaded.layers, [problem for problem in problems if problem.code in UNREAD and problem.severity == "error"]


def _made(files: Mapping[str, bytes], splices: Mapping[str, Iterable[Splice]]) -> dict[str, bytes]:
    return {path: spliced_bytes(files[path], found) for path, found in splices.items()}
