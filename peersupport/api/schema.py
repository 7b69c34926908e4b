"""How the API is described: every refusal, the key of what makes something, and the token."""

import inspect
from typing import Any

from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from .problems import MEDIA_TYPE, TITLES
from .serializers.common import Problem


class TokenScheme(KnoxTokenScheme):
    target_class = "peersupport.api.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "Made on the page “Tokens for programs”."}


class Described(AutoSchema):
    """Adds to each operation what holds for all of them."""

    def get_description(self) -> str:
        """The words of the method, else of its own class; never those of a class below."""
        method = getattr(self.view, self.method.lower())
        return inspect.cleandoc(method.__doc__ or type(self.view).__doc__ or "").strip()

    def get_override_parameters(self) -> list[Any]:
        if not (self.method == "POST" and getattr(self.view, "makes", "")):
            return []
        says = "A key of your own: the same request twice makes one. Kept for 48 hours."
        return [OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description=says)]

    def _get_pagination_parameters(self) -> list[Any]:
        """A place in a list is read from the address of a GET; a POST that answers with a list takes none."""
        found: list[Any] = super()._get_pagination_parameters() if self.method == "GET" else []
        return found

    def _get_response_bodies(self, direction: str = "response") -> Any:
        found = super()._get_response_bodies(direction)
        for status in self._refusals():
            described = self._get_response_for_code(Problem, str(status), media_types=[MEDIA_TYPE])
            found[str(status)] = described | {"description": str(TITLES[status][1])}
        return found

    def _refusals(self) -> list[int]:
        sent = [409, 413, 415] if self.method == "POST" else []
        there = [404]
        forbidden = [403] if self.method == "POST" else []
        return sorted([400, 401, 406, 429, *sent, *there, *forbidden])
