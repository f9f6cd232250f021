"""Placeholders: texts that somebody still has to replace, such as `TBD`, `[Name]`, `YOUR_DSN` and `example.com`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

NOUN = "name|phone|e-?mail|address|date|url|link|number|company|domain|team|channel|information|todo"
# Nouns that count only in prose or after another word, because commands have brackets such as [user].
MORE_NOUNS = (
    "id|time|day|month|year|host|hostname|server|region|zone|version|tag|branch|environment|service|port|path|bucket|cluster|amount|value"
    "|percentage|role|person|contact|manager|lead|engineer|owner|ticket|room|code|country|city|location|customer|client|product|project"
    "|database|token|api-key|ssh-key|password|user|username|account|reason|description"
)
LAST = r"(?:[ _-]?\d{1,2}|[ _-](?-i:[A-Z]))?"
BRACKET, END = r"(?<![\w.$)\]}\\])\[", r"\](?![(\[])"
ANYWHERE = rf"""
    \b(?:TBD|TBA|TBC)\b
  | ^(?:TODO|FIXME)\b(?!\() | \b(?:TODO|FIXME): | (?<=\()\#?(?:TODO|FIXME)\b
  | \b(?:change|replace|fill)[-_]?me\b
  | {BRACKET}[\#@]?(?:[^\W_]+[ _-]){{0,4}}(?:{NOUN}){LAST}{END}
  | {BRACKET}[\#@]?(?:[^\W_]+[ _-]){{1,4}}(?:{MORE_NOUNS}){LAST}{END}
  | {BRACKET}(?:todo:|your\b|(?:insert|enter|specify)[ ]\w)[^\]\n]*{END}
  | (?<![\w.@-])(?:[\w-]+[.@])*(?:example|domain|company|(?:your|my)-?(?:domain|site|company|app|org|server|host))
    \.(?:com|org|net|io|dev|tld)\b
  | (?<=://)your[-_][\w.-]*\w | \byour_[a-z]\w+ | (?-i:\bYOUR[-_][A-Z][\w-]*) | (?-i:\b[A-Z][A-Z_]*_HERE\b)
  | (?<=://)(?:\.{{3}}|…)
  | \$\(\.\.\.\)
  | \blorem[ ]ipsum\b | \bT\.B\.[DAC]\. | \bTODO\(\w+\) | \b(?:John|Jane)[ ]Doe\b
  | (?-i:<<(?!(?:EO[A-Z]|END)\b)[A-Z][A-Z0-9_ -]*[A-Z0-9]>>(?![\w/$"~]|\.[\w/]) | (?<![\w@])@@[A-Z][A-Z0-9_]*@@
      | (?<!\S)\#[A-Z][A-Z0-9_]+\#(?!\w))
  | (?<![\w.])(?:10\.x\.x\.x|\d{{1,3}}\.\d{{1,3}}\.(?:x|\d{{1,3}})\.x{{1,3}})(?!\w|\.\w)
  | (?<![\w-])\(?(?:555\)?[-. ]555[-. ]5555|000\)?[-. ]000[-. ]0000|123\)?[-. ]456[-. ]7890)(?!\w)
  | (?<![\w.])(?:some(?:body|one)|user(?:name)?)@(?:somewhere|host(?:name)?|server)(?:\.(?:com|org|net|tld))?(?![\w:-]|\.\w)
  | (?<=://)\{{[a-z][a-z_-]*\}}
  | (?-i:(?<![A-Za-uw-z0-9@]))@[a-z][\w.-]+@(?![\w@])
  | (?-i:(?<!\w)__(?!(?:FILE|DIR|LINE|CLASS|FUNCTION|METHOD|NAMESPACE)__)[A-Z][A-Z0-9_]*[A-Z0-9]__(?!\w))
  | (?-i:(?<![\w+])\+?(?:\d{{1,4}}[-. ()]{{1,2}})?\(?X{{2,}}(?:[-./ ()]{{1,2}}X{{2,}})+(?!\w))
  | (?-i:(?<![A-Za-z0-9])(?<!\s\.)(?:X{{2,}}|x{{3,}}|N{{3,}})(?![A-Za-z0-9])
      (?![ -](?:(?:[Ll]arge|[Ss]mall|[Ll]ong|[Ss]hort|chromosomes?|century|TLD|domains?|top-level)\b)))
  | (?-i:(?<![\w.])(?:[xX](?:\.[xX]){{2,3}}|v?X\.Y(?:\.Z)?)(?!\w|\.\w))
  | (?-i:(?<![\w(%+'"])(?<!form[ ])(?<!format[ ])(?<!pattern[ ])
      (?:(?:YYYY|yyyy)[-/.](?:MM|mm)[-/.](?:DD|dd)|(?:DD|dd|MM|mm)[-/.](?:MM|mm|DD|dd)[-/.](?:YY|yy){{1,2}}|HH:MM)(?![A-Za-z0-9]))
  | (?-i:(?<![A-Za-z0-9(%+'"])(?<!form[ ])(?<!format[ ])(?<!pattern[ ])
      (?:YYYYMMDD|TT\.MM\.JJJJ|JJJJ-MM-TT|(?:JJ|DD|GG)/MM/AAAA|AAAA-MM-(?:DD|JJ))(?![A-Za-z0-9]))
  | (?-i:\b(?:Max|Erika)[ ]Mustermann\b)
  | (?<!\w)_{{3,}}(?!\w) | \[(?:\.{{3}}|…)\] | <(?:\.{{3}}|…)>
  | (?-i:\b[Yy]our[ ](?:Name|Company|Team|Email|Phone)\b) | \bfirst[_-]?name[ ._-]last[_-]?name\b
"""
TAGS = (
    "a|abbr|b|big|blockquote|body|br|button|center|code|col|dd|del|details|div|dl|dt|em|font|footer|form|h[1-6]|head|header|hr|html|i|iframe"
    "|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|option|p|pre|q|s|samp|script|section|select|small|span|strong|style|sub|summary"
    "|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|var|video"
)
KEYBOARD = (
    r"enter|return|tab|esc|escape|space|backspace|del(?:ete)?|insert|home|end|page[ ]?(?:up|down)|up|down|left|right|f\d+"
    r"|(?:ctrl|alt|shift|cmd|meta)\b.*"
)
# What tools print for a value that is not there.
NO_VALUE = "none|no[ ]value|nil|null|unknown|unset|not[ ]set|pending|invalid|missing|empty|undefined|default|no[ ]response|error"
# Variables of Windows.
WINDOWS = (
    "PATH|PATHEXT|TE?MP|USER(?:NAME|PROFILE|DOMAIN)|(?:LOCAL)?APPDATA|PROGRAM(?:FILES|DATA)|WINDIR|SYSTEM(?:ROOT|DRIVE)|COMPUTERNAME"
    "|HOME(?:PATH|DRIVE)?|ERRORLEVEL|CD|DATE|TIME|COMSPEC|PUBLIC|RANDOM|JAVA_HOME"
)
PROSE = re.compile(
    rf"""
    {ANYWHERE}
  | {BRACKET}[\#@]?(?:{MORE_NOUNS}){LAST}{END}
  | (?<![\w<])<(?!(?:{TAGS}|{KEYBOARD}|{NO_VALUE})>)[a-z][\w .,/'\#-]*\w>
  | (?<![\w$\#%/{{])\{{[a-z]+(?:[-_ ][a-z]+)+\}}(?!\}})
  | ^(?:\?{{2,}}|\.{{3,}})$ | (?<!\S)\?{{3,}} | (?:<[nx]>|\[[nx]\])(?=[ ](?:(?:second|minute|hour|day|week|month|user)s?\b|percent\b|%))
  | (?:^|(?<=[:(\[])|(?<=:[ ]))to[ ]be[ ](?:determined|confirmed|defined|decided|announced)(?=\s*\.?\s*$|[)\]])
  | (?<![\w$\#%/{{:.=?&"'-])\{{(?:{NOUN}|host|hostname|server|version|tag|branch|environment|customer|owner|engineer)\}}(?![\w}}/:-]|\.\w)
  | <link>(?![ ](?:tag|element))
  | \((?:your|insert)[ ][^()\n]{{1,40}}\bhere\) | {BRACKET}(?:[^\W_]+[ ]){{0,3}}(?:{NOUN}|{MORE_NOUNS})[ ]here{END}
  | {BRACKET}First(?:[ ]?Name)?[ ]Last(?:[ ]?Name)?{END}
  | (?-i:\b(?:ENTER|INSERT)[ ](?:YOUR[ ](?:[A-Z]+[ ])?[A-Z]{{2,}}|(?:[A-Z]+[ ])?(?:LINK|NAME|DATE|URL|NUMBER|PHONE|EMAIL|VERSION|TOKEN)\b))
  | (?-i:(?<![\w%\\/])%(?!(?:{WINDOWS})%)[A-Z][A-Z0-9_]*[A-Z0-9]%(?![\w\\/]))
    """,
    re.IGNORECASE | re.VERBOSE,
)
# In a command, <name> is a blank to fill in, or a redirect.
COMMAND = re.compile(
    rf"""
    {ANYWHERE}
  | (?-i:(?<![\w<])<(?=[^<>]*(?:[A-Z]{{2}}|_|[ ]|[Yy]our))[A-Za-z][\w -]*\w>(?![\w&(]))
  | (?-i:(?<=\w:)(?:VERSION|TAG)(?![\w=/]) | (?<=[ ]-n[ ])NAMESPACE\b | (?<=[ ]-p)PASSWORD\b | (?<=[ ]-u[ ])USER\b | (?<=Bearer[ ])TOKEN\b)
  | (?<=[\s=@/:"'])your-[a-z][\w-]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A name in capitals, such as DROPLET_ID, that a command does not set or expand, in a line that is not about variables or a query.
IN_CAPITALS = re.compile(
    r"(?<![\w$%{-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*"
    r"_(?:ID|NAME|IP|HOST|HOSTNAME|DOMAIN|URL|DSN|TOKEN|USER|USERNAME|EMAIL|REGION|ZONE|BUCKET|ADDRESS|TAG|SHA|HASH|NUMBER)(?![\w=}%])"
)
OF_VARIABLES = re.compile(
    r"\b(?:env|secrets?|config|printenv|export|unset|grep|awk|sed|set|variables?|vars?|parameters?|echo|printf|read|select|insert|update|delete|where)\b"
    r"|(?<!\S)(?:-e|-I|--env|--build-arg)\b",
    re.IGNORECASE,
)
# In lower case, each placeholder has one of these signs, or a bracket. Most texts have none, and need no search with long expressions.
SIGNS = (
    *"<{@#%…",
    *("...", "??", "__", ".x", "xx", "nnn", "x.x", "x.y", "yy", "jjjj", "aaaa", "hh:mm", "555", "000", "123", "your", "here)", "_here"),
    *("tbd", "tba", "tbc", "t.b.", "todo", "fixme", "eme", "e-me", "e_me", "llme", "ll-me", "ll_me", "lorem", "doe", "mustermann", "first"),
    *("example.", "domain.", "company.", "site.", "app.", "org.", "server.", "host.", "to be ", "enter ", "insert "),
    *(":version", ":tag", "-n namespace", "-ppassword", "-u user", "bearer token"),
)
BRACKETS = re.compile(r"\](?![(\[])")
DOTLESS = frozenset("İı")  # an expression that ignores case takes them for `i`
BLANK = re.compile(r"\$\([^()\n]*\)")
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
TEMPORARY_FILE = re.compile(r"\bX{3,}")


@lru_cache(maxsize=65536)
def placeholders_in(text: str, *, command: bool = False) -> tuple[str, ...]:
    """Return the placeholders of a text, in order, each once. Code spans in prose are commands.

    Cached, because systems and sheets share texts.
    """
    if not may_have_placeholders(text):
        return ()
    return tuple(dict.fromkeys(_in_command(text) if command else _in_prose(text)))


def may_have_placeholders(text: str) -> bool:
    """Return whether a text has a sign of a placeholder."""
    folded = text.casefold()
    return (
        any(sign in folded for sign in SIGNS)
        or ("]" in text and BRACKETS.search(text) is not None)
        or ("_" in text and IN_CAPITALS.search(text) is not None)
        or not (text.isascii() or DOTLESS.isdisjoint(text))
    )


def blanks_in(text: str) -> tuple[str, ...]:
    """Return the parts like `$(date)` of a text outside code spans, where no shell replaces them."""
    if "$(" not in text:
        return ()
    return tuple(match[0] for match in BLANK.finditer(CODE_SPAN.sub(" ", text)))


def _in_prose(text: str) -> Iterator[str]:
    end = 0
    for span in CODE_SPAN.finditer(text) if "`" in text else ():
        yield from (match[0] for match in PROSE.finditer(text, end, span.start()))
        code = span[0].strip("`")
        # A single word in capitals is the name of a variable.
        yield from _in_command(code) if re.search(r"[\s@/:]", code) else (match[0] for match in COMMAND.finditer(code))
        end = span.end()
    yield from (match[0] for match in PROSE.finditer(text, end))


def _in_command(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        found = [(match.start(), match[0]) for match in COMMAND.finditer(line)]
        if "_" in line and not OF_VARIABLES.search(line):
            names = ((match.start(), match[0]) for match in IN_CAPITALS.finditer(line))
            found += [(at, name) for at, name in names if not _is_variable(name, text) and not any(name in one for _, one in found)]
        yield from (one for _, one in sorted(found) if not ("mktemp" in line and TEMPORARY_FILE.fullmatch(one)))


def _is_variable(name: str, text: str) -> bool:
    return re.search(rf"\b{name}=|\$\{{?{name}\b|\b(?:read|for) {name}\b", text) is not None
