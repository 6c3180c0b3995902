"""The peer of the drain: bodies sent one after the other to a server that only makes them durable."""

import http.client
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

SERVER = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    count = 0
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Door.count += 1
        fd = os.open(os.path.join(sys.argv[1], str(Door.count)), os.O_CREAT | os.O_WRONLY)
        os.write(fd, body)
        os.fsync(fd)
        os.close(fd)
        folder = os.open(sys.argv[1], os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *words):
        pass
server = HTTPServer(("127.0.0.1", 0), Door)
print(server.server_address[1], flush=True)
server.serve_forever()
"""


def bare_upload(folder: Path, sizes: list[int], environment: dict[str, str] | None = None) -> float:
    """Seconds for bodies of these sizes on one kept connection, each written to a flushed file in `folder`."""
    folder.mkdir()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert server.stdout is not None
    line = http.client.HTTPConnection("127.0.0.1", int(server.stdout.readline()))
    content = os.urandom(max(sizes))
    try:
        started = perf_counter()
        for size in sizes:
            line.request("POST", "/", content[:size])
            line.getresponse().read()
        return perf_counter() - started
    finally:
        line.close()
        server.kill()
        server.wait()
        server.stdout.close()
