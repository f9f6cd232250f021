"""Titles and texts without what is not their own words: Markdown, numbers of sections and steps, pictures."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Words before the number of a part, as in `Step 3:`. In Chinese, Japanese and Korean the number may be between them: 第3步.
PARTS = (
    "steps?|phase|part|section|chapter|stage|appendix|task|item|no\\.?|nr\\.?|§|schritt|teil|abschnitt|kapitel|anhang|aufgabe|punkt"
    "|étape|partie|chapitre|annexe|tâche|paso|etapa|fase|parte|sección|capítulo|anexo|tarea|passo|seção|secção|tarefa|passaggio|sezione|capitolo"
    "|stap|deel|hoofdstuk|steg|del|krok|etap|część|adım|aşama|bölüm|langkah|tahap|bagian|шаг|этап|часть|раздел|глава|крок|етап|βήμα|φάση"
    "|خطوة|الخطوة|مرحلة|المرحلة|الجزء|القسم|ধাপ|পর্ব|পর্যায়|অংশ|चरण|भाग|שלב|פרק|ขั้นตอนที่|ขั้นตอน|bước"
    "|步骤|步驟|阶段|階段|章节|ステップ|手順|フェーズ|단계"
)
NUMERAL = r"(?:\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3})"
SEPARATOR = r"\s*(?:[:：.。)）\]、,،–—―|-]|$)+\s*"
NUMBERS = re.compile(
    "|".join(
        (
            rf"(?:{PARTS})(?:\s*#?(?=[\d一二三四五六七八九十])|\s+#?){NUMERAL}(?!\w)(?:{SEPARATOR}|\s+)",  # Step 3: · §2; not Steps
            r"第\s*(?:\d+|[一二三四五六七八九十]+)\s*[步章节節部條条回阶階段工程手順ステップ]+(?:" + SEPARATOR + r"|\s*)",  # 第1步
            r"제?\s*\d+\s*(?:단계|장|절)" + SEPARATOR,
            r"[(（\[]\s*(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,4}|[a-z])\s*[)）\]]\s*",  # (1) · (a)
            r"\d{1,3}(?:\.\d{1,3})+(?:" + SEPARATOR + r"|\s+(?-i:(?=[A-Z][a-z])))(?![\d%])",  # 1.2
            r"\d{1,3}\s*(?:[.。)）、:：]\s*(?!\d)|\s[–—-]\s)\s*",  # 1. · 1) · 1、
            r"(?:[ivx]{1,4}|[a-z])[.)]\s+",  # IV. · a)
            r"[一二三四五六七八九十]{1,3}\s*[、.．:：)）]\s*",  # 一、
            r"[tTdDhH]\s*[+−–-]\s*\d+(?:[.,]\d+)?\s*(?:h|hrs?|hours?|m|min|minutes?|minutos?|minuten|s|sec|d|days?|tage?|w|weeks?|分钟|分|小时|天)?"
            r"(?![\w])" + SEPARATOR,  # T+5 min:
        )
    ),
    re.IGNORECASE,
)
OF_HEADINGS = re.compile(r"(?:\d{1,2}|\d{1,3}(?:\.\d{1,3})+)\s+(?=[^\W\d_])")
CODE, IMAGE, LINK = re.compile(r"`+([^`]*)`+"), re.compile(r"!\[[^\]]*\]\([^)]*\)"), re.compile(r"\[([^\[\]]+)\](?:\([^()]*\)|\[[^\]]*\])")
TAG, ADDRESS = re.compile(r"</?[A-Za-z][^<>]*>"), re.compile(r"<?\b(?:https?|mailto|tel|ftp):\S+")
EMPHASIS = re.compile(r"(?<!\\)\*{1,3}|~~|(?<![\w\\])_{1,2}(?=\S)|(?<=[^\s\\])_{1,2}(?!\w)")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
ANCHOR = re.compile(r"\s*\{#([\w-]+)[^{}]*\}\s*$|<a\s[^<>]*?(?:name|id)\s*=\s*[\"']?([^\s\"'<>]+)[\"']?[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
ATTRIBUTES = re.compile(r"(?:\s+#+)?\s*\{:?\s*[#.][^{}]*\}(?=\s·\s|\s*\Z)")
BOX = re.compile(r"^\s*\[[ xX~-]?\]\s*")
MARK = re.compile("[][<{`*_~\\\\\u20e3]|:\\S")  # each mark has one of these
KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")  # a digit on a key
SELECTORS = "\ufe0e\ufe0f\u20e3\u200d"


def anchor_of(title: str) -> str:
    """Return the anchor that a title gives itself, `{#id}` or `<a name="id">`; empty if it has none."""
    match = ANCHOR.search(title)
    return (match[1] or match[2]) if match else ""


def without_attributes(title: str) -> str:
    """Return a title without the anchor and the classes that it gives itself, such as `{#id .class}`."""
    return ATTRIBUTES.sub("", title)


@lru_cache(maxsize=16384)
def without_marks(text: str) -> str:
    """Return a text without Markdown, HTML, addresses, pictures and emoji; code and links keep their words."""
    if MARK.search(text) is not None:
        text = ANCHOR.sub(" ", IMAGE.sub(" ", BOX.sub("", KEYCAP.sub(r"\1. ", text))))
        text = ADDRESS.sub(" ", TAG.sub(" ", CODE.sub(r"\1", LINK.sub(r"\1", text))))
        text = ESCAPE.sub(r"\1", EMPHASIS.sub("", text))
    return " ".join((text if text.isascii() else "".join(one for one in text if not _is_picture(one))).split())


def bare_title(text: str, *, heading: bool = False) -> str:
    """Return a text without its marks and without the numbers before it, such as `1.2`, `Step 3:`, `T+5 min:` and `第1步`.

    `heading`: also leave out a number with only a space behind it, which in a list is a quantity.
    """
    rest = without_marks(text)
    while True:
        number = NUMBERS.match(rest)
        after = rest[number.end() :] if number else rest
        if heading and after == rest and (match := OF_HEADINGS.match(rest)):
            after = rest[match.end() :]
        after = after.lstrip(" \t:：-–—―.·•*#>")
        if after == rest:
            return rest
        rest = after


def _is_picture(character: str) -> bool:
    """Whether a character is an emoji, an arrow or another sign without words."""
    return character in SELECTORS or (not character.isascii() and unicodedata.category(character) in ("So", "Sk", "Cn", "Co"))
