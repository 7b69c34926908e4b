"""Shapes that several resources share. They know no rule: services decide."""

import re
import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from peersupport.core.text import LINE_AT_MOST, TEXT_AT_MOST, clean_line, clean_text
from sessions_app import local_time

WALL_CLOCK = re.compile(r"(20\d\d)-(\d\d)-(\d\d)T(\d\d):(\d\d)", re.ASCII)


def example(value: dict[str, Any], *, sent: bool = False) -> OpenApiExample:
    return OpenApiExample("As it may be", value=value, request_only=sent, response_only=not sent)


class Body(serializers.Serializer):  # type: ignore[type-arg]
    """What is sent. A name that nobody knows is refused: a slip of the pen is not silently lost."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := set(data) - set(self.fields)):
            raise serializers.ValidationError(
                {str(name)[:80]: [_("There is no field of this name.")] for name in sorted(unknown, key=str)}
            )
        return super().to_internal_value(data)


class LineField(serializers.CharField):
    """One line of somebody's words, kept as written."""

    clean = staticmethod(clean_line)
    most = LINE_AT_MOST

    def __init__(self, *, most: int | None = None, **options: Any) -> None:
        self.most = most or self.most
        if not options.get("required", True):
            options = {"allow_blank": True, "default": "", **options}
        super().__init__(trim_whitespace=False, max_length=self.most, **options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        cleaned: str = self.clean(data, most=self.most)
        if not cleaned and not self.allow_blank:
            self.fail("blank")
        return cleaned


class TextField(LineField):
    """Several lines."""

    clean = staticmethod(clean_text)
    most = TEXT_AT_MOST


@extend_schema_field({"type": "string", "pattern": WALL_CLOCK.pattern, "example": "2027-01-31T14:30"})
class WallClockField(serializers.Field):  # type: ignore[type-arg]
    """Day and time on the wall clock of the person's program: 2027-01-31T14:30, without a zone."""

    def to_internal_value(self, data: Any) -> datetime:
        found = WALL_CLOCK.fullmatch(data) if isinstance(data, str) else None
        try:
            if found is not None:
                return datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        except ValueError:
            pass
        raise serializers.ValidationError(_("Please write it like 2027-01-31T14:30."))

    def to_representation(self, value: Any) -> str:
        return value if isinstance(value, str) else local_time.stored(value)


class WholeNumber(serializers.IntegerField):
    """A number, and nothing that could be read as one."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNo(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


def choice(choices: Any, *, required: bool = False) -> serializers.ChoiceField:
    """One of several codes, or "" for none."""
    if required:
        return serializers.ChoiceField(choices=choices)
    return serializers.ChoiceField(choices=choices, required=False, allow_blank=True, default="")


class Named(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.UUIDField()
    name = serializers.CharField()


class PeerNamed(Named):
    name = serializers.CharField(source="user.name")


class PersonNamed(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.UUIDField()
    chosen_name = serializers.CharField()


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": "6f2d0a5e-51c5-4a5f-9d1a-2f9b4c6f0c11",
                "href": "/api/v1/sessions/6f2d0a5e-51c5-4a5f-9d1a-2f9b4c6f0c11/",
            }
        )
    ]
)
class Created(serializers.Serializer):  # type: ignore[type-arg]
    """What was made, and where it can be read. Byte by byte the same for a request that comes again."""

    id = serializers.UUIDField()
    href = serializers.CharField()

    @staticmethod
    def at(route: str, pk: uuid.UUID) -> dict[str, str]:
        return {"id": str(pk), "href": reverse(route, args=[pk])}


class FieldProblem(serializers.Serializer):  # type: ignore[type-arg]
    field = serializers.CharField()
    message = serializers.CharField()


@extend_schema_serializer(
    examples=[
        example(
            {
                "type": "urn:peersupport:problem:bad-request",
                "title": "Something in the request is not as it should be",
                "status": 400,
                "detail": "",
                "errors": [{"field": "minutes", "message": "A meeting lasts from one minute to a day."}],
            }
        )
    ]
)
class Problem(serializers.Serializer):  # type: ignore[type-arg]
    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FieldProblem(many=True)


class Nothing(Body):
    """No body is needed."""
