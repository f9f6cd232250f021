"""Find secrets (passwords, tokens, private keys) in files, and mask them in reports.

This is the only module that imports detect_secrets. Its detectors search single lines. They never verify a secret, because that would
send the secret to other services. Most lines are plain words and are not searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from generator.checks.command_passwords import KIND, command_passwords
from generator.checks.labelled_secrets import KIND as LABELLED
from generator.checks.labelled_secrets import MANAGERS, is_labelled, is_secret, labelled_secrets, secrets_below
from generator.checks.public_digests import has_algorithm, is_digest
from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.source.nodes import MappingNode, Node, ReadFile, ScalarNode
from generator.text.placeholders import placeholders_in

Detect = Callable[[str], Iterable[str]]

MASK = "•"
# A secret has at least eight characters without a space, and at least one of them is rare in plain words. A space is before it, because
# an expression that begins with a character is found faster.
UNUSUAL = re.compile(r"\s(?=\S{8})\S*?(?:[0-9_=+/@$\"'\\]|:\S|glpat-)")
KEY, KEY_BLOCK = "Private Key", "PRIVATE KEY"
LONGEST_KEY = 100
# Every file has this line, by which editors find the schema.
SCHEMA = "# yaml-language-server:"
LONGEST_LINE = 5000
STARS = "**"
# Some detectors return only a part of a secret; the whole secret is the run of these characters around it.
TOKEN = re.compile(r"[\w+/.~%-]+=*")
# Messages may contain only a part of a secret, in a shortened text or a corrected id. So parts of at least CUT characters are masked too.
PIECE = re.compile(r"[\w+/.~%=-]{8,}")
CUT = 24
HEX = re.compile(r"[0-9a-fA-F]{32,128}")
# Each token with a known form has a run of such characters, or one of these signs. Most lines have neither.
RUN = re.compile(r"[^\W_]{11}|[\w+/\\-]{22}")
SIGNS_OF_TOKENS = ("eyj", "xox", "slack", "private key", "putty")
# Each word for a secret has one of these parts.
PARTS_OF_WORDS = ("key", "pass", "token", "pwd", "secret", "contrase")
# A key whose value is the name of a secret, not the secret: secret_name=shop/database.
NAMES_ONLY = re.compile(r"[_-](?:name|id|path|file|arn|ref)[\"']?\s*[:=]+\s*[\"']?$", re.IGNORECASE)
# The call of a function in a program, or a variable of its environment: password: varchar('password').
CALL = re.compile(r"[A-Za-z_.]+\(|(?:process|import\.meta)\.env\b|os\.environ\b")
MANAGER = re.compile(MANAGERS, re.IGNORECASE)
# The kinds of secret that are found only because they look random, as digests do.
RANDOM = ("Base64 High Entropy String", "Hex High Entropy String")
# A name in the same quotes as its value: 'integrity=sha384-oqVuAf…'.
NAMED = re.compile(r"[A-Za-z][\w.-]*=(?=[^=])")


def find_secrets(files: Iterable[ReadFile], variants: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
    """Report each line of the files, comments included, that contains a secret. The secret is masked."""
    return (problem for file in files for problem in _in_file(file, variants))


def _in_file(file: ReadFile, variants: tuple[str, ...]) -> Iterator[Diagnostic]:
    source = file.source
    lines = source.text.split("\n")
    below = labelled_on_other_lines(lines)
    for place, secret in _labelled_in(file.tree):
        number = source.text.count("\n", 0, place)
        below.setdefault(number, {})[secret] = LABELLED
    start = 0
    for number, line in enumerate(lines):
        found = secrets_in(line)
        if number in below:
            found = tuple((dict(found) | below[number]).items())
        if KEY_BLOCK in line and not found:
            # The detector finds no key that is indented or encrypted.
            block = "\n".join(map(str.strip, lines[number : number + LONGEST_KEY])).replace("BEGIN ENCRYPTED ", "BEGIN ")
            found = ((line.strip(), KEY),) if any(_detectors()[KEY](block)) else ()
        for secret, kind in found:
            at = start + max(line.find(secret), 0)
            help = "remove the secret and revoke it, because it stays in the history; write where it is stored instead"
            help += "; if it is only a digest, put `sha256:` or `sha1:` before it, or the word `checksum`" if HEX.fullmatch(secret) else ""
            message, span = f"this looks like a secret: {kind}", source.span(at, at + len(secret))
            yield masked(Diagnostic("secret", message, span, help, _address(file.tree, at), variants), (secret,))
        start += len(line) + 1


def labelled_on_other_lines(lines: Sequence[str]) -> dict[int, dict[str, str]]:
    """Return the secrets below the head of a column, by the index of their line, each with its kind."""
    found: dict[int, dict[str, str]] = {}
    for index, secret in secrets_below(lines):
        found.setdefault(index, {})[secret] = LABELLED
    return found


def _labelled_in(node: Node | None) -> Iterator[tuple[int, str]]:
    """Yield the place and the text of each entry whose label, title or id announces a secret, on whatever line its text is."""
    for key, value in node.values.items() if isinstance(node, MappingNode) else ():
        yield from _labelled_in(value)
        if not isinstance(value, MappingNode) or not isinstance(text := value.values.get("text"), ScalarNode):
            continue
        labels = (
            key.replace("-", " "),
            *(one.value or "" for name in ("label", "title") if isinstance(one := value.values.get(name), ScalarNode)),
        )
        secret = (text.value or "").strip().strip("`*_")
        if " " not in secret and is_secret(secret) and any(map(is_labelled, labels)):
            yield text.start, secret


def labelled_values(files: Iterable[ReadFile]) -> frozenset[str]:
    """Return the secrets of files that only a label on another line announces."""
    found: set[str] = set()
    for file in files:
        found.update(secret for _, secret in _labelled_in(file.tree))
        found.update(secret for _, secret in secrets_below(file.source.text.split("\n")))
    return frozenset(found)


def masked(problem: Diagnostic, known: Iterable[str] = ()) -> Diagnostic:
    """Return a problem with every secret in its texts and source lines masked, also the `known` ones."""
    spans = (problem.span, *(note.span for note in problem.notes), *(() if problem.waived is None else (problem.waived,)))
    texts = [problem.message, problem.help, *problem.address.split("."), *(note.label for note in problem.notes)]
    texts += [span.text for span in spans]
    found = {secret for text in texts for secret, _ in secrets_in(text)}
    found |= {secret for secret in known if any(secret in text for text in texts)}
    if not found:
        return problem

    mask = partial(_masked, secrets=found)

    def masked_span(span: Span) -> Span:
        return replace(span, text=mask(span.text))

    return replace(
        problem,
        message=mask(problem.message),
        help=mask(problem.help),
        address=mask(problem.address),
        span=masked_span(problem.span),
        notes=tuple(replace(note, label=mask(note.label), span=masked_span(note.span)) for note in problem.notes),
        waived=None if problem.waived is None else masked_span(problem.waived),
    )


def masked_line(line: str) -> str:
    """Return a line with its secrets masked."""
    return _masked(line, [secret for secret, _ in secrets_in(line)])


def secrets_in(line: str) -> tuple[tuple[str, str], ...]:
    """Return the secrets of a line, each with its kind.

    The line is searched as written, and without the stars of strong text, as readers see `**password:** secret`.
    """
    if line.startswith(SCHEMA) or len(line) > LONGEST_LINE:
        return ()
    if UNUSUAL.search(f" {line}") is None:
        found = labelled_secrets(line.strip())
        return tuple((secret, LABELLED) for secret in dict.fromkeys(found)) if found else ()
    return _found_in(line.strip())


@lru_cache(maxsize=65536)
def _found_in(line: str) -> tuple[tuple[str, str], ...]:
    """Return the secrets of a line without the spaces around it. Cached, because systems share lines."""
    found: dict[str, str] = {}
    for text in dict.fromkeys((line, line.replace(STARS, ""))):
        for kind, detect in (_detectors() if may_have_token(text) else _without_forms()).items():
            for value in filter(None, detect(text)):
                secret = value if kind == KIND else _whole(text, value)
                before = text[: text.find(secret)]
                if kind in RANDOM and (name := NAMED.match(secret)):
                    before, secret = before + name[0], secret[name.end() :]
                if secret.strip(MASK) and not (has_algorithm(before, secret) or (kind in RANDOM and is_digest(before, secret))):
                    found.setdefault(_as_written(line, secret), kind)
    for secret in labelled_secrets(line):
        if not any(secret in one or one in secret for one in found) and not has_algorithm(line[: line.find(secret)], secret):
            found[secret] = LABELLED
    return tuple(found.items())


def may_have_token(text: str) -> bool:
    """Return whether a text has what every token with a known form has."""
    folded = text.casefold()
    return RUN.search(text) is not None or ("://" in text and "@" in text) or any(sign in folded for sign in SIGNS_OF_TOKENS)


def _as_written(line: str, secret: str) -> str:
    """Return a secret as its line writes it, with stars that may be inside it."""
    match = None if secret in line else re.search(f"(?:{re.escape(STARS)})?".join(map(re.escape, secret)), line)
    return match[0] if match is not None else secret


def _whole(line: str, value: str) -> str:
    """Return the whole token of which a detector found a part. The password of an address is whole."""
    at = line.find(value)
    if f":{value}@" in line:
        return value
    if at < 0 or " " in value:
        return value
    token = next((match for match in TOKEN.finditer(line) if match.start() <= at < match.end()), None)
    return line[min(at, token.start()) : max(at + len(value), token.end())] if token is not None else value


def _assigned(line: str, values: Iterable[str]) -> Iterator[str]:
    """Yield the values of keys such as `password`. Sentences about passwords, such as the text after an item's id, are left out."""
    for value in values:
        word, _, more = value.strip().partition(" ")
        before = line[: line.find(value)].rstrip()
        is_assigned = before.endswith("=")
        if CALL.match(word) or MANAGER.fullmatch(word) or placeholders_in(f"={word}", command=True):
            continue
        if not NAMES_ONLY.search(before) and not placeholders_in(word) and (is_assigned or not (more or word.strip(".,;").isalpha())):
            yield word


