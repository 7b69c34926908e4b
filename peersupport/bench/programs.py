"""A program that speaks to the API: a token made on its page, JSON there and back."""

import io
import json
import re
import uuid
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from .visitor import ENVIRON, Visitor, product

TOKENS = "/account/tokens/"
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SHOWN = re.compile(r">(ps_[0-9a-f]+)<")


def token_of(user_id: uuid.UUID, *, name: str) -> str:
    """Made on the page, as its user would."""
    visitor = Visitor(product(), user_id)
    form = FORM_TOKEN.search(visitor.page(TOKENS))
    answer = visitor.post(TOKENS, {"csrfmiddlewaretoken": form[1] if form else "", "name": name})
    shown = SHOWN.search(answer.body)
    if shown is None:
        raise ValueError(f"The page of tokens answered {answer.status} and shows none.")
    return shown[1]


class Program:
    """Requests in JSON, with a token or with a session cookie, through the WSGI handler."""

    def __init__(self, handler: WSGIHandler, *, token: str = "", cookie: str = "") -> None:
        self.handler = handler
        self.sent = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
        self.sent |= {"HTTP_COOKIE": f"sessionid={cookie}"} if cookie else {}

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None, wanted=200)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._ask("POST", path, body, wanted=201)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None, *, wanted: int) -> Any:
        raw = json.dumps(body).encode() if body is not None else b""
        path, _mark, query = path.partition("?")
        environ = ENVIRON | self.sent
        environ |= {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_ACCEPT": "application/json",
            "CONTENT_TYPE": "application/json" if raw else "",
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": io.BytesIO(raw),
            "wsgi.errors": io.StringIO(),
        }
        told: list[str] = []
        response = self.handler(environ, lambda status, _headers: told.append(status))
        try:
            text = b"".join(response).decode()
        finally:
            response.close()
        if int(told[0].split()[0]) != wanted:
            raise ValueError(f"{method} {path} answered {told[0]}: {text[:200]}")
        return json.loads(text)
