"""A key service on this machine that speaks as much of Vault's transit protocol as we use, over real HTTP."""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "a-token-of-the-tests"


class Service:
    """keys[n-1] is version n of the one key `name`. `trouble`: "slow", "refuse" or "nonsense" happens next."""

    def __init__(self, name: str) -> None:
        self.name, self.keys, self.trouble, self.asked = name, [os.urandom(32)], "", 0
        self.url = ""

    def turn(self) -> None:
        """A new version of the key; former ones still open."""
        self.keys.append(os.urandom(32))

    def answer(self, verb: str, said: dict[str, str]) -> dict[str, Any]:
        if verb == "keys":
            return {"latest_version": len(self.keys)}
        bound_to = base64.b64decode(said["associated_data"])
        if verb == "encrypt":
            nonce = os.urandom(12)
            body = AESGCM(self.keys[-1]).encrypt(nonce, base64.b64decode(said["plaintext"]), bound_to)
            return {"ciphertext": f"vault:v{len(self.keys)}:{base64.b64encode(nonce + body).decode()}"}
        _vault, version, text = said["ciphertext"].split(":")
        body = base64.b64decode(text)
        plain = AESGCM(self.keys[int(version[1:]) - 1]).decrypt(body[:12], body[12:], bound_to)
        return {"plaintext": base64.b64encode(plain).decode()}


def handler_of(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            service.asked += 1
            said = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            _empty, _v1, _transit, verb, name = self.path.split("/")
            if service.trouble == "slow":
                self.rfile.read(1)  # until the caller gives up
            if service.trouble == "refuse" or self.headers["X-Vault-Token"] != TOKEN or name != service.name:
                return self._send(403, {"errors": ["permission denied"]})
            if service.trouble == "nonsense":
                return self._send(200, ["nothing of this kind"])
            try:
                return self._send(200, {"data": service.answer(verb, said)})
            except (InvalidTag, LookupError, ValueError):
                return self._send(400, {"errors": ["cipher: message authentication failed"]})

        def _send(self, status: int, body: object) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_args: object) -> None:
            pass

    return Handler


@contextmanager
def key_service(name: str = "peersupport") -> Iterator[Service]:
    service = Service(name)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(service))
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
