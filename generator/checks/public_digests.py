"""Recognise the digests of files, images and commits: they look like secrets, but are public."""

from __future__ import annotations

import re

# Digests from MD5 to SHA-512, in hexadecimal and in Base64.
DIGEST = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}"
    r"|[a-z0-9+/]{22}==|[a-z0-9+/]{27}=|[a-z0-9+/]{43}=?|[a-z0-9+/]{64}|[a-z0-9+/]{86}==",
    re.IGNORECASE,
)
# The name of its algorithm before a digest: sha256:9f86d0… of an image, sha512-z4PhNX… in a web page.
ALGORITHM = r"(?:(?:sha-?(?:1|224|256|384|512)|md5|blake[23][bs]?)[:=-])"
# A word before a digest that says what it is. In camelCase, such as imageDigest, a capital letter begins the word.
NAME = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:checksums?|(?:sha|md5|blake)[-_]?\d*(?:sums?)?|digests?|integrity|etags?|if-(?:none-)?match"
    r"|fingerprints?|thumbprints?|recv-keys?|commits?|trees?|rev(?:ision)?|ref"
    r"|(?:file|content|image|build|artifact)[-_ ]?(?:hash|id))(?![a-z])"
)
FAR = 40
IN_GIT = re.compile(r"\bgit\s[^|;&]*$")
# Words that name a secret, even if the value has the form of a digest. The fingerprint of a key is public, its checksum may be anything.
PRIVATE = re.compile(r"key|token|secret|passw|pwd|credential|auth|bearer|cookie|session|salt|hmac|signature", re.IGNORECASE)
OF_KEYS = re.compile(r"fingerprint|thumbprint|recv-key", re.IGNORECASE)


def has_algorithm(before: str, value: str) -> bool:
    """Return whether the name of an algorithm is before a value, or is its first part."""
    return re.search(f"{ALGORITHM}$", before, re.IGNORECASE) is not None or re.match(ALGORITHM, value, re.IGNORECASE) is not None


def is_digest(before: str, value: str) -> bool:
    """Return whether a value is a public digest, by its form and by the line before it."""
    clause = re.split(r"[,;{}|&]", before)[-1]
    if DIGEST.fullmatch(value) is None:
        return False
    name = next((found for found in NAME.finditer(clause) if found.end() >= len(clause) - FAR), None)
    if name is not None and OF_KEYS.match(name[0]):
        return PRIVATE.search(clause, name.end()) is None
    return PRIVATE.search(clause) is None and (name is not None or IN_GIT.search(before) is not None)
