"""A signed-in browser without the wire: requests go through the WSGI handler with all of its middleware."""

import io
import uuid
from dataclasses import dataclass
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from peersupport.accounts.models import User

ENVIRON = {
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_HOST": "localhost",
    "HTTP_ACCEPT": "text/html,*/*;q=0.8",
    "HTTP_ACCEPT_LANGUAGE": "en",
    "HTTP_USER_AGENT": "bench",
    "wsgi.url_scheme": "http",
    "wsgi.version": (1, 0),
    "wsgi.multithread": False,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    cookies: SimpleCookie


def product() -> WSGIHandler:
    return WSGIHandler()


def without_middleware() -> WSGIHandler:
    with override_settings(MIDDLEWARE=[]):
        return WSGIHandler()


class Visitor:
    """One user's browser in one database."""

    def __init__(self, handler: WSGIHandler, user_id: uuid.UUID | None = None) -> None:
        self.handler = handler
        self.cookies: dict[str, str] = {}
        if user_id is not None:
            user = User.objects.get(pk=user_id)
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            # Signed in just now: nothing asks "is it you?" again.
            record_authentication(SimpleNamespace(session=session), user, method="password")
            session.create()
            self.cookies["sessionid"] = session.session_key

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"")

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        return self._ask("POST", path, urlencode(fields, doseq=True).encode())

    def page(self, path: str) -> str:
        """The body of a page that has to be there."""
        answer = self.get(path)
        if answer.status != 200:
            raise ValueError(f"{path} answered {answer.status}.")
        return answer.body

    def _ask(self, method: str, path: str, body: bytes) -> Answer:
        path, _mark, query = path.partition("?")
        environ = ENVIRON | {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
        }
        told: dict[str, Any] = {}
        response = self.handler(environ, lambda status, headers: told.update(status=status, headers=headers))
        try:
            text = b"".join(response).decode()
        finally:
            response.close()
        cookies: SimpleCookie = SimpleCookie()
        for name, value in told["headers"]:
            if name == "Set-Cookie":
                cookies.load(value)
        self.cookies.update({name: morsel.value for name, morsel in cookies.items()})
        return Answer(int(told["status"].split()[0]), text, cookies)
