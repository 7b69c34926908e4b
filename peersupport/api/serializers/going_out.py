"""What may go out of the house and what went. Words are null where a reader may only know that it is there."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from consent.models import Basis, Kind, Way

from .common import example
from .people import SOMEBODY

STATES = ["in_force", "taken_back", "over"]
KINDS = serializers.ListField(child=serializers.ChoiceField(choices=Kind.choices))


class Words(serializers.CharField):
    """One opened text of a line; null where its words are closed to this reader."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, **options)

    def get_attribute(self, instance: Any) -> Any:
        return None if instance.said is None else getattr(instance.said, self.field_name or "")


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": "8f0a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b16",
                "person": SOMEBODY,
                "given_at": "2027-01-12T09:00:00Z",
                "kinds": ["facts", "words"],
                "sent_by": "mail",
                "until_on": "2027-04-30",
                "part2": False,
                "state": "in_force",
                "recipient": "County housing office",
                "what": "That I come, and on which days",
                "purpose": "My application for an apartment",
                "until_event": "",
                "text": "Who allows it: Ana R.",
            }
        )
    ]
)
class ReleaseOut(serializers.Serializer):  # type: ignore[type-arg]
    """A permission of the person, for one recipient and one purpose."""

    id = serializers.UUIDField()
    person = serializers.UUIDField(source="row.person_id")
    given_at = serializers.DateTimeField()
    kinds = serializers.SerializerMethodField()
    sent_by = serializers.ChoiceField(source="row.sent_by", choices=Way.choices)
    until_on = serializers.DateField(allow_null=True)
    part2 = serializers.BooleanField(source="row.part2")
    state = serializers.ChoiceField(choices=STATES)
    recipient = Words()
    what = Words()
    purpose = Words()
    until_event = Words()
    text = Words()

    @extend_schema_field(KINDS)
    def get_kinds(self, line: Any) -> list[str]:
        return list(line.row.kinds)


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": "8f0a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b26",
                "person": SOMEBODY,
                "at": "2027-01-13T16:00:00Z",
                "basis": "release",
                "release": "8f0a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b16",
                "kinds": ["words"],
                "sent_by": "mail",
                "part2": False,
                "notice": "",
                "recipient": "County housing office",
                "purpose": "My application for an apartment",
                "text": "To: County housing office",
                "reason": "",
            }
        )
    ]
)
class DisclosureOut(serializers.Serializer):  # type: ignore[type-arg]
    """Something that left the house, exactly as it went."""

    id = serializers.UUIDField()
    person = serializers.UUIDField(source="row.person_id")
    at = serializers.DateTimeField()
    basis = serializers.ChoiceField(source="row.basis", choices=Basis.choices)
    release = serializers.UUIDField(source="row.release_id", allow_null=True)
    kinds = serializers.SerializerMethodField()
    sent_by = serializers.ChoiceField(source="row.sent_by", choices=Way.choices)
    part2 = serializers.BooleanField(source="row.part2")
    notice = serializers.CharField(source="row.notice")
    recipient = Words()
    purpose = Words()
    text = Words()
    reason = Words()

    @extend_schema_field(KINDS)
    def get_kinds(self, line: Any) -> list[str]:
        return list(dict.fromkeys(item["kind"] for item in line.row.items))
