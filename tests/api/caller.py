"""Programs that call the API in tests: a token, JSON, and a fresh key for every POST."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client

from peersupport.accounts.models import User
from peersupport.api.services import make_token


@dataclass
class Caller:
    user: User
    token: str = ""

    def __post_init__(self) -> None:
        self.token = self.token or make_token(name="a test", by=self.user)[1]
        self.client = Client(raise_request_exception=True)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers())

    def post(self, path: str, body: Any = None, *, key: str | None = "", **headers: str) -> Any:
        """`body`: anything that becomes JSON, or bytes as they are. key=None: none is sent."""
        raw = body if isinstance(body, bytes) else json.dumps({} if body is None else body, default=str)
        said = self.headers() | headers
        if key is not None:
            said["Idempotency-Key"] = key or str(uuid.uuid4())
        kind = said.pop("Content-Type", "application/json")
        return self.client.post(f"/api/v1/{path}", raw, content_type=kind, headers=said)

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The body of a refusal, after a look at its form."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == status
    return body


def wrong_fields(answer: Any, status: int = 400) -> set[str]:
    return {error["field"] for error in problem(answer, status)["errors"]}
