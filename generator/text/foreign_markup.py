"""What people copy with a text from a web page, a wiki, a chat or a terminal. It is printed as it is written: `<br>`, `[[Page]]`, `$ `."""

from __future__ import annotations

import re

from generator.text.odd_characters import QUOTED

TAGS = "a|b|i|u|s|p|br|hr|em|strong|code|pre|ul|ol|li|div|span|font|img|table|tr|td|th|sub|sup|h[1-6]|kbd|mark|del|ins"
# Short codes of chats. Other words between colons, as in `:start:`, may be a part of the text.
EMOJI = (
    "white_check_mark|heavy_check_mark|ballot_box_with_check|check|x|o|warning|rotating_light|no_entry(?:_sign)?|stop_sign|octagonal_sign"
    "|exclamation|bangbang|question|information_source|bulb|bell|mega|loudspeaker|fire|boom|rocket|tada|sparkles|star2?|zap|eyes|wave|pray|clap"
    "|muscle|ok_hand|thumbsup|thumbsdown|raised_hands?|point_(?:up|down|left|right)|smile|smiley|grin|joy|wink|cry|sob|thinking(?:_face)?"
    "|slightly_smiling_face|heart|100|lock|unlock|key|link|pushpin|memo|pencil2?|wrench|hammer(?:_and_wrench)?|gear|bug|construction|phone"
    "|telephone(?:_receiver)?|email|envelope|hourglass(?:_flowing_sand)?|stopwatch|alarm_clock|calendar|clipboard|package|recycle|rollback"
    "|arrow_(?:up|down|left|right|forward|backward)|(?:large_)?(?:red|green|blue|yellow|orange)_(?:circle|square)|green_heart|traffic_light"
)
# What follows an ordinal such as `1. Mai`: a month or a unit, in languages that write a point after an ordinal.
MONTHS = (
    "januar|jänner|februar|feber|märz|marts?|mars|april|mai|maj|juni|juli|august|september|oktober|november|dezember|desember|december"
    "|[a-zäö]+kuu(?:ta|n)?|led(?:na|en)|února?|břez(?:na|en)|dub(?:na|en)|květ(?:na|en)|červ(?:na|en|ence|enec)|srp(?:na|en)|září|říj(?:na|en)"
    "|listopad[ua]?|prosin(?:ce|ec)|január[a]?|február[a]?|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra"
    "|siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga?|prosinca|ocak|şubat|mart|nisan|mayıs|haziran"
    "|temmuz|ağustos|eylül|ekim|kasım|aralık|janúar|febrúar|maí|júní|júlí|ágúst|október|nóvember|(?:jaan|veebr)uar|aprill|juuni|juuli|oktoober"
)
ORDINALS = (
    "stock|stockwerk|etage|og|ug|halbjahr|quartal|kalenderwoche|kw|woche|tag|jahr|jahrhundert|mal|versuch|ebene|stufe|schicht|instanz|level"
    "|liga|klasse|person|advent|weihnachtstag|sal|uge|etasje|kvartal|kerros|patro|den|týden|čtvrtletí|kat|hafta|gün"
)
MARKUP = re.compile(
    rf"""
      </?(?:{TAGS})(?:\s[^<>]{{0,200}})?/?>                         # a tag of HTML
    | &(?:[a-zA-Z]{{2,8}}|\#[0-9]{{1,6}}|\#x[0-9a-fA-F]{{1,6}});            # an entity of HTML
    | \[\[[^\[\]]{{1,100}}\]\]                                       # a link of a wiki
    | \{{(?:code|noformat|panel|quote|color)(?::[^{{}}]{{0,50}})?\}}      # a macro of a ticket system
    | <[@#!][^<>\s]{{1,100}}>                                       # a mention in a chat
    | <https?://[^<>|\s]{{1,500}}\|[^<>]{{0,200}}>                     # a link of a chat
    | (?<![\w:]):(?:{EMOJI}|[+-]1):(?![\w:])                            # an emoji of a chat
    | !\[[^\[\]]{{0,200}}\]\([^()\s]{{1,500}}\)                         # a picture of Markdown
    | (?<!\w)__[^_\s][^_]{{0,200}}__(?![\w.(])                         # strong text of Markdown that is not known here
    | \A\s*(?:[-+](?!\s+[0-9])|[*•]|\#{{2,6}}|h[1-6]\.)\s+(?=\S)          # the mark of a list or of a heading, but not `- 5`
    | \A\s*\#(?!\s+(?:of|in|per|von|der|de|des|di|del|af|av|van)\s)\s+(?=\S)   # a heading, but not `# of users`
    | \A\s*[0-9]{{1,2}}[.)](?!\s+(?i:{MONTHS}|{ORDINALS})\b)\s+(?=\S)   # a number of a list, but not `1. Mai`
    | (?<!\S)\[[ xX]\](?!\S)                                       # a box of a task list
    | \A\s*\[\](?=\s+\w)(?!\s+(?:is|are|means?|or|and|if|in|as)\b)       # an empty box
    | (?<!~)~~[^~\s](?:[^~\n]{{0,200}}[^~\s])?~~(?!~)                # deleted text of Markdown
    | (?<![\w*\\/.])\*[^\W\d_](?:[^*\n]{{0,100}}[\w.!?])?\*(?![\w*/.])  # emphasis of Markdown
    | (?<![\w/.@-])_[^\W\d_](?:[^_\s]{{0,60}}[^\W_])?_(?![\w/.@(-])     # the same
    | \[\^[\w-]{{1,30}}\]                                            # a footnote of Markdown
    | (?<![\w\])])\[[^\[\]\n]*[^\W\d][^\[\]\n]*\]\[[\w-]{{0,30}}\]        # a link whose address is elsewhere
    | (?<!\w)\([^()\n]{{1,100}}\)\[https?://[^\]\s]{{1,500}}\]           # a link with its brackets exchanged
    | \A\s*\|(?:[^|\n]{{1,200}}\|){{2,}}\s*                             # a row of a table
    | \|(?:[ ]*:?-{{3,}}:?[ ]*\|)+                                      # the line below the heads of a table
    | \A\s*(?:!!!|\?\?\?\+?|:::+)[ ]?[a-z][a-z-]{{1,30}}(?![^\s])          # a note of a generator of sites
    | \{{\#[^{{}}\n]{{0,200}}\#\}}                                       # a comment of a template
    | %\([a-z_]\w{{0,50}}\)[sd]\b                                    # a substitution of Python
    | \{{\{{\{{[^{{}}\n]{{0,100}}\}}\}}\}}                                   # a value of a template
    | (?<=[.!?;,])\\n(?=\w)                                          # an escape of a string
    | \\n(?!\S)                                                    # an escape of a string
    """,
    re.VERBOSE,
)
# One of these is in all markup above: within a text, or at its start. Most texts have none.
SIGN, FIRST = re.compile(r"[<&\[{*_~|%\\]|:[\w+-]"), re.compile(r"\s*(?:[-+*•#0-9]|h[1-6]|!!!|:::|\?\?\?)")
IN_COMMANDS = re.compile(
    r"""
      ^\s*(?:\$|[\w.-]+@[\w.-]+:[^\s$\#]{0,100}[$\#]|(?:PS\ )?[A-Z]:\\[^\n>]{0,100}>)\ (?=\S)   # the prompt of a terminal
    | ^\s*(?:>>>|\[[\w.-]+@[^\]\n]{1,100}\][$\#]|(?:ba|z)?sh-[0-9.]+[$\#]|\([\w.-]+\)\ [$\#]|[➜❯λ])\ (?=\S)   # other prompts
    | ^\s*(?:[A-Za-z_]\w*=[\#>]|(?:mysql|sqlite|redis|mongo|psql|MariaDB\ \[[^\]\n]{1,50}\])>)\ (?=[A-Za-z\\]+[ ;])       # of databases
    | \A\s*%\ (?=\w)                                                                            # the prompt of zsh
    | \A\s*\#(?=\ (?:\./|/|~/|sudo\b|systemctl\b|apt(?:-get)?\b|docker\b|kubectl\b)[^\n]*\Z)       # the prompt of root
    | &(?:amp|quot|lt|gt|nbsp|\#39);                                                            # an entity of HTML
    | ^\s*```.*$                                                                                # a fence of Markdown
    | \A`[^`\n]*`\Z                                                                             # a code span of Markdown
    """,
    re.VERBOSE | re.MULTILINE,
)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
FOREIGN_CODE = re.compile(r"(?<!`)`[^`\n]{1,500}`__?(?!\w)")  # a link of reStructuredText
OPEN_CODE = re.compile(r"(?<!\S)`(?=\w)")
ARROW = re.compile(r"(?<!\S)[→⇒⟶➔➡](?!\S)")
# `cd \` leads to the root on Windows.
CONTINUED = re.compile(r"(?<!cd)(?<!dir)\s\\\s*\Z")
# Texts after `<<`, comments, $'...', escapes of PowerShell, and lines of Windows have other rules for quotes.
OTHER_QUOTING = re.compile(r"<<|\#|\$'|`|\b[A-Z]:\\|\$\(\(|\b(?:echo|REM|rem)\s+\w+'\w")
COMPLETE = re.compile(r"""\\.|'[^']*'|"(?:\\.|[^"\\])*\"""", re.DOTALL)
# What becomes of a character if its bytes are read in another encoding: `â€“` for a dash, `Ã©` for an accented letter.
BROKEN = re.compile("\ufffd|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf\u2018-\u2026\u02dc\u0153\u2122\u201a]?")


