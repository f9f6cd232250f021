"""Browsers with a profile of their own on the disk: their settings, what they store, and how they are killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error

from tests.browsers import CHROMIUM, QUIET

BLOCK_COOKIES = {"profile": {"default_content_setting_values": {"cookies": 2}}}
# Stores as much as fits, down to the last bytes, as another app of the origin. A tab hears late how full the storage is, so the tab of the
# test fills it.
FILL_LOCAL_STORAGE = """() => {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    for (let full = false; !full;) {
      try {
        localStorage.setItem(`other${localStorage.length}`, "y".repeat(size));
      } catch {
        full = true;
      }
    }
  }
}"""
FREE_LOCAL_STORAGE = "Object.keys(localStorage).filter((key) => key.startsWith('other')).forEach((key) => localStorage.removeItem(key))"
FILL_DATABASE = """async () => {
  const request = indexedDB.open("other");
  request.onupgradeneeded = () => request.result.createObjectStore("x", { autoIncrement: true });
  await new Promise((resolve) => { request.onsuccess = resolve; });
  const fits = (size) => new Promise((resolve) => {
    const transaction = request.result.transaction("x", "readwrite");
    transaction.objectStore("x").add("z".repeat(size));
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
  });
  for (let size = 1 << 17; size >= 64; size >>= 1) while (await fits(size));
}"""


@contextmanager
def launched(browser: Browser, profile: Path, settings: dict[str, Any] | None = None) -> Iterator[BrowserContext]:
    """Start a browser with a profile, which a person with these settings has. It may be dead at the end."""
    if settings:
        (profile / "Default").mkdir(parents=True)
        (profile / "Default/Preferences").write_text(json.dumps(settings), "utf-8")
    path = next(found for found in map(shutil.which, CHROMIUM) if found)
    context = browser.browser_type.launch_persistent_context(profile, executable_path=path, args=list(QUIET))
    try:
        yield context
    finally:
        with suppress(Error):
            context.close()


def limit(context: BrowserContext, origin: str, size: int = 300_000) -> None:
    """Let an origin store so many bytes in databases; the browser asks how many it may store only now and then."""
    context.new_cdp_session(context.pages[0]).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size})


def kill_tabs(profile: Path) -> None:
    """Kill the processes of all tabs of a browser."""
    for process in _started_by(_browser(profile)):
        if b"--type=renderer" in _words(process):
            _kill(process)


def kill_browser(profile: Path) -> None:
    """Kill a browser."""
    _kill(_browser(profile))


def _browser(profile: Path) -> int:
    word = f"--user-data-dir={profile}".encode()
    (found,) = (process for process in _processes() if word in _words(process) and not _words(process)[1].startswith(b"--type="))
    return found


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _words(process: int) -> list[bytes]:
    try:
        return [*Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0"), b""]
    except OSError:
        return [b"", b""]


def _started_by(process: int) -> Iterator[int]:
    for other in _processes():
        with suppress(OSError):
            state = Path(f"/proc/{other}/stat").read_text("utf-8").rpartition(")")[2].split()
            if int(state[1]) == process:
                yield other
                yield from _started_by(other)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    while _is_running(process):
        time.sleep(0.005)


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
