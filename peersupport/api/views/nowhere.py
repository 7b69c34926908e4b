from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from .base import ApiView


class Nowhere(ApiView):
    """Any other address under the API's: refused in the API's own form."""

    schema = None

    def known_parameters(self) -> set[str]:
        return set(self.request.query_params)

    def get(self, request: Request, rest: str) -> Response:
        raise Http404

    post: Any = get
    put: Any = get
    patch: Any = get
    delete: Any = get
