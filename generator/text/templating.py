"""Load the templates, which escape every text. This is the only module that imports jinja2."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context

__all__ = ["Environment", "Templates", "pass_context", "templates_in"]


class _FastContext(Context):
    """Calls functions directly: templates make a hundred thousand calls, and none needs the checks of jinja2 for context functions."""

    def call(self, called: Callable[..., Any], /, *args: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:
        return called(*args, **named)


class _CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, because the environments of one folder differ only in their functions, and compiling is slow."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code


@cache
def _compiled_with(finalize: Callable[[Any], Any] | None) -> _CompiledTemplates:
    """Return the templates that are compiled for one function `finalize`, which is part of the code."""
    del finalize
    return _CompiledTemplates()


class Templates(Environment):
    """The templates of one folder."""

    context_class = _FastContext
    getattr = staticmethod(getattr)  # type: ignore[assignment] # a name after a dot is an attribute, never a key


def templates_in(folder: str, **options: Any) -> Templates:
    """Return the templates of a folder below `templates/`.

    The options are those of jinja2; `finalize` converts every printed value.
    """
    return Templates(
        loader=PackageLoader("generator", f"templates/{folder}"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled_with(options.get("finalize")),
        **options,
    )