def _masked(text: str, secrets: Iterable[str]) -> str:
    """Return a text with all secrets masked, including the start of a secret, and a secret written as an id."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, MASK * len(secret))
    bare = [_bare(secret) for secret in secrets]

    def is_part(piece: str) -> bool:
        return piece in bare or (len(piece) >= CUT and any(piece in secret for secret in bare))

    return PIECE.sub(lambda found: MASK * len(found[0]) if is_part(_bare(found[0])) else found[0], text)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _address(tree: MappingNode | None, index: int) -> str:
    """Return the path of keys that leads to a character of a file."""
    names: list[str] = []
    node: Node | None = tree
    while isinstance(node, MappingNode):
        inside = ((name, value) for name, value in node.values.items() if node.starts[name] <= index < max(value.end, value.start + 1))
        name, node = next(inside, ("", None))
        names += [name] if name else []
    return ".".join(names)


@cache
def _detectors() -> dict[str, Detect]:
    """Return each detector by the kind of secret that it finds. They are imported on first use, because that takes a tenth of a second."""
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
    from detect_secrets.filters import heuristic
    from detect_secrets.plugins.base import BasePlugin, RegexBasedDetector
    from detect_secrets.plugins.high_entropy_strings import HighEntropyStringsPlugin
    from detect_secrets.plugins.keyword import DENYLIST, REGEX_BY_FILETYPE, KeywordDetector
    from detect_secrets.util.filetype import FileType

    filters = (
        heuristic.is_sequential_string,
        heuristic.is_potential_uuid,
        heuristic.is_templated_secret,
        heuristic.is_prefixed_with_dollar_sign,
        heuristic.is_not_alphanumeric_string,
        heuristic.is_aws_arn,
    )

    keyword = re.compile("|".join(DENYLIST), re.IGNORECASE)  # the detector's own expressions take ten times as long

    def detector(plugin: BasePlugin) -> Detect:
        if isinstance(plugin, RegexBasedDetector) and type(plugin).analyze_string is RegexBasedDetector.analyze_string:
            searches, whole = [expression.search for expression in plugin.denylist], detect_with(plugin)

            def detect_by_form(line: str) -> Iterable[str]:
                for search in searches:
                    if search(line):
                        return whole(line)
                return ()

            return detect_by_form
        return detect_with(plugin)

    def detect_with(plugin: BasePlugin) -> Detect:
        def detect_assigned(line: str) -> Iterable[str]:
            folded = line.casefold()
            if not any(part in folded for part in PARTS_OF_WORDS) or keyword.search(line) is None:
                return ()
            assert isinstance(plugin, KeywordDetector)
            return not_filtered(_assigned(line, plugin.analyze_string(line, REGEX_BY_FILETYPE[FileType.YAML])))

        def detect_random(line: str) -> Iterable[str]:
            assert isinstance(plugin, HighEntropyStringsPlugin)
            if plugin.regex.search(line) is None:
                return ()
            return not_filtered(one for one in plugin.analyze_string(line) if plugin.calculate_shannon_entropy(one) > plugin.entropy_limit)

        if isinstance(plugin, KeywordDetector):
            return detect_assigned
        return detect_random if isinstance(plugin, HighEntropyStringsPlugin) else plugin.analyze_string

    def not_filtered(values: Iterable[str]) -> Iterator[str]:
        return (value for value in values if not any(is_filtered(value) for is_filtered in filters))

    known = {kind: detector(plugin()) for kind, plugin in sorted(get_mapping_from_secret_type_to_class().items())}
    return {**known, KIND: command_passwords}


@cache
def _without_forms() -> dict[str, Detect]:
    """Return the detectors that do not search for tokens with a known form."""
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
    from detect_secrets.plugins.base import RegexBasedDetector

    plugins = get_mapping_from_secret_type_to_class()
    return {kind: detect for kind, detect in _detectors().items() if kind == KIND or not issubclass(plugins[kind], RegexBasedDetector)}
