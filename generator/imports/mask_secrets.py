"""Masks the secrets of a document before it is read, so that neither the data nor the copy of the document has them."""

from __future__ import annotations

import re

from generator.checks.secrets import MASK, labelled_on_other_lines, secrets_in
from generator.imports.draft import ImportNote

MASKED = MASK * 8
KEY_BEGINS = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----")
KEY_ENDS = re.compile(r"-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----")
DIGEST = re.compile(r"(?i)\b(checksum|sha-?\d*|md5|digest|integrity)\b\W{1,5}(?=[^\s\"']{0,8}[0-9a-f]{24})")
HEX = re.compile(r"(?i)[0-9a-f]{24}")
FOUND, DONE = "this looks like a secret: {}", "masked, here and in the copy of the document; revoke it"


def without_secrets(data: bytes, known: frozenset[str] = frozenset()) -> tuple[bytes, list[ImportNote]]:
    """Return a document without its secrets and without the `known` ones, and a note for each line that had some, or nearly."""
    text = data.decode("utf-8")
    notes: list[ImportNote] = []
    lines = text.split("\n")
    below = labelled_on_other_lines(lines)
    has_digest = HEX.search(text) is not None
    in_key = False
    for number, line in enumerate(lines, 1):
        if in_key or ("-----BEGIN" in line and KEY_BEGINS.search(line)):
            begins = not in_key
            in_key = not KEY_ENDS.search(line)
            if begins:
                notes.append(ImportNote(number, FOUND.format("Private Key"), DONE))
            lines[number - 1] = MASKED
            continue
        kinds = dict(secrets_in(line)) | {secret: "Secret" for secret in known if secret in line} | below.get(number - 1, {})
        if has_digest and not kinds and (digest := DIGEST.search(line)):
            notes.append(ImportNote(number, f"a long number below `{digest[1]}`", "kept: a digest is not a secret"))
        if kinds:
            notes.append(ImportNote(number, FOUND.format(", ".join(dict.fromkeys(kinds.values()))), DONE))
            for secret in sorted(kinds, key=len, reverse=True):
                password = f":{secret}@"  # other parts of an address may be the same word: postgres://postgres:postgres@db
                is_part = password in line
                lines[number - 1] = lines[number - 1].replace(password if is_part else secret, f":{MASKED}@" if is_part else MASKED)
    return "\n".join(lines).encode() if notes else data, notes


def secrets_of(files: dict[str, bytes]) -> frozenset[str]:
    """Return the secrets in data files, which other words around them can make visible."""
    lines = {line for data in files.values() for line in data.decode().split("\n")}
    return frozenset(secret for line in lines for secret, _ in secrets_in(line))
