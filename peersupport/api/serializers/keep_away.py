"""Whom a person keeps away from what is theirs. To nobody else is it there."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from .common import Body, Named, example

COLLEAGUE = "c1c8f0fb-5e1f-4dbb-9d7c-3f2a7c0d4e13"


class FirstName(Named):
    name = serializers.CharField(source="first_name_only")


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": "5b7c9d1e-2f30-4a41-8b52-6c6d7e8f9b14",
                "user": {"id": COLLEAGUE, "name": "Robin"},
                "since": "2027-01-12T09:00:00Z",
            }
        )
    ]
)
class KeptAway(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.UUIDField()
    user = FirstName()
    since = serializers.DateTimeField(source="created_at")


@extend_schema_serializer(examples=[example({"id": COLLEAGUE, "name": "Robin"})])
class ColleagueOut(serializers.Serializer):  # type: ignore[type-arg]
    """Somebody who works here."""

    id = serializers.UUIDField(source="user_id")
    name = serializers.CharField()


@extend_schema_serializer(examples=[example({"user": COLLEAGUE}, sent=True)])
class KeepAway(Body):
    """`user`: an id from `people-here/`. No reason is asked."""

    user = serializers.UUIDField()
