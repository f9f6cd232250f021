"""A real nginx on this machine that serves a folder with the documented configuration."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.free_ports import free_port

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy/nginx.conf"
PATIENCE = 10.0
# The settings that an operator adds: the address and the folder. nginx writes its own files into the folder it is started in.
AROUND = """\
daemon off;
pid nginx.pid;
error_log error.log;
{user}worker_processes 1;
events {{}}
http {{
    types {{ {types} }}
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    {servers}
}}
"""
SERVER = """\
server {{
    listen {place};
    root {root};
    include {configuration};
}}
"""
TYPES = Path("/etc/nginx/mime.types")


def program() -> str:
    """Return the path of nginx; `make test` installs it if it is missing."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found is not None, "nginx is missing: run requirements/system.sh"
    return found


@contextmanager
def nginx(root: Path, folder: Path, below: str = "") -> Iterator[str]:
    """Serve the files in `root` with nginx until the block ends; nginx writes its own files into `folder`. Yield the address.

    `below` is the documented configuration for a site below a path, with the documented names of files and folders.
    """
    port = free_port()
    user = "user root;\n" if os.geteuid() == 0 else ""  # only root can read the files that tests write
    types = TYPES.read_text(encoding="utf-8").partition("{")[2].rpartition("}")[0]
    servers = SERVER.format(place=f"127.0.0.1:{port}", root=root, configuration=CONFIGURATION)
    if below:
        beside, _, inside = below.partition("# in your server block")
        own = {"/srv/www/runbooks/published": str(root), "/etc/nginx/runbooks.conf": str(CONFIGURATION), "unix:/run": f"unix:{folder}"}
        for documented, here in own.items():
            beside, inside = beside.replace(documented, here), inside.replace(documented, here)
        servers = f"{beside}server {{ listen 127.0.0.1:{port}; absolute_redirect off; {inside} }}"
    text = AROUND.format(user=user, types=types, servers=servers)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    words = [program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tried = subprocess.run([*words, "-t", "-q"], capture_output=True, text=True, check=False)
    assert (tried.returncode, tried.stderr) == (0, "")
    server = subprocess.Popen(words)
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, "nginx has stopped"
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server does not answer")
