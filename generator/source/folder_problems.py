"""Problems with the folders of the data: names that are not valid or taken, and files in no layer and no variant."""

from __future__ import annotations

import posixpath
from difflib import get_close_matches

from generator.diagnostics.diagnostic import EVERYTHING, Diagnostic, Located, RelatedPlace
from generator.model.scalar_kinds import ID, MAX_ID
from generator.model.site_names import why_not_a_folder, why_not_a_system
from generator.source.nodes import SourceFile

# `to_id` is imported on use, because every command imports this module, and its help must appear at once.
LAYERS, VARIANTS = KINDS = ("layers", "variants")
ATTACHED = "files"


def attached_name(path: str) -> str:
    """Return the path that texts write for a file of a layer or variant, such as `files/form.pdf`; empty for a path of data."""
    parts = path.split("/")
    at = next((index for index, part in enumerate(parts) if part in KINDS), len(parts))
    return "/".join(parts[at + 2 :]) if parts[at + 2 : at + 3] == [ATTACHED] and len(parts) > at + 3 else ""


def invalid_folder(kind: str, name: str, first: SourceFile) -> Diagnostic | None:
    """Return the problem with the name of a folder that is not an id, to be shown at its first file; None for an id."""
    from generator.model.meant_values import to_id

    if ID.fullmatch(name) and len(name) <= MAX_ID:
        return None
    help = f"name the folder with lower-case letters, digits and single hyphens, at most {MAX_ID} characters"
    message, explains = f"the folder name `{name[:60]}` is not a valid id", (f"{kind}s.{to_id(name)}",)
    return Diagnostic("bad-id", message, first.span(0, 1), help, explains=explains)


def same_name(name: str, first: SourceFile, other: Located) -> Diagnostic:
    """Return the problem of a layer and a variant with the same name."""
    message, notes = f"`{name}` is the name of a layer and of a variant", (RelatedPlace("the other", other.span),)
    return Diagnostic("name-clash", message, first.span(0, 1), "rename one of the two folders", notes=notes)


def taken_name(kind: str, name: str, place: Located) -> Diagnostic | None:
    """Return the problem of a layer or variant whose name the site itself uses, or Windows does not allow; None for any other name."""
    why = why_not_a_system(name) if kind == "variant" else why_not_a_folder(name)
    return Diagnostic("name-clash", why, place.span, f"give the folder of this {kind} another name") if why else None


def stray_files(first: SourceFile, *more: SourceFile) -> Diagnostic:
    """Return the problem of files in no layer and no variant, all in one folder of the data. It is shown at the first file.

    The files may be meant for a layer or a variant that has the name of a file or of a folder above it. If they are meant for an unknown
    layer, any entry may be missing.
    """
    from generator.model.meant_values import to_id

    folder, name = top_folder(first.path), posixpath.basename(first.path).partition(".")[0]
    meant = next(iter(get_close_matches(posixpath.basename(folder).lower(), KINDS, 1)), "")
    if posixpath.basename(folder) == meant:
        help = f"move it to `{folder}/{to_id(name) or 'NAME'}/`"
    elif meant:
        help = f"rename the folder `{folder}` to `{posixpath.dirname(folder)}/{meant}`"
    else:
        help = "move it to `layers/NAME/` or `variants/ID/`"
    others = f", nor are {len(more)} more in `{folder}`" if more else ""
    explains = tuple(dict.fromkeys(name for source in (first, *more) for name in meant_for(source.path)))
    explains += (EVERYTHING,) if meant == LAYERS else ()
    return Diagnostic("stray-file", f"this file is not in a layer or a variant{others}", first.span(0, 1), help, explains=explains)


def meant_for(path: str) -> tuple[str, ...]:
    """Return the layers and variants for which a file may be meant: those with the name of the file or of a folder above it."""
    from generator.model.meant_values import to_id

    return tuple(f"{kind}.{to_id(part.partition('.')[0])}" for kind in KINDS for part in path.split("/"))


def hidden_by(path: str) -> tuple[str, ...]:
    """Return what may be missing because a file or a folder cannot be read: any entry, a head, a whole layer."""
    return (EVERYTHING, *meant_for(path))


def top_folder(path: str) -> str:
    """Return the folder below `data/` that contains a file, or `data` itself."""
    parts = path.split("/")
    return "/".join(parts[: min(2, len(parts) - 1)])


def second_head(kind: str, name: str, place: Located, first: Located) -> Diagnostic:
    """Return the problem of a layer or variant with two heads. Often somebody put the folders of several variants into one folder."""
    folder, other = posixpath.dirname(place.span.file), posixpath.dirname(first.span.file)
    home = folder.partition(f"{kind}s/{name}")[0] + f"{kind}s/"
    help = "keep one of them" if folder == other else f"each {kind} has its own folder: move `{folder}` to `{home}`, or keep one of them"
    message, notes = f"`{kind}:` is written twice in {kind} `{name}`", (RelatedPlace("first", first.span),)
    return Diagnostic("duplicate-id", message, place.span, help, notes=notes)
