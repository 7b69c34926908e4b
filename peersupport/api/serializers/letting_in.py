"""Who is let in for one person, for a while."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from consent.rule import Audience

from .common import example
from .people import SOMEBODY

CONTENTS = serializers.ListField(child=serializers.ChoiceField(choices=["facts", "narrative", "plan"]))


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": 12,
                "person": SOMEBODY,
                "name": "Mei-Ling Zhou",
                "audience": "senior",
                "contents": ["facts"],
                "reason": "to see how often we met",
                "starts_at": "2027-01-12T09:00:00Z",
                "ends_at": "2027-03-01T05:00:00Z",
                "given_by": "Ana R.",
                "agreed_by": "",
            }
        )
    ]
)
class LetInOut(serializers.Serializer):  # type: ignore[type-arg]
    """One colleague who may read something for a while, although nothing else leads them to it."""

    id = serializers.IntegerField()
    person = serializers.UUIDField(source="person_id")
    name = serializers.CharField()
    audience = serializers.ChoiceField(source="row.audience", choices=Audience.choices)
    contents = serializers.SerializerMethodField()
    reason = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    given_by = serializers.CharField()
    agreed_by = serializers.CharField(source="second")

    @extend_schema_field(CONTENTS)
    def get_contents(self, line: Any) -> list[str]:
        return list(line.row.contents)