def foreign_markup_in(text: str) -> tuple[str, ...]:
    """Return the parts of a text that are markup of another program, each once. Code spans must be cut out before."""
    if SIGN.search(text) is None and FIRST.match(text) is None:
        return ()
    return tuple(dict.fromkeys(match[0].strip() for match in MARKUP.finditer(text)))


def foreign_code_in(text: str) -> tuple[str, ...]:
    """Return the code of a text that has the signs of another program, each once, and a backtick that opens code without an end."""
    if "`" not in text:
        return ()
    return tuple(dict.fromkeys(match[0] for match in FOREIGN_CODE.finditer(text))) or tuple(OPEN_CODE.findall(CODE.sub(" ", text)))[:1]


def foreign_in_command(command: str) -> tuple[str, ...]:
    """Return the parts of a command that are not part of it: the prompt of a terminal, markup around it, entities, arrows; each once."""
    arrows = () if command.isascii() or "<<" in command else ARROW.findall(QUOTED.sub(" ", command))
    return tuple(dict.fromkeys((*(match[0].strip() for match in IN_COMMANDS.finditer(command)), *arrows)))


def unfinished_end_of(command: str) -> str:
    """Return the quote that a command leaves open, or the backslash at its end, which waits for another line; empty if there is none."""
    if CONTINUED.search(command):
        return "\\"
    if OTHER_QUOTING.search(command):
        return ""
    opened = re.search("[\"']", COMPLETE.sub(" ", command))
    return opened[0] if opened else ""


def broken_characters_in(text: str) -> tuple[str, ...]:
    """Return the characters of a text that a wrong encoding broke, each once."""
    return () if text.isascii() else tuple(dict.fromkeys(BROKEN.findall(text)))
