"""One reader's browser, as far as HTTP goes: a kept-open connection, a session cookie and the form token.

At the addresses of the API the same reader speaks by a token and in JSON.
"""

import http.client
import json
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from peersupport.accounts.models import User
from peersupport.api.services import make_token
from tests.factories import sign_in

TOKEN = "a" * 32
SIGN_IN = "/account/login/"
API = "/api/v1/"
IN_A_BROWSER = ("/api/v1/schema/", "/api/v1/docs/")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str

    @property
    def to(self) -> str:
        return urlsplit(self.headers.get("location", "")).path

    @property
    def code(self) -> str:
        """As the table writes it."""
        if self.status not in {302, 303}:
            return str(self.status)
        return "sign-in" if self.to == SIGN_IN else "go"


class Wire:
    def __init__(self, address: str, user: User | None) -> None:
        self.host = urlsplit(address).netloc
        self.cookies = {"csrftoken": TOKEN}
        self.token = ""
        if user is not None:
            _row, self.token = make_token(name="the access table", by=user)
            self.cookies["sessionid"] = sign_in(user).cookies["sessionid"].value
        self.connection = http.client.HTTPConnection(self.host, timeout=30)

    def ask(self, method: str, path: str, data: dict[str, object] | None = None) -> Answer:
        if path.startswith(API) and not path.startswith(IN_A_BROWSER):
            return self._by_token(method, path, data)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrfmiddlewaretoken": TOKEN, **(data or {})}, doseq=True)
        return self._answer(method, path, body, headers)

    def _by_token(self, method: str, path: str, data: dict[str, object] | None) -> Answer:
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = None
        if method == "POST":
            headers["Content-Type"] = "application/json"
            body = json.dumps(data or {}, default=str)
        return self._answer(method, path, body, headers)

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text)

    def close(self) -> None:
        self.connection.close()
