"""A peer's browser that keeps one worry after the other over HTTP, and notes what the pages say. It gets killed.

`python -m peersupport.bench.proofs.faults_browser BOOK ADDRESS EMAIL PASSWORD`. Where a page does not say that it is
kept, the same form is sent again with the same key, as somebody would who sees "NOT saved" or no page at all; also
after the browser itself was killed and opened again.
"""

import http.client
import json
import os
import random
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from peersupport.embedded.client import Client, Form, Page

ADD = "/concerns/add/"
EVERY, AGAIN_AFTER = 0.2, 0.3  # seconds between two worries, and before the same form is sent again
WITH_ONE_FORM = 10
LOOKS_AGAIN = 0.3  # how often somebody looks back at the one before
TROUBLE = (OSError, http.client.HTTPException)  # no page came


class SignedOut(Exception):
    """There is no form to write in."""


@dataclass
class Browser:
    book: Path
    client: Client
    email: str
    password: str

    def run(self) -> None:
        while True:
            try:
                self.keep_some()
            except SignedOut:
                self.sign_in()
            except TROUBLE:
                time.sleep(AGAIN_AFTER)

    def sign_in(self) -> None:
        page = self.client.get("/account/login/")
        try:
            form = page.form_with("login", "password")
        except LookupError:
            time.sleep(AGAIN_AFTER)
            return
        self.client.send(page, form, {"login": self.email, "password": self.password})

    def keep_some(self) -> None:
        """From the empty form to the page that says that it is kept. The same form is written in several times."""
        page, form = self.form()
        before, key = "", self.unfinished() or form.fields["key"].values[0]
        for _worry in range(WITH_ONE_FORM):
            self.note(meant=key)
            self.note_page(key, self.sent_until_kept(page, form, key))
            if before and random.random() < LOOKS_AGAIN:
                looked = self.client.get(f"/concerns/{before}/kept/")
                if looked.status == http.client.OK:
                    self.note_page(before, looked, again=True)
            before, key = key, str(uuid.uuid4())
            time.sleep(EVERY)

    def form(self) -> tuple[Page, Form]:
        page = self.client.get(ADD)
        try:
            return page, page.form_with("key", "sentence")
        except LookupError:
            raise SignedOut from None

    def sent_until_kept(self, page: Page, form: Form, key: str) -> Page:
        answers = {"key": key, "person": "else", "who": "Lou", "sentence": f"Lou does not answer. {key[:4]}"}
        while True:
            try:
                answer = self.client.send(page, form, answers)
            except TROUBLE:
                answer = None
            if answer and answer.status == http.client.OK and answer.url.endswith(f"/concerns/{key}/kept/"):
                return answer
            if answer and answer.status < http.client.INTERNAL_SERVER_ERROR:
                raise SignedOut  # its key is in the book
            time.sleep(AGAIN_AFTER)

    def unfinished(self) -> str:
        """The worry of the tab that was open when this browser was killed."""
        lines = read_pages(self.book) if self.book.exists() else []
        last = lines[-1] if lines else {}
        return last.get("meant", "")

    def note_page(self, key: str, page: Page, *, again: bool = False) -> None:
        self.note(page=key, again=again, sent="a message went out" in page.text)

    def note(self, **what: object) -> None:
        with self.book.open("a") as notes:
            notes.write(json.dumps({"at": time.time(), **what}) + "\n")
            notes.flush()
            os.fsync(notes.fileno())


def read_pages(book: Path) -> list[dict]:
    """What a browser noted; its last line may have been cut off with it."""
    lines = []
    for line in book.read_text().split("\n"):
        try:
            lines.append(json.loads(line))
        except ValueError:
            continue
    return lines


if __name__ == "__main__":
    book, address, email, password = sys.argv[1:]
    Browser(Path(book), Client(address), email, password).run()
