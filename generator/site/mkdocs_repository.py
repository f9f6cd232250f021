"""The repository in the settings: where generated pages link to their data, and hand-written pages to their source."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.document.source_address import SourceAddress
from generator.project.open_project import Project
from generator.project.repository import default_branch
from generator.site.forges import edit_uri_of, forge_of, repository_address, source_address
from generator.site.mkdocs_internals import is_stated


def sources_in_repository(config: MkDocsConfig, branch: str | None, project: Project) -> SourceAddress | None:
    """Return the web addresses of the data from `repo_url`, `edit_uri` and `edit_uri_template`; None without a repository."""
    template = str(config.edit_uri_template) if config.edit_uri_template else None
    stated = config.edit_uri if is_stated(config, "edit_uri") else None
    repository = repository_address(config.repo_url or "")
    ref = branch or (default_branch(project.root) if repository else "")
    return source_address(repository, ref, project.revision.prefix, _docs(config), stated, template)


def address_pages(config: MkDocsConfig, branch: str | None, project: Project) -> None:
    """Correct `repo_url` and, if it is not stated, `edit_uri`, from which MkDocs makes the links of hand-written pages and the theme."""
    if not config.repo_url:
        return
    repository = repository_address(config.repo_url)
    is_plain = not is_stated(config, "edit_uri") and not config.edit_uri_template
    if is_plain and forge_of(repository) is None:
        sys.stderr.write(
            f"runbook: warning: `repo_url`: it is not known how {repository or 'this address'} shows files, so edit links may be wrong; "
            "set `edit_uri`, such as `edit/main/docs/` or `-/edit/main/docs/`\n"
        )
    config.repo_url = repository or config.repo_url
    if is_plain and repository:
        config.edit_uri = edit_uri_of(repository, branch or default_branch(project.root), project.revision.prefix, _docs(config))


def _docs(config: MkDocsConfig) -> str:
    """Return the path of the hand-written pages in the project."""
    return Path(os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)).as_posix()
