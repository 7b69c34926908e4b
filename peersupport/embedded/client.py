"""A browser without scripts, of the standard library: cookies, links and forms as a person would send them."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urljoin


@dataclass
class Field:
    name: str
    kind: str
    required: bool = False
    values: list[str] = field(default_factory=list)  # what it holds now
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self, answers: Mapping[str, str]) -> list[tuple[str, str]]:
        """The form as it would be sent: what it holds, `answers` put in, and something for what is required."""
        sent = []
        for name, found in self.fields.items():
            if name in answers:
                sent.append((name, answers[name]))
            elif found.values:
                sent += [(name, value) for value in found.values]
            elif found.required and any(found.choices):
                sent.append((name, next(choice for choice in found.choices if choice)))
        return sent


@dataclass
class Page:
    status: int
    url: str
    text: str

    def forms(self) -> list[Form]:
        reader = FormReader()
        reader.feed(self.text)
        return reader.forms

    def form_with(self, *names: str) -> Form:
        """Raises LookupError when the page has no such form."""
        for form in self.forms():
            if form.method == "post" and all(name in form.fields for name in names):
                return form
        raise LookupError(f"{self.url} has no form with {', '.join(names)} (status {self.status})")


class FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select: Field | None = None
        self._textarea: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._open = Form(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "input":
            self._input(found)
        elif tag in ("textarea", "select") and found.get("name"):
            made = Field(found["name"], tag, "required" in found)
            self._open.fields[made.name] = made
            self._textarea, self._select = (made, None) if tag == "textarea" else (None, made)
        elif tag == "option" and self._select is not None:
            self._select.choices.append(found.get("value", ""))
            if "selected" in found:
                self._select.values.append(found.get("value", ""))

    def _input(self, found: dict[str, str]) -> None:
        name, kind = found.get("name"), found.get("type", "text")
        if not name or self._open is None or kind in ("submit", "button", "file", "reset"):
            return
        made = self._open.fields.setdefault(name, Field(name, kind))
        made.required = made.required or "required" in found
        if kind in ("radio", "checkbox"):
            made.choices.append(found.get("value", "on"))
            if "checked" in found:
                made.values.append(found.get("value", "on"))
        else:
            made.values = [found["value"]] if "value" in found else []

    def handle_data(self, data: str) -> None:
        if self._textarea is not None and data.strip():
            self._textarea.values = [data.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None


class Client:
    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Page:
        return self._open(urllib.request.Request(urljoin(self.address, path)))

    def send(self, page: Page, form: Form, answers: Mapping[str, str]) -> Page:
        body = urllib.parse.urlencode(form.filled(answers)).encode()
        url = urljoin(page.url, form.action or page.url)
        return self._open(urllib.request.Request(url, data=body, headers={"Referer": page.url}))

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=30) as response:
                return Page(response.status, response.url, response.read().decode(errors="replace"))
        except urllib.error.HTTPError as error:
            return Page(error.code, request.full_url, error.read().decode(errors="replace"))
