"""Loads the templates, with every text escaped. The only module that imports jinja2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

__all__ = ["Templates", "pass_context", "templates_in"]


class _FastContext(Context):
    """Calls functions directly: templates make a hundred thousand calls, and none needs the checks of jinja2 for context functions."""

    def call(self, called: Callable[..., Any], /, *args: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:
        return called(*args, **named)


class Templates(Environment):
    """The templates of one folder."""

    context_class = _FastContext


def templates_in(folder: str, *, field: Callable[[Any, str], Any] = getattr, **options: Any) -> Templates:
    """The templates of a folder below `templates/`.

    `field` looks up the attribute after a dot. The other options are those of jinja2; `finalize` converts every printed value.
    """
    made = Templates(
        loader=PackageLoader("generator", f"templates/{folder}"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        **options,
    )
    made.getattr = field  # type: ignore[assignment]
    return made
