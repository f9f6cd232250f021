"""Tell tags of HTML from names in angle brackets, such as `<previous-commit>`."""

from __future__ import annotations

import re
from collections.abc import Container

ELEMENTS = re.compile(
    "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blink|blockquote|body|br|button|canvas"
    "|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption"
    "|figure|font|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend"
    "|li|link|main|map|mark|marquee|menu|meta|meter|nav|nobr|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress"
    "|q|rp|rt|ruby|s|samp|script|search|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody"
    "|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr"
)
# Elements that nobody means as a name, even if they have no end.
LAYOUT = re.compile(
    "a|abbr|b|big|blockquote|body|br|center|col|colgroup|dd|del|details|div|dl|dt|em|font|h1|h2|h3|h4|h5|h6|hr|html|i|iframe|img"
    "|ins|kbd|li|mark|nobr|ol|p|pre|s|samp|script|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead"
    "|tr|tt|u|ul|wbr"
)
NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


def is_html(tag: str, closed: Container[str]) -> bool:
    """Return whether something in angle brackets is HTML. `closed` are the names, in lower case, that have an end tag in the same text.

    Comments, declarations and known tags are HTML. A known name alone, such as `<time>` or `<label>`, is HTML only with its end tag.
    """
    match = NAME.match(tag)
    if match is None:
        return True
    name = match[1].lower()
    is_known = ELEMENTS.fullmatch(name) is not None
    return is_known and (tag[1:-1].lower() != name or LAYOUT.fullmatch(name) is not None or name in closed)
