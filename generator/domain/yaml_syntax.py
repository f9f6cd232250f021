"""What libyaml's complaints mean to a writer: the place to look at, the reason in words, the fix."""

from __future__ import annotations


def explain_syntax_error(text: str, context: str, context_at: int, problem: str, problem_at: int) -> tuple[int, str, str]:
    """The index of the place to show, a sentence, and a help line, from libyaml's context and problem texts and their indexes."""
    here = text[problem_at : problem_at + 1]
    if "quoted scalar" in context:
        if "escape" in problem:
            escape = text[problem_at : problem_at + 2]
            return problem_at, f"`{escape}` is no escape inside double quotes", "use single quotes, in which a backslash is a backslash"
        return context_at, "the quote that opens here is never closed", "close it on the same line"
    if "block scalar" in context:
        sign = text[context_at : context_at + 1]
        words = {">": "over", "|": ""}.get(sign, "")
        hint = f"write `{words}` in words, or quote the whole value" if words else "quote the value"
        return context_at, f"`{sign}` at the start of a value begins a block of text", hint
    if "flow mapping" in context or "flow sequence" in context:
        opener = text[context_at : context_at + 1]
        return (
            context_at,
            f"the `{opener}` that opens here is not closed, or a comma is missing after it",
            "close it on the same line, or quote a text that begins with it",
        )
    if "cannot start any token" in problem:
        if here == "\t":
            return problem_at, "a tab stands where only spaces may", "indent with spaces"
        return problem_at, f"a value cannot begin with `{here}`", "quote the text"
    if "mapping values are not allowed" in problem:
        return (
            problem_at,
            "a second `: ` stands in this value, or a line is indented too far",
            "quote a text that holds `: `; else align the key with its neighbours",
        )
    if "could not find expected ':'" in problem:
        return (
            context_at,
            "this line is no `key: value`",
            "add the colon and a space after the key, or indent the line to belong to the text above",
        )
    if "did not find expected key" in problem:
        line_start = text.rfind("\n", 0, problem_at) + 1
        if text[line_start:problem_at].strip():
            return (
                problem_at,
                "something follows the value that does not belong to it",
                "quote the whole text; inside single quotes write '' for an apostrophe",
            )
        return (
            problem_at,
            "the line is indented unlike its neighbours, or the text above it ended early",
            "align it with the keys of its mapping",
        )
    if "block sequence entries are not allowed" in problem:
        return problem_at, "`- ` begins a list where a text is expected", "quote the text if it begins with a dash"
    if "document start" in problem:
        return problem_at, "the file goes on after its end mark `...`", "delete the `...`"
    if "node content" in problem:
        return problem_at, f"a value cannot begin with `{here}`" if here.strip() else "a value is expected here", "quote the text"
    return problem_at, f"the file is no YAML here: {problem}" + (f" {context}" if context else ""), "compare the line with its neighbours"
