"""People and pairings, as they are sent and answered."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from peersupport.core.text import LINE_AT_MOST
from peersupport.people import languages
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.people.reach import check_email, check_phone

from .common import Body, LineField, Named, PeerNamed, PersonNamed, YesNo, choice, example

SOMEBODY = "0d8d6f0c-4d0e-4c2a-9a63-9b8a2f1f7d01"
PROGRAM = {"id": "a3b0f6f7-0f0e-4a8d-8f57-5b1d2f0a9e02", "name": "Walking together"}
PEER = {"id": "c1c8f0fb-5e1f-4dbb-9d7c-3f2a7c0d4e03", "name": "Marlow Finch"}


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": SOMEBODY,
                "chosen_name": "Juniper",
                "pronouns": "they/them",
                "language": "en",
                "other_languages": ["es"],
                "program": PROGRAM,
                "waits_for_office": False,
            }
        )
    ]
)
class Person(serializers.ModelSerializer):  # type: ignore[type-arg]
    """Somebody who is supported. To a peer who once walked with them it is the chosen name alone."""

    program = Named(allow_null=True)
    waits_for_office = serializers.BooleanField()

    class Meta:
        model = SupportedPerson
        fields = (
            "id",
            "chosen_name",
            "pronouns",
            "language",
            "other_languages",
            "program",
            "waits_for_office",
        )

    def to_representation(self, person: Any) -> dict[str, Any]:
        named = {"id": str(person.pk), "chosen_name": person.chosen_name}
        if person.only_name:
            hidden = {"pronouns": "", "language": "", "other_languages": [], "program": None}
            return {**named, **hidden, "waits_for_office": False}
        return {
            **named,
            "pronouns": person.pronouns,
            "language": person.language,
            "other_languages": person.other_languages,
            "program": {"id": str(person.program_id), "name": person.program.name},
            "waits_for_office": person.confirmed_at is None,
        }


@extend_schema_serializer(
    examples=[
        example(
            {
                "program": PROGRAM["id"],
                "chosen_name": "Juniper",
                "language": "en",
                "phone": "+12025550176",
                "may_text": True,
                "said_yes": True,
            },
            sent=True,
        )
    ]
)
class NewPerson(Body):
    """Somebody met tonight: a chosen name and, if they like, one way to reach them. None is safe until they say so."""

    program = serializers.UUIDField()
    chosen_name = LineField(most=80)
    pronouns = LineField(most=40, required=False)
    language = serializers.ChoiceField(choices=languages.choices(), default="en")
    other_languages = serializers.ListField(
        child=serializers.ChoiceField(choices=languages.choices()), required=False, max_length=20
    )
    phone = LineField(most=40, required=False, validators=[check_phone])
    email = LineField(most=254, required=False, validators=[check_email])
    address = LineField(most=LINE_AT_MOST, required=False)
    safe_hours = LineField(most=LINE_AT_MOST, required=False)
    other_way = LineField(most=LINE_AT_MOST, required=False)
    may_call = YesNo(default=False)
    may_text = YesNo(default=False)
    may_email = YesNo(default=False)
    may_write = YesNo(default=False)
    phone_is_shared = YesNo(default=False)
    said_yes = YesNo(default=False, help_text="Of a peer: the two of you said yes to walking together.")


@extend_schema_serializer(examples=[example({"q": "jun"}, sent=True)])
class Search(Body):
    """The beginning of a name, or of a word in it."""

    q = LineField(most=80)


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": "5b7c9d1e-2f30-4a41-8b52-6c6d7e8f9a04",
                "person": {"id": SOMEBODY, "chosen_name": "Juniper"},
                "peer": PEER,
                "state": "active",
                "offered_at": "2027-01-04T15:00:00Z",
                "peer_yes_at": "2027-01-04T16:00:00Z",
                "person_yes_at": "2027-01-05T10:00:00Z",
                "starts_on": "2027-01-05",
                "ends_on": None,
                "ended_at": None,
                "rhythm": "weekly",
                "covers_for": None,
            }
        )
    ]
)
class PairingOut(serializers.ModelSerializer):  # type: ignore[type-arg]
    """A peer and a person who chose each other, or were asked to."""

    person = PersonNamed()
    peer = PeerNamed()
    covers_for = serializers.UUIDField(source="covers_for_id", allow_null=True)
    starts_on = serializers.SerializerMethodField()

    class Meta:
        model = Pairing
        fields = (
            "id",
            "person",
            "peer",
            "state",
            "offered_at",
            "peer_yes_at",
            "person_yes_at",
            "starts_on",
            "ends_on",
            "ended_at",
            "rhythm",
            "covers_for",
        )

    def get_starts_on(self, pairing: Pairing) -> str | None:
        """The day both had said yes; nothing while it is open."""
        both = pairing.peer_yes_at and pairing.person_yes_at
        return pairing.starts_on.isoformat() if both else None


@extend_schema_serializer(examples=[example({"person": SOMEBODY, "peer": PEER["id"]}, sent=True)])
class NewPairing(Body):
    """Ask two whether they would like to walk together. With `covers_for` it is standing in, until a last day."""

    person = serializers.UUIDField()
    peer = serializers.UUIDField()
    covers_for = serializers.UUIDField(required=False, allow_null=True, default=None)
    ends_on = serializers.DateField(required=False, allow_null=True, default=None, input_formats=["%Y-%m-%d"])

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if (said["covers_for"] is None) != (said["ends_on"] is None):
            raise serializers.ValidationError(
                {"ends_on": [_("Standing in needs both: for whom, and a last day.")]}
            )
        return said


@extend_schema_serializer(examples=[example({"their_yes": True}, sent=True)])
class Resume(Body):
    """`their_yes`: I heard the person say that their break is over."""

    their_yes = YesNo(default=False)


@extend_schema_serializer(examples=[example({"rhythm": "fortnightly"}, sent=True)])
class Rhythm(Body):
    """How often the two mean to meet; "" takes it back."""

    rhythm = choice(SupportedPerson.Rhythm.choices)


@extend_schema_serializer(examples=[example({"reason": "goodbye"}, sent=True)])
class Goodbye(Body):
    """How it goes on."""

    reason = serializers.ChoiceField(
        choices=[
            (Pairing.End.GOODBYE, Pairing.End.GOODBYE.label),
            (Pairing.End.OTHER_PEER, Pairing.End.OTHER_PEER.label),
        ],
        default=Pairing.End.GOODBYE,
    )
