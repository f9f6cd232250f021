"""Git as a process: its output, its errors, and missing git."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator.project.faults import InputFault
from generator.project.git_process import error_of, git, require


def test_git_reads_its_input_and_its_output_is_returned(tmp_path: Path) -> None:
    done = git(tmp_path, "hash-object", "--stdin", stdin=b"hello\n")
    assert require(done, "hash").decode().strip() == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_variables_of_hooks_do_not_change_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    require(git(tmp_path, "init", "-q", "own"), "begin")
    assert git(tmp_path / "own", "rev-parse", "--show-toplevel").stdout.decode().strip() == str(tmp_path / "own")
    assert not (tmp_path / "other").exists()


def test_errors_contain_the_message_of_git_without_hints(tmp_path: Path) -> None:
    done = git(tmp_path, "rev-parse", "--verify", "nothing")
    with pytest.raises(InputFault, match=r"git cannot find it: fatal: .*"):
        require(done, "find it")
    done.stderr = b"hint: try\nerror: it is so\nhint: or not\n"
    assert error_of(done) == "error: it is so"
    done.stderr = b"fatal: too deep while including\n\t.git/config\nfrom\n\tconfig\nThis may be a circle.\n"
    assert error_of(done) == "fatal: too deep while including .git/config from config This may be a circle"
    done.stderr = b"error: one\nerror: two\nfatal: three\n"
    assert error_of(done) == "error: one; error: two; fatal: three"
    done.stderr = b""
    assert error_of(done) == "it ended with 128"


class Locked(BaseHTTPRequestHandler):
    """A server that asks for a name and a password."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="locked"')
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture
def locked() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Locked) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/runbooks.git"
        server.shutdown()
        thread.join()


def test_a_remote_that_wants_credentials_fails_without_a_prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str) -> None:
    for name in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"GIT_TERMINAL_PROMPT": "1", "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "no_proxy": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("generator.project.git_process.TIMEOUT", 20)
    with pytest.raises(InputFault, match=r"git cannot ask: fatal: could not read Username for '.*': terminal prompts disabled"):
        require(git(tmp_path, "ls-remote", locked), "ask")


def test_missing_git_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputFault, match="git is not installed"):
        git(tmp_path, "status")
