"""A text-message gateway, a push service and a mail server on loopback, for the demo, the tests and the proofs.

Everything it takes over it writes to a file that is on the disk before it answers: that file says what really went
out. It can be told to misbehave: POST /mode {"mode": "reset", "times": 3}.

  ok      takes it, answers            500    doesn't take it              429    doesn't, asks to wait a second
  reset   takes it, breaks off         drip   takes it, answers a byte at a time
  hang    doesn't take it, is silent   wrong  doesn't take it, says 200 about something else
  stop    they answered STOP           gone   there is no such number, address or device
  relay   (mail) we may not send there
"""

import argparse
import base64
import json
import os
import socket
import struct
import sys
import threading
import time
import uuid
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any
from urllib.parse import parse_qs

HOST = "127.0.0.1"
HANGS_FOR = 60.0
PUSH_PATH = "/push/"
TAKEN_IN = {"ok", "reset", "drip"}


class Book:
    """What was taken over, in the order in which it came; and how to behave."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a", encoding="utf-8")
        self.lock = threading.Lock()
        self.mode, self.times = "ok", 0

    def behave(self, mode: str, times: int = 0) -> None:
        """In that way for so many requests, then well; for ever without a number."""
        with self.lock:
            self.mode, self.times = mode, times

    def next_mode(self) -> str:
        with self.lock:
            mode = self.mode
            if self.times:
                self.times -= 1
                if not self.times:
                    self.mode = "ok"
            return mode

    def take(self, **what: object) -> None:
        line = json.dumps({"at": time.time(), **what}) + "\n"
        with self.lock:
            self.file.write(line)
            self.file.flush()
            os.fsync(self.file.fileno())


def break_off(connection: socket.socket) -> None:
    """A reset instead of a goodbye."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Texts(BaseHTTPRequestHandler):
    book: Book
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments: object) -> None:
        """What it takes stands in the book."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.close_connection = True
        if self.path == "/mode":
            said = json.loads(body)
            self.book.behave(said["mode"], said.get("times", 0))
            self._answer(200, {})
            return
        mode = self.book.next_mode()
        is_push = self.path.startswith(PUSH_PATH)
        if mode in TAKEN_IN:
            told = self._pushed(body) if is_push else self._read(body)
            self.book.take(mode=mode, **told)
        self._respond("lost" if is_push and mode == "gone" else mode)

    def _read(self, body: bytes) -> dict[str, object]:
        told = {"way": "sms", "key": self.headers.get("Idempotency-Key", "")}
        if "json" in self.headers.get("Content-Type", ""):
            said = json.loads(body)
            return told | {"to": said.get("to"), "text": said.get("text")}
        fields = parse_qs(body.decode())
        return told | {"to": fields.get("To", [""])[0], "text": fields.get("Body", [""])[0]}

    def _pushed(self, body: bytes) -> dict[str, object]:
        """As a push service sees it: whom it is for, how long it lasts, and nothing of what it says."""
        names = {"key": "Topic", "ttl": "TTL", "urgency": "Urgency", "proof": "Authorization"}
        told = {name: self.headers.get(header, "") for name, header in names.items()}
        coding, sealed = self.headers.get("Content-Encoding", ""), base64.b64encode(body).decode()
        return {"way": "push", "to": self.path, **told, "coding": coding, "sealed": sealed}

    def _respond(self, mode: str) -> None:
        if mode == "reset":
            break_off(self.connection)
        elif mode == "hang":
            time.sleep(HANGS_FOR)
        elif mode == "drip":
            self._drip()
        elif mode == "wrong":
            self._answer(200, "<html>Welcome to our service</html>")
        elif mode == "429":
            self._answer(429, {}, {"Retry-After": "1"})
        elif mode in {"stop", "gone"}:
            self._answer(400, {"code": 21610 if mode == "stop" else 21211})
        elif mode == "lost":
            self._answer(410, {})
        elif mode == "500":
            self._answer(500, {})
        else:
            self._answer(201, {"sid": "SM" + uuid.uuid4().hex})

    def _answer(self, status: int, said: object, headers: dict[str, str] | None = None) -> None:
        body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in {
            "Content-Length": str(len(body)),
            "Connection": "close",
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        try:
            for byte in b"HTTP/1.1 201 Created\r\nContent-Length: 20000\r\n\r\n" + b" " * 20000:
                self.wfile.write(bytes([byte]))
                time.sleep(0.5)
        except OSError:
            return


class Mails(StreamRequestHandler):
    book: Book

    def handle(self) -> None:
        self.mode = self.book.next_mode()
        self.to: list[str] = []
        self._say("220 here")
        try:
            while (line := self.rfile.readline(4096)) and self._obey(line.decode(errors="replace").strip()):
                pass
        except OSError:
            return

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def _obey(self, line: str) -> bool:
        verb = line[:4].upper()
        if verb == "DATA":
            return self._data()
        if verb == "RCPT" and self.mode in {"500", "gone", "429"}:
            self._say("451 4.3.0 later, please" if self.mode == "429" else "550 5.1.1 nobody of that name")
            return True
        if verb == "RCPT" and self.mode == "relay":
            self._say("554 5.7.1 relay access denied")
            return True
        if verb == "RCPT":
            self.to.append(line.partition(":")[2].strip(" <>"))
        self._say("221 bye" if verb == "QUIT" else "250 fine")
        return verb != "QUIT"

    def _data(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline(65536)) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.mode == "hang":
            time.sleep(HANGS_FOR)
            return False
        self.book.take(way="email", mode=self.mode, **read_mail(b"".join(lines), self.to))
        if self.mode == "reset":
            break_off(self.connection)
            return False
        if self.mode == "drip":
            for byte in b"250-" + b" " * 200:
                self.wfile.write(bytes([byte]))
                time.sleep(0.5)
        self._say("250 taken")
        return True


def read_mail(raw: bytes, to: list[str]) -> dict[str, object]:
    mail: Message[Any, Any] = message_from_bytes(raw, policy=default)  # type: ignore[arg-type]
    key = str(mail["Message-ID"] or "").strip("<>").partition("@")[0]
    body = mail.get_payload(decode=True)
    text = body.decode(errors="replace").strip() if isinstance(body, bytes) else ""
    return {"key": key, "to": ", ".join(to), "subject": str(mail["Subject"]), "text": text}


class Listening(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


class Taking(ThreadingHTTPServer):
    request_queue_size = 128


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--http", type=int, default=0)
    parser.add_argument("--smtp", type=int, default=0)
    options = parser.parse_args()
    book = Book(options.journal)
    texts = Taking((HOST, options.http), type("Texts", (Texts,), {"book": book}))
    mails = Listening((HOST, options.smtp), type("Mails", (Mails,), {"book": book}))
    threading.Thread(target=mails.serve_forever, daemon=True).start()
    sys.stdout.write(json.dumps({"http": texts.server_port, "smtp": mails.server_address[1]}) + "\n")
    sys.stdout.flush()
    texts.serve_forever()


if __name__ == "__main__":
    main()
