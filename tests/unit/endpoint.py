"""A SPARQL 1.1 endpoint for tests: the oxigraph server, in memory, on a free port of the loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 20.0


@contextmanager
def oxigraph_server() -> Iterator[str]:
    """Start the server that the package `oxigraph` brings; yields its address, stops it in the end."""
    program = Path(sys.executable).with_name("oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait(SECONDS)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the oxigraph server did not start on port {port}")
