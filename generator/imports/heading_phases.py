"""The phase of a section, from its heading and the headings around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.imports.bare_titles import without_marks
from generator.imports.phase_words import AFTER, BEFORE, DEPLOYMENT, OF_TITLES, VAGUE, WORDS, plain_words, word_pattern
from generator.imports.written_times import PIECE, offset_in, recurrence_in
from generator.model.entities import PHASES, PhaseId
from generator.model.synonyms import value_for

# Prefixes of a word: Pre-Deployment, Pós-lançamento, Vor-Ort counts too, which is before the deployment in most documents.
PREFIXES: dict[PhaseId, re.Pattern[str]] = {
    "prepare": re.compile(
        r"(?<!\w)(?:(?:pre|vor|ante|avant|prae)-\w|pre[ ]?(?=deploy|releas|launch|flight|go-?live|cut-?over|prod|check|migra|implant))"
    ),
    "follow-up": re.compile(
        r"(?<!\w)(?:(?:post|nach|pos|apres)-\w|(?:post|pos)[ ]?(?=deploy|releas|launch|go-?live|cut-?over|check|migra|mortem|implant))"
    ),
}
GOES_LIVE = word_pattern(DEPLOYMENT).pattern
# In Chinese, Japanese and Korean, before and after are written behind: 部署前, リリース後.
BEHIND: dict[PhaseId, re.Pattern[str]] = {
    "prepare": re.compile(rf"(?:{GOES_LIVE})\s*(?:前|之前|전)"),
    "follow-up": re.compile(rf"(?:{GOES_LIVE})\s*(?:后|後|之后|之後|후)"),
}
SIDES: dict[PhaseId, str] = {"prepare": word_pattern(BEFORE).pattern, "follow-up": word_pattern(AFTER).pattern}
# In front of the heading, in front of what goes live, or behind it in languages that write it there.
BESIDE = {
    phase: re.compile(rf"^(?:{side})|(?:{side})(?:[\s-]+\w+)?[\s-]+(?:{GOES_LIVE})|(?:{GOES_LIVE})\S*[\s-]*(?:{side})")
    for phase, side in SIDES.items()
}
AROUND = (PREFIXES, BEHIND, BESIDE)
ON_THE_CLOCK: dict[PhaseId, re.Pattern[str]] = {
    "prepare": re.compile(r"(?<![\w-])[tdj]\s*-\s*[1-9]"),
    "follow-up": re.compile(
        r"\d{1,3}[\s-]*(?:h|hours?|std|stunden|horas|heures|ч|часов|小时|時間)[\s-]*(?:of[ ])?"
        r"(?:monitor|watch|ueberwach|beobacht|surveill|vigil|监控|監視|мониторинг)"
    ),
}
STEMS = {phase: word_pattern(words) for phase, words in WORDS.items()}
TITLES = {phase: word_pattern(words) for phase, words in OF_TITLES.items()}
FIRST_IN_TITLES: tuple[PhaseId, ...] = ("rollback", "incident", "operate")
COUNTED: tuple[PhaseId, ...] = ("prepare", "deploy-day", "follow-up")  # by the deploy clock
MOST_QUOTED = 40


@dataclass(frozen=True, slots=True)
class HeadingPhase:
    """The phase that a heading means. `why` is the word or rule that decided; `guessed` if only the title or nothing decided.

    `every` and `at` are what the heading says about times; empty if it says nothing.
    """

    phase: PhaseId
    why: str
    guessed: bool = False
    every: str = ""
    at: str = ""


def phase_of_heading(path: Sequence[str], title: str = "") -> HeadingPhase:
    """Return the phase of a section.

    Args:
        path: The headings around the section, the outermost first, and last its own. Headings within the section do not belong here.
        title: The title of the document, which decides if no heading does.
    """
    own = path[-1] if path else ""
    for heading in map(without_marks, reversed(path)):
        phase, why = _in_heading(heading)
        if phase is not None:
            return HeadingPhase(phase, why, every=every_of_heading(phase, own), at=at_of_heading(phase, own))
    phase, why = _in_title(without_marks(title))
    if phase is not None:
        return HeadingPhase(phase, f"the title: {why}", guessed=True)
    return HeadingPhase("prepare", "no heading names a phase", guessed=True)


def every_of_heading(phase: str, heading: str) -> str:
    """Return how often a heading says that its section is done; only routine work has a rhythm."""
    return recurrence_in(without_marks(heading)) if phase == "operate" else ""


def at_of_heading(phase: str, heading: str) -> str:
    """Return the moment on the deploy clock that a heading names; incidents and routine work have none."""
    return offset_in(without_marks(heading)) if phase in COUNTED else ""


def _in_heading(heading: str) -> tuple[PhaseId | None, str]:
    """Return the phase that a heading names, and the word that names it."""
    plain = plain_words(heading)
    for patterns in (*AROUND, ON_THE_CLOCK, STEMS):
        for phase, pattern in patterns.items():
            if match := pattern.search(plain):
                return phase, _quoted(heading, plain, match)
    if at := offset_in(heading):
        return ("prepare" if at.startswith("T-") and at != "T-0" else "deploy-day" if at == "T-0" else "follow-up"), at
    if every := recurrence_in(heading):
        return "operate", every
    words = (word for word in PIECE.findall(plain) if word not in VAGUE)
    return next(((phase, f'"{word}"') for word in words for phase in PHASES if value_for("phase", word, PHASES) == phase), (None, ""))


def _in_title(title: str) -> tuple[PhaseId | None, str]:
    """Return the phase that most documents with such a title are for, and the word that says so."""
    plain = plain_words(title)
    first: dict[PhaseId, re.Pattern[str]] = {phase: STEMS[phase] for phase in FIRST_IN_TITLES}
    for patterns in (*AROUND, first, TITLES, STEMS):
        for phase, pattern in patterns.items():
            if match := pattern.search(plain):
                return phase, _quoted(title, plain, match)
    return None, ""


def _quoted(text: str, plain: str, match: re.Match[str]) -> str:
    """Return the words in which a match is, in quotes and as they are written."""
    first, last = (plain.count(" ", 0, at) for at in (match.start(), max(match.start(), match.end() - 1)))
    words = " ".join(text.split()[first : last + 1]).strip(" :,.;()[]：，。、")
    return f'"{words}"' if len(words) <= MOST_QUOTED else f'"{match[0].strip()}"'
