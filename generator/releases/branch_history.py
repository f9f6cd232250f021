"""The history of a branch of releases: what was deleted or replaced stays in it, until somebody removes the history."""

from __future__ import annotations

from shlex import quote

REMOTE = "origin"


def history_warning(branch: str, *, is_pushed: bool) -> str:
    """Return the warning after content was taken off a branch, with the commands that remove it from the history too."""
    who = "everybody who can read the repository" if is_pushed else "everybody who gets a copy of the repository"
    elsewhere = (
        "\nOther clones, forks and the host of the repository may keep a copy: each clone needs the last two commands too, after "
        f"`git fetch {REMOTE}` and `git branch --force {quote(branch)} {quote(f'{REMOTE}/{branch}')}`."
    )
    return (
        f"the former pages are still in the history of the branch `{branch}`, where {who} can read them. "
        "If nobody may read them, remove the history of this branch; the releases on it stay:\n"
        + "\n".join(f"  {command}" for command in purge_commands(branch, is_pushed=is_pushed))
        + (elsewhere if is_pushed else "")
    )


def purge_commands(branch: str, *, is_pushed: bool) -> tuple[str, ...]:
    """Return shell commands that make the branch one commit without a history, and delete what only the history had."""
    local, remote = f"refs/heads/{branch}", f"refs/remotes/{REMOTE}/{branch}"
    push = (f"git push --force {REMOTE} {quote(branch)}",) if is_pushed else ()
    refs = " ".join(map(quote, (local, *((remote,) if is_pushed else ()))))
    tree, message = quote(f"{local}^{{tree}}"), quote("Remove the history")
    return (
        f'git update-ref {quote(local)} "$(git commit-tree {tree} -m {message})"',
        *push,
        f"git reflog expire --expire=now {refs}",
        "git gc --prune=now",
    )
