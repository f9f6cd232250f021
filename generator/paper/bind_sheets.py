"""Compress PDFs, and bind those of several sheets into one for two-sided printing. Pages, tags and links stay those of the sheets."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

SIDES = 2  # of a leaf


def bound(pdfs: Sequence[bytes], title: str, about: str) -> tuple[bytes, int]:
    """Return one PDF in which each of some tagged PDFs begins on a right-hand page, and its number of pages.

    All have the same language and size of paper. The tags of each become a `Part` of one document, and its outline a part of one outline.
    Equal PDFs give equal bytes.
    """
    import pikepdf  # slow to import, and only needed for PDFs

    with ExitStack() as opened:
        parts = [opened.enter_context(pikepdf.open(BytesIO(pdf))) for pdf in pdfs]
        first_keys = (0, *accumulate(int(part.Root.StructTreeRoot.get("/ParentTreeNextKey", 0)) for part in parts))
        for number, (part, first_key) in enumerate(zip(parts, first_keys, strict=False), 1):
            _resolve_names(part)
            _keep_apart(part, f"{number}-", first_key)
        whole, *others = parts
        for part in others:
            if len(whole.pages) % SIDES:
                left, bottom, right, top = map(float, whole.pages[-1].mediabox.as_list())
                whole.add_blank_page(page_size=(right - left, top - bottom))
            whole.pages.extend(part.pages)
        # After the pages, so that the copies of tags and outlines lead to the copies of pages.
        roots = [whole.Root, *(_copied(whole, part) for part in others)]
        _join_tags(whole, [root.StructTreeRoot for root in roots], first_keys)
        _join_outlines(whole, [root.Outlines for root in roots if "/First" in root.Outlines])
        whole.Root.ViewerPreferences.Duplex = pikepdf.Name.DuplexFlipLongEdge
        _rename(whole, title, about, base64.b64encode(hashlib.sha256(b"".join(pdfs)).digest()[:16]).decode())
        return _saved(whole), len(whole.pages)


def packed(pdf: bytes) -> bytes:
    """Return a PDF compressed to a third of its size, with its text and tags. The same PDF gives the same bytes."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    import pikepdf

    out, streams = BytesIO(), pikepdf.ObjectStreamMode.generate
    # A fixed version would rewrite the metadata.
    document.save(out, object_stream_mode=streams, compress_streams=True, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _copied(whole: pikepdf.Pdf, part: pikepdf.Pdf) -> Any:
    """Return the tags and the outline of a part whose pages are in the whole."""
    import pikepdf

    kept = {key: part.Root[key] for key in ("/StructTreeRoot", "/Outlines")}
    return whole.copy_foreign(part.make_indirect(pikepdf.Dictionary(kept)))


def _resolve_names(part: pikepdf.Pdf) -> None:
    """Put destinations in place of their names, because two parts may have one name for two places."""
    import pikepdf

    if "/Names" not in part.Root or "/Dests" not in part.Root.Names:
        return
    places = pikepdf.NameTree(part.Root.Names.Dests)
    for one in _leading(part):
        for key in ("/Dest", "/D"):
            if isinstance(one.get(key), pikepdf.String):
                one[key] = places[str(one[key])]
    del part.Root.Names.Dests


def _leading(part: pikepdf.Pdf) -> Iterator[Any]:
    """Yield all objects of a part that may lead to a place in it: entries of the outline, and links with their actions."""
    import pikepdf

    for one in part.objects:
        if isinstance(one, pikepdf.Dictionary):
            yield one
            if isinstance(one.get("/A"), pikepdf.Dictionary):
                yield one.A


def _keep_apart(part: pikepdf.Pdf, prefix: str, first_key: int) -> None:
    """Make the ids of tags, and the keys of pages and links, differ from those of other parts."""
    import pikepdf

    def renamed(id: Any) -> pikepdf.String:
        return pikepdf.String(prefix + str(id))

    for one in part.objects:
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in ("/StructParents", "/StructParent"):
            if key in one:
                one[key] += first_key
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.StructElem:
            if "/ID" in one:
                one.ID = renamed(one.ID)
            for attributes in one.get("/A", ()):
                if "/Headers" in attributes:
                    attributes.Headers = pikepdf.Array(map(renamed, attributes.Headers))


def _join_tags(whole: pikepdf.Pdf, roots: Sequence[Any], first_keys: Sequence[int]) -> None:
    """Make one tree of tags in the first of some roots: a document with a part for the document of each root."""
    import pikepdf

    root, names = roots[0], pikepdf.Name
    document = whole.make_indirect(pikepdf.Dictionary(Type=names.StructElem, S=names.Document, P=root, K=pikepdf.Array()))
    keys: Any = pikepdf.Array()
    ids: list[Any] = []
    for one, first_key in zip(roots, first_keys, strict=False):
        for part in one.get("/K", ()):
            part.S, part.P = names.Part, document
            document.K.append(part)
        if "/ParentTree" in one:
            for key, value in pikepdf.NumberTree(one.ParentTree).items():
                keys.extend((first_key + key, value))
        if "/IDTree" in one:
            ids += pikepdf.NameTree(one.IDTree).values()
        root.RoleMap.update(one.RoleMap)
    root.K = pikepdf.Array([document])
    root.ParentTree, root.ParentTreeNextKey = pikepdf.Dictionary(Nums=keys), first_keys[-1]
    ids.sort(key=lambda one: bytes(one.ID))
    root.IDTree = pikepdf.Dictionary(Names=pikepdf.Array([part for one in ids for part in (one.ID, one)]))


def _join_outlines(whole: pikepdf.Pdf, outlines: Sequence[Any]) -> None:
    """Give the whole the entries of some outlines, one after the other."""
    if not outlines:
        return
    joined, *others = outlines
    for one in others:
        one.First.Prev, joined.Last.Next, joined.Last = joined.Last, one.First, one.Last
        joined.Count += one.Count
        entry = one.First
        while entry is not None:
            entry.Parent = joined
            entry = entry.get("/Next")
    whole.Root.Outlines = joined


def _rename(whole: pikepdf.Pdf, title: str, about: str, id: str) -> None:
    whole.docinfo.Title, whole.docinfo.Subject = title, about
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"], metadata["dc:description"] = title, about
        metadata["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"] = str(len(whole.pages))
        metadata["xmpMM:DocumentID"] = metadata["xmpMM:InstanceID"] = id
