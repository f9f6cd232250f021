"""Proposes parameters: a host, an address, a port, a version or a length of time that runs through a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.imports.draft import Draft, Proposal
from generator.imports.entry_ids import SiblingIds
from generator.imports.param_places import FORMS, UNIT, texts_below

FEWEST = 3  # places
DOT = re.compile(r"\.[\w-]")
NEEDED = {"host": DOT, "version": DOT, "port": re.compile(r"\d{3}"), "duration": re.compile(rf"\d ?(?:{UNIT})")}  # what each form has
LINK_TARGET = re.compile(r"\]\([^()\s]*\)")  # what a document links to is not a value of its own
ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
# The last parts of names that are hosts for sure. Others are hosts if an address or a user is in front of them, else perhaps files.
ENDINGS = "internal local localdomain lan corp intranet home test com net org io dev cloud app eu de fr es pt br it nl jp cn uk"
HOST_ENDINGS = frozenset(ENDINGS.split())


def propose_params(draft: Draft, lines: Sequence[str], language: str = "en") -> list[Proposal]:
    """Return a proposal for each value that is at three places or more of the texts of a draft. `lines` are those of the document."""
    places: Counter[tuple[str, str]] = Counter()
    hosts: set[str] = set()
    for text in texts_below(draft):
        bare = LINK_TARGET.sub("]", text.text) if "](" in text.text else text.text
        for kind, form in FORMS.items():
            for match in form.finditer(bare) if NEEDED[kind].search(bare) else ():
                before = bare[max(match.start() - 2, 0) : match.start()]
                if ADDRESS.fullmatch(match[0]):
                    places["address", match[0]] += 1
                elif kind != "host" or before == "//" or before[-1:] != "/":  # else a file in a path
                    places[kind, match[0]] += 1
                    if before == "//" or before[-1:] == "@" or match[0].rpartition(".")[2] in HOST_ENDINGS:
                        hosts.add(match[0])
    ids = SiblingIds("params", language)
    proposals = []
    for (kind, value), count in places.items():
        if count >= FEWEST and (kind != "host" or value in hosts):
            id = ids.give(f"{value.partition('.')[0]} host" if kind == "host" else kind)
            form = FORMS["host" if kind == "address" else kind]
            found = tuple(number for number, line in enumerate(lines, 1) if value in line and value in form.findall(line))
            proposals.append(Proposal("params", id, {}, found, f"the {kind} {value}, at {count} places", value=value))
    return proposals
