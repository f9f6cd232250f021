"""Find secrets: passwords, tokens and private keys in the text of a file, and masks over them in whatever is told of it.

The only module that imports detect_secrets: its detectors are asked about single lines, and nothing of what they find is ever verified,
for that would ask their services. Lines of plain words, as most are, it is not asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace
from generator.source.nodes import MappingNode, Node
from generator.source.read_file import ReadFile
from generator.text.placeholders import placeholders_in
from generator.text.span import Span

Detect = Callable[[str], Iterable[str]]

MASK = "•"
# What can hold a secret: a run of eight signs with one that plain words lack. The line by which editors find the schema is in every file.
UNUSUAL = re.compile(r"(?<!\S)(?=\S*(?:[0-9_=+/@$\"'\\]|:\S))\S{8,}")
KEY_BLOCK = "PRIVATE KEY"
LONGEST_KEY = 100
SCHEMA = "# yaml-language-server:"
LONGEST_LINE = 5000
STARS = "**"
# A detector may give the part by which it knew a token; the whole run of such signs is the secret.
TOKEN = re.compile(r"[\w+/.~%-]+=*")
# Messages cut long texts off, and offer ids for what is written otherwise: a part of a secret of so many letters and digits is masked too.
PIECE = re.compile(r"[\w+/.~%=-]{8,}")
CUT = 24
# The fingerprint of a file or an image is as chaotic as a secret, and is none: it is known by what stands before it.
HEX = re.compile(r"[0-9a-fA-F]{32,128}")
DIGESTS = ("sha1:", "sha256:", "sha384:", "sha512:", "sha1-", "sha256-", "sha384-", "sha512-")


def find_secrets(files: Iterable[ReadFile], variants: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
    """The lines of files that hold a secret, as errors in which it is masked. Comments are looked at too."""
    return (problem for file in files for problem in _in_file(file, variants))


def _in_file(file: ReadFile, variants: tuple[str, ...]) -> Iterator[Diagnostic]:
    source = file.source
    lines = source.text.split("\n")
    start = 0
    for number, line in enumerate(lines):
        found = secrets_in(line)
        if KEY_BLOCK in line and not found:
            found = _key_in(lines[number : number + LONGEST_KEY])
        for secret, kind in found:
            at = line.find(secret)
            span = source.span(start + max(at, 0), start + max(at, 0) + len(secret))
            message = f"this looks like a secret: {kind}"
            help = "take it out and revoke it: it stays in the history; write where it is kept instead"
            help += "; before a mere fingerprint write `sha256:` or `sha1:`" if HEX.fullmatch(secret) else ""
            address = _address(file.tree, start + max(at, 0))
            yield masked(Diagnostic("secret", message, span, help, address, variants))
        start += len(line) + 1


def masked(problem: Diagnostic) -> Diagnostic:
    """A problem without the secrets that stand in its lines or words."""
    found = {secret for text in _texts(problem) for secret, _ in secrets_in(text)}
    if not found:
        return problem
    return replace(
        problem,
        message=_mask(problem.message, found),
        help=_mask(problem.help, found),
        address=_mask(problem.address, found),
        span=_masked_span(problem.span, found),
        notes=tuple(RelatedPlace(_mask(note.label, found), _masked_span(note.span, found)) for note in problem.notes),
        waived=_masked_span(problem.waived, found) if problem.waived is not None else None,
    )


@lru_cache(maxsize=65536)
def secrets_in(line: str) -> tuple[tuple[str, str], ...]:
    """The secrets of a line, each with its kind in words. Systems share lines, and files their first.

    A line is read without the stars of strong text too, as on a page: `**password:** secret`.
    """
    if UNUSUAL.search(line) is None or line.startswith(SCHEMA) or len(line) > LONGEST_LINE:
        return ()
    found: dict[str, str] = {}
    for read in dict.fromkeys((line, line.replace(STARS, ""))):
        for kind, detect in _detectors():
            for value in detect(read):
                secret = _whole(read, value) if value else ""
                if secret and not read[: read.find(secret)].endswith(DIGESTS):
                    found.setdefault(_as_written(line, secret), kind)
    return tuple(found.items())


def _as_written(line: str, secret: str) -> str:
    """A secret with the stars that a line has in it."""
    match = None if secret in line else re.search(f"(?:{re.escape(STARS)})?".join(map(re.escape, secret)), line)
    return match[0] if match is not None else secret


def _key_in(lines: list[str]) -> tuple[tuple[str, str], ...]:
    """The first line of a private key that a block of text holds, if it does: the detector wants it without its indentation."""
    text = "\n".join(line.strip() for line in lines)
    found = any(True for kind, detect in _detectors() if kind == "Private Key" for _ in detect(text))
    return ((lines[0].strip(), "Private Key"),) if found else ()


def _whole(line: str, value: str) -> str:
    at = line.find(value)
    if at < 0 or " " in value:
        return value
    token = next((match for match in TOKEN.finditer(line) if match.start() <= at < match.end()), None)
    return line[min(at, token.start()) : max(at + len(value), token.end())] if token is not None else value


def _said(line: str, values: Iterable[str]) -> Iterator[str]:
    """What is given to a key such as `password`: words behind the id of an item speak about passwords, and are none."""
    for value in values:
        word, _, more = value.strip().partition(" ")
        is_assigned = line[: line.find(value)].rstrip().endswith("=")
        if placeholders_in(word) or (not is_assigned and (more or word.strip(".,;").isalpha())):
            continue
        yield word


def _texts(problem: Diagnostic) -> Iterator[str]:
    yield from (problem.span.text, problem.message, problem.help, *problem.address.split("."))
    yield problem.waived.text if problem.waived is not None else ""
    for note in problem.notes:
        yield from (note.span.text, note.label)


def _masked_span(span: Span, secrets: Iterable[str]) -> Span:
    return replace(span, text=_mask(span.text, secrets))


def _mask(text: str, secrets: Iterable[str]) -> str:
    """A text without secrets, also where it holds the beginning of one that was cut off, or one respelled as an id."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, MASK * len(secret))
    bare = [_bare(secret) for secret in secrets]
    return PIECE.sub(lambda found: MASK * len(found[0]) if _is_of(_bare(found[0]), bare) else found[0], text)


