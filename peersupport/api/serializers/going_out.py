"""What may go out of the house and what went. Words are null where a reader may only know that it is there."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from consent.models import Basis, Kind, Way
from peersupport.accounts.models import Language

from .common import Body, LineField, TextField, YesNo, example
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


TERMS = {
    "recipient": "County housing office",
    "sent_by": "mail",
    "kinds": ["facts"],
    "what": "That I come, and on which days",
    "purpose": "My application for an apartment",
    "until_on": "2027-04-30",
    "language": "en",
}
PIECES = {"facts": ["6f2d0a5e-51c5-4a5f-9d1a-2f9b4c6f0c11"], "words": "Please call before you come."}
PIECES_AT_MOST = 60
FINGERPRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@extend_schema_serializer(examples=[example(TERMS, sent=True)])
class ReleaseTerms(Body):
    """For one recipient and one purpose, until a day or until something has happened."""

    recipient = LineField()
    sent_by = serializers.ChoiceField(choices=Way.choices)
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=Kind.choices), allow_empty=False, max_length=len(Kind.values)
    )
    what = TextField(most=1000)
    purpose = LineField()
    until_on = serializers.DateField(
        required=False, allow_null=True, default=None, input_formats=["%Y-%m-%d"]
    )
    until_event = LineField(required=False)
    for_proceedings = YesNo(default=False)
    language = serializers.ChoiceField(choices=Language.choices)

    def validate_kinds(self, kinds: list[str]) -> tuple[str, ...]:
        return tuple(kinds)


@extend_schema_serializer(examples=[example({**TERMS, "signature": "Juniper"}, sent=True)])
class NewRelease(ReleaseTerms):
    """The same, with the name as they sign."""

    signature = LineField(most=120)


@extend_schema_serializer(examples=[example({"text": "Who allows it: Ana R."})])
class ReleaseWordsOut(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField()


@extend_schema_serializer(examples=[example(PIECES, sent=True)])
class Pieces(Body):
    """Piece by piece, by id: meetings (day and length), one meeting whose note, goals, and words written for this."""

    facts = serializers.ListField(
        child=serializers.UUIDField(), required=False, default=list, max_length=PIECES_AT_MOST
    )
    note = serializers.UUIDField(required=False, allow_null=True, default=None)
    goals = serializers.ListField(
        child=serializers.UUIDField(), required=False, default=list, max_length=PIECES_AT_MOST
    )
    words = TextField(most=4000, required=False)
    recipient = LineField(required=False)


@extend_schema_serializer(
    examples=[
        example(
            {**PIECES, "looked_at": FINGERPRINT},
            sent=True,
        )
    ]
)
class TakeAlong(Pieces):
    """The same pieces, with the fingerprint of the preview that was looked at."""

    looked_at = serializers.RegexField(r"^[0-9a-f]{64}$")


@extend_schema_serializer(
    examples=[
        example(
            {
                "text": "To: County housing office",
                "fingerprint": FINGERPRINT,
                "notice": "",
            }
        )
    ]
)
class DraftOut(serializers.Serializer):  # type: ignore[type-arg]
    """What would leave, exactly, and its fingerprint."""

    text = serializers.CharField()
    fingerprint = serializers.CharField()
    notice = serializers.CharField()
