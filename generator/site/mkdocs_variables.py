"""Finds the environment variables that decide settings: with them, one commit gives another site on another machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from generator.project.settings_file import settings_file
from generator.site.mkdocs_build import load_settings
from generator.site.mkdocs_internals import get_yaml_loader, settings_files

TAG = "!ENV"


def deciding_variables(root: Path) -> tuple[str, ...]:
    """Return the variables that are set, and give the settings of the project at `root` another value than the default beside them."""
    stated = settings_file(root)
    if stated is None:
        return ()
    config, _ = load_settings(root)
    found: set[str] = set()
    loader = get_yaml_loader(config=config)
    construct = loader.yaml_constructors[TAG]

    def note(loading: Any, node: Any) -> Any:
        found.update(_deciding(node.value))
        return construct(loading, node)

    loader.add_constructor(TAG, note)
    settings_files(stated, config, loader)
    return tuple(sorted(found))


def _deciding(stated: Any) -> tuple[str, ...]:
    """Return the variable that decides a value, if one is set. Without variables, a list with several entries has the last value."""
    values = [str(one.value) for one in stated] if isinstance(stated, list) else [str(stated)]
    names, defaults = (values[:-1], values[-1:]) if len(values) > 1 else (values, [])
    name = next((one for one in names if one in os.environ), None)
    return (name,) if name is not None and os.environ[name] not in defaults else ()