def _is_of(piece: str, secrets: Iterable[str]) -> bool:
    return any(piece == secret or (len(piece) >= CUT and piece in secret) for secret in secrets)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _address(tree: MappingNode | None, index: int) -> str:
    """The path of the keys that lead to a place in a file."""
    names: list[str] = []
    node: Node | None = tree
    while isinstance(node, MappingNode):
        inside = ((name, value) for name, value in node.values.items() if node.starts[name] <= index < max(value.end, value.start + 1))
        name, node = next(inside, ("", None))
        names += [name] if name else []
    return ".".join(names)


@cache
def _detectors() -> tuple[tuple[str, Detect], ...]:
    """Each detector with the words for what it finds. Loaded late: together they take a tenth of a second."""
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
    from detect_secrets.filters import heuristic
    from detect_secrets.plugins.high_entropy_strings import HighEntropyStringsPlugin
    from detect_secrets.plugins.keyword import REGEX_BY_FILETYPE, KeywordDetector
    from detect_secrets.util.filetype import FileType

    refusals = (
        heuristic.is_sequential_string,
        heuristic.is_potential_uuid,
        heuristic.is_templated_secret,
        heuristic.is_prefixed_with_dollar_sign,
        heuristic.is_not_alphanumeric_string,
        heuristic.is_aws_arn,
    )

    def accepted(values: Iterable[str]) -> Iterator[str]:
        return (value for value in values if not any(refuses(value) for refuses in refusals))

    def named(detector: KeywordDetector) -> Detect:
        return lambda line: accepted(_said(line, detector.analyze_string(line, REGEX_BY_FILETYPE[FileType.YAML])))

    def chaotic(detector: HighEntropyStringsPlugin) -> Detect:
        return lambda line: (
            value for value in accepted(detector.analyze_string(line)) if detector.calculate_shannon_entropy(value) > detector.entropy_limit
        )

    found: list[tuple[str, Detect]] = []
    for kind, plugin in sorted(get_mapping_from_secret_type_to_class().items()):
        detector = plugin()
        if isinstance(detector, KeywordDetector):
            found.append((kind, named(detector)))
        elif isinstance(detector, HighEntropyStringsPlugin):
            found.append((kind, chaotic(detector)))
        else:
            found.append((kind, detector.analyze_string))
    return tuple(found)
