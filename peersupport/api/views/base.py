"""What every address of the API does the same way."""

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import models
from django.http import Http404
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.accounts.roles import Permission
from peersupport.api import services
from peersupport.api.problems import BadField
from peersupport.api.serializers.common import Body, Created
from peersupport.core.principal import acting_as

KEY = "Idempotency-Key"
MOST_KEY = 200


class ApiView(GenericAPIView):  # type: ignore[type-arg]
    """Everything acts as the user of the token, in their language. Query parameters that nobody knows are refused.

    needs: permissions of which a reader has one; for everybody else there is no such address.
    """

    needs: frozenset[Permission] = frozenset()
    parameters: frozenset[str] = frozenset()
    filterset_class: Any = None
    filter_backends = [
        DjangoFilterBackend
    ]  # for the description; narrowed() hands the values to the querysets
    makes: str = ""  # the route of what a POST makes

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with ExitStack() as self.acting:
            return super().dispatch(request, *args, **kwargs)

    def perform_authentication(self, request: Request) -> None:
        """The middleware asked the session who acts; here it is the token that says so."""
        super().perform_authentication(request)
        if request.user.is_authenticated:
            self.acting.enter_context(acting_as(request.user.pk))
            translation.activate(request.user.language)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in self.allowed_methods:
            self.http_method_not_allowed(request)
        if self.needs and not any(request.user.may(permission) for permission in self.needs):
            raise Http404
        for name in set(request.query_params) - self.known_parameters():
            raise BadField(name, _("There is no such parameter."))

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def known_parameters(self) -> set[str]:
        if self.request.method not in {"GET", "HEAD"}:
            return set()
        filters = set(self.filterset_class.base_filters) if self.filterset_class else set()
        pages = {self.paginator.parameter} if self.paginator else set()
        return filters | pages | self.parameters

    def narrowed(self) -> dict[str, Any]:
        """What the filters say. Raises ValidationError at the parameter."""
        names = self.filterset_class.base_filters
        if not names.keys() & self.request.query_params.keys():
            return dict.fromkeys(names)
        filters = self.filterset_class(self.request.query_params, queryset=self.get_queryset().none())
        if not filters.is_valid():
            raise ValidationError(dict(filters.errors))
        found: dict[str, Any] = filters.form.cleaned_data
        return found

    def said(self, body: type[Body]) -> dict[str, Any]:
        """The body of the request, as far as its shape goes. Raises ValidationError."""
        serializer = body(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        found: dict[str, Any] = serializer.validated_data
        return found

    def made(self, act: Callable[[], models.Model], *, key: uuid.UUID | None = None) -> Response:
        """201 and where the new thing is; the same to the same key, however often it comes."""
        address = f"{self.request.method} {self.request.path}"
        target, before = services.once(
            key=self._key(key),
            body={"address": address, "body": self.request.data},
            act=act,
            by=self.request.user,
        )
        return self.created(target, before=before)

    def created(self, target: uuid.UUID, *, before: bool) -> Response:
        """`before`: it was there already, under this key."""
        created = Created.at(self.makes, target)
        headers = {"Location": created["href"]} | ({"Idempotency-Replayed": "true"} if before else {})
        return Response(created, status=201, headers=headers)

    def _key(self, own: uuid.UUID | None) -> str:
        key: str = self.request.headers.get(KEY, "") or str(own or "")
        if not key:
            raise BadField(KEY, _("Please send a key of your own, so that the same request twice makes one."))
        if len(key) > MOST_KEY or not key.isascii() or not key.isprintable():
            raise BadField(KEY, _("A key is at most 200 plain letters."))
        return key
