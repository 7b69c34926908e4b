"""Pages of lists: a place to go on from, no counts and no offsets. Filters are ids, codes and days, never a name."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.people.models import Pairing
from sessions_app.models import SupportSession
from sessions_app.querysets import Cursor

from .problems import BadField

PAGE = 25
DAYS = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 1, 1))]


class Keyset(BasePagination):
    """From new to old: `before` is the last row seen. The answer says where the next page begins."""

    parameter = "before"
    says = "Where the last page ended: take it from its `next`."

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        schema = {"type": "string"}
        return [
            {
                "name": self.parameter,
                "in": "query",
                "required": False,
                "schema": schema,
                "description": self.says,
            }
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        place = {
            "type": "string",
            "nullable": True,
            "description": "Address of the next page, null on the last one.",
            "example": None,
        }
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": place},
        }

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": None})

    @classmethod
    def answer(cls, request: Request, rows: Any, place: str) -> Response:
        """`place`: what stands behind the last row; "" when there is nothing."""
        query = {**request.query_params.dict(), cls.parameter: place}
        return Response({"results": rows, "next": f"{request.path}?{urlencode(query)}" if place else None})


class ByName(Keyset):
    """By name: `after` is the id of the last row, because a name stands in no address."""

    parameter = "after"


def cursor_in(request: Request) -> Cursor | None:
    """The place in `before`. Raises BadField for anything that is none of ours."""
    text = request.query_params.get("before", "")
    found = Cursor.read(text) if text.isprintable() else None
    if text and found is None:
        raise BadField("before", _("This is no place in this list."))
    return found


def id_in(request: Request, name: str) -> UUID | None:
    text = request.query_params.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadField(name, _("This is no place in this list.")) from None


def day_filter(**options: Any) -> django_filters.DateFilter:
    return django_filters.DateFilter(input_formats=["%Y-%m-%d"], validators=DAYS, **options)


class SessionFilters(django_filters.FilterSet):  # type: ignore[misc]
    state = django_filters.ChoiceFilter(choices=SupportSession.State.choices)
    program = django_filters.UUIDFilter()
    peer = django_filters.UUIDFilter()
    person = django_filters.UUIDFilter()
    since = day_filter(label="First day, in the agency's time zone.")
    until = day_filter(label="Last day, in the agency's time zone.")


class PairingFilters(django_filters.FilterSet):  # type: ignore[misc]
    state = django_filters.ChoiceFilter(choices=Pairing.State.choices)
    peer = django_filters.UUIDFilter()
    person = django_filters.UUIDFilter()
    program = django_filters.UUIDFilter()


class PersonFilters(django_filters.FilterSet):  # type: ignore[misc]
    program = django_filters.UUIDFilter()
    who = django_filters.ChoiceFilter(
        choices=[("me", "walking with me"), ("office", "waiting for the office")]
    )


def start_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def end_of(day: date, zone: str) -> Cursor:
    """The place in a list from new to old that comes before everything of this day and earlier ones."""
    return Cursor(start_of(day + timedelta(days=1), zone), UUID(int=0))
