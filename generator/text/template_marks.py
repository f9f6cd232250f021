"""Expressions of templates that nothing fills in: `{{ shop }}`, `${{ github.sha }}`, `{% if x %}`. Readers would see them as they are."""

from __future__ import annotations

import re

MARK = re.compile(r"\$?\{\{[^{}]{0,200}\}\}|\{%[^%]{0,200}%\}|<%[^%]{0,200}%>")
# In commands, `{{.Names}}` and `{{range .Items}}` are the output formats of Docker, Go and Helm. These forms are not: a name without a
# dot before it, the values of a chart, and everything in `${{ }}`, `{% %}` and `<% %>`.
BARE_NAME = re.compile(r"\{\{-?\s*(?!(?:end|else|break|continue|json|now)\b)[A-Za-z_][\w-]*(?:\.[\w-]+)*\s*(?:\|[^{}]*)?-?\}\}")
CHART_VALUE = re.compile(r"\{\{-?\s*\.(?:Values|Release|Chart)\.[^{}]*\}\}")
# Tools that fill in `{{ name }}` themselves,
# and commands that search, replace or print texts: a template is what they work on.
FILLED_BY_TOOLS = re.compile(
    r"\b(?:ansible(?:-\w+)?|salt(?:-\w+)?|jinja2?|j2|cookiecutter|helm|helmfile|gomplate|consul-template|nomad|packer|argo|mustache|handlebars"
    r"|chezmoi|grep|[ef]grep|rg|ag|sed|awk|perl|python[\d.]*|ruby|node)\b|<<"
)
PARAMETER = re.compile(r"\{\{-?\s*params?\b", re.IGNORECASE)


def unfilled_in(text: str, *, is_command: bool) -> tuple[str, ...]:
    """Return the expressions of a text that nothing fills in, each once. Parameters are left out: another check knows their names."""
    if "{{" not in text and "{%" not in text and "<%" not in text:
        return ()
    found = (match[0] for match in MARK.finditer(text) if not PARAMETER.search(match[0]))
    if is_command and FILLED_BY_TOOLS.search(text):
        return ()
    return tuple(dict.fromkeys(one for one in found if not is_command or _is_foreign(one)))


def _is_foreign(mark: str) -> bool:
    return not mark.startswith("{{") or BARE_NAME.fullmatch(mark) is not None or CHART_VALUE.fullmatch(mark) is not None
