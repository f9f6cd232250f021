"""Templates: how all of them are filled, with every text escaped and without detours. The one module that knows jinja2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

__all__ = ["Templates", "pass_context", "templates_in"]


class _Straight(Context):
    """Calls go straight to what is called: nothing that our templates call asks for the context, and they call a hundred thousand times."""

    def call(self, called: Callable[..., Any], /, *args: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:
        return called(*args, **named)


class Templates(Environment):
    """The templates of one folder, with the filters that they know."""

    context_class = _Straight


def templates_in(
    folder: str,
    *,
    field: Callable[[Any, str], Any] = getattr,
    finalize: Callable[..., object] | None = None,
    keep_trailing_newline: bool = False,
) -> Templates:
    """The templates of a folder below `templates/`.

    `field` looks up what stands behind a dot, `finalize` is asked about all that is printed.
    """
    made = Templates(
        loader=PackageLoader("generator", f"templates/{folder}"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        auto_reload=False,
    )
    made.getattr = field  # type: ignore[assignment]
    return made
