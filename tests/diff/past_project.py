"""A project with a past: one line was reworded, got other reasons, was renamed, its system was renamed, and it was removed."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.releases.stores import git

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BASE = """\
layer: {title: Every system}
phases: {prepare: {title: Prepare}, deploy-day: {title: Deployment day}, rollback: {remove: it is too small}}
contacts: {lead: {title: Lead, name: null}}
checklists:
  watch:
    phase: deploy-day
    title: Watch
    role: lead
    items:
      limit: At most 50 errors per minute
      memory: Memory is stable
"""
HEAD = "variant: {title: Store, extends: [base]}\n"
OWN = "checklists: {{watch: {{items: {{{id}: {{because: {because}, text: At most 500 errors per minute}}}}}}}}\n"
STORE, SHOP, OTHER = (f"variants/{id}/variant.yaml" for id in ("store", "shop", "other"))
LAYER, OWN_FILE = "layers/base/layer.yaml", "variants/store/own.yaml"
RENAMED = (
    BASE.replace("50 errors", "100 errors").replace("limit: At", "error-rate: {aliases: [limit], text: At").replace("minute\n", "minute}\n")
)
BUSY = OWN.format(id="limit", because="the sale is on")


class PastProject:
    """A repository with one commit for each day. `commits` has their ids by the names that the steps give them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commits: dict[str, str] = {}
        git(root.parent, "init", "-q", "-b", "main", str(root))
        for name, value in (("user.name", "Test"), ("user.email", "test@localhost"), ("commit.gpgsign", "false")):
            git(root, "config", name, value)

    def commit(self, name: str, files: dict[str, str | None]) -> None:
        """Write files of the data, or delete those without a text, and commit them with a name as the message."""
        for path, text in files.items():
            place = self.root / "data" / path
            if text is None:
                place.unlink()
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text)
        git(self.root, "add", "-A")
        self._run("commit", "-q", "-m", name)
        self.commits[name] = git(self.root, "rev-parse", "HEAD")

    def tag(self, name: str) -> None:
        self._run("tag", "-a", "-m", name, name)

    def _run(self, *words: str) -> None:
        """Run git on the day of the next commit."""
        moment = (START + timedelta(days=len(self.commits))).isoformat()
        environ = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        subprocess.run(["git", "-C", str(self.root), *words], check=True, env=environ)


def with_a_past(root: Path) -> PastProject:
    """Return the project with its whole past."""
    project = PastProject(root)
    project.commit("Begin", {LAYER: BASE, STORE: HEAD, OTHER: "variant: {title: Other}\n"})
    git(root, "tag", "2026.1")
    project.commit("Reword", {LAYER: BASE.replace("50 errors", "100 errors")})
    project.commit("Other system", {OTHER: "variant: {title: Another}\n"})
    project.commit("Override", {OWN_FILE: BUSY})
    project.tag("2026.2")
    git(root, "checkout", "-q", "-b", "fix")
    project.commit("Fix of a release", {OWN_FILE: BUSY.replace("500", "900")})
    git(root, "tag", "2026.2.1")
    git(root, "checkout", "-q", "main")
    project.commit("Break", {OWN_FILE: "checklists: [\n"})
    project.commit("Other reason", {OWN_FILE: OWN.format(id="limit", because="the provider counts retries")})
    project.commit("Rename the line", {LAYER: RENAMED, OWN_FILE: OWN.format(id="error-rate", because="the provider counts retries")})
    project.commit(
        "Rename the system",
        {
            STORE: None,
            OWN_FILE: None,
            SHOP: HEAD.replace("title: Store", "title: Shop, aliases: [store]"),
            "variants/shop/own.yaml": OWN.format(id="error-rate", because="the provider counts retries"),
        },
    )
    git(root, "tag", "2026.3")
    project.commit("Remove", {"variants/shop/own.yaml": "checklists: {watch: {items: {error-rate: {remove: an alert watches it}}}}\n"})
    git(root, "tag", "2026.4")
    return project
