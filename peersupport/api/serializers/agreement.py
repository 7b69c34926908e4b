"""What one person answered to the promise. Choices are null where a reader may only know how it stands."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from consent.drawing import MOST_LETTERS
from consent.models import ConsentRecord
from consent.rule import Audience, Content
from peersupport.accounts.models import Language, Program
from peersupport.people.services.own_words import LEAVE_OUT_AT_MOST

from .common import Body, LineField, YesNo, choice, example
from .people import SOMEBODY
from .policy import POLICY, CellOut

ANSWER = "8f0a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1c31"
STATES = ["none", "yes", "not_today", "no", "expired", "withdrawn"]
BECAME = ["in_force", "expired", "taken_back", "replaced", "answered"]
MOST_LINES = 20
CHOICE = {
    "audience": "clinical",
    "content": "narrative",
    "allowed": True,
    "question": "Can the clinical supervisor read our notes?",
    "meaning": "They may open a note. You see when and why.",
    "taken_back_at": None,
}
SIGNED = {
    "policy": {"id": POLICY, "version": 2},
    "language": "en",
    "signed_at": "2027-01-12T09:00:00Z",
    "choices": [CHOICE],
}


class ChoiceOut(serializers.Serializer):  # type: ignore[type-arg]
    """One of the things that the promise leaves to the person, as it stands today."""

    audience = serializers.ChoiceField(choices=Audience.choices, source="cell.0")
    content = serializers.ChoiceField(choices=Content.choices, source="cell.1")
    allowed = serializers.BooleanField()
    question = serializers.CharField()
    meaning = serializers.CharField()
    taken_back_at = serializers.DateTimeField(allow_null=True)

    def to_representation(self, line: Any) -> dict[str, Any]:
        audience, content = line.cell
        at = line.taken_back_at
        return {
            "audience": str(audience),
            "content": str(content),
            "allowed": line.allowed,
            "question": str(line.question),
            "meaning": str(line.meaning),
            "taken_back_at": serializers.DateTimeField().to_representation(at) if at else None,
        }


class PolicyNamed(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.UUIDField()
    version = serializers.IntegerField()


@extend_schema_serializer(
    examples=[
        example(
            {
                "person": SOMEBODY,
                "state": "yes",
                "answer": ANSWER,
                "until": "2028-01-12T09:00:00Z",
                "ends_soon": False,
                "level": "together",
                **SIGNED,
            }
        )
    ]
)
class AgreementOut(serializers.Serializer):  # type: ignore[type-arg]
    """How it stands between a person and the house today. `level`: what may be written down now."""

    person = serializers.UUIDField()
    state = serializers.ChoiceField(choices=STATES)
    answer = serializers.UUIDField(allow_null=True, source="consent.pk", default=None)
    policy = PolicyNamed(allow_null=True, source="consent.policy", default=None)
    language = serializers.CharField(allow_null=True, source="consent.language", default=None)
    signed_at = serializers.DateTimeField(allow_null=True, source="consent.signed_at", default=None)
    until = serializers.DateTimeField(allow_null=True, source="consent.expires_at", default=None)
    ends_soon = serializers.BooleanField()
    level = serializers.ChoiceField(choices=Program.Level.choices)
    choices = ChoiceOut(many=True, allow_null=True)


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": ANSWER,
                "answer": "yes",
                "became": "in_force",
                "until": "2028-01-12T09:00:00Z",
                "way": "typed",
                **SIGNED,
            }
        )
    ]
)
class AnswerOut(serializers.Serializer):  # type: ignore[type-arg]
    """One answer, and what became of it. `until`: of a yes its last moment, else when it was replaced or taken back."""

    id = serializers.UUIDField(source="consent.pk")
    answer = serializers.ChoiceField(choices=ConsentRecord.Answer.choices, source="consent.answer")
    became = serializers.ChoiceField(choices=BECAME)
    until = serializers.DateTimeField(allow_null=True)
    policy = PolicyNamed(source="consent.policy")
    language = serializers.CharField(source="consent.language")
    way = serializers.ChoiceField(choices=ConsentRecord.Way.choices, allow_blank=True, source="consent.way")
    signed_at = serializers.DateTimeField(source="consent.signed_at")
    choices = ChoiceOut(many=True)


class ChoiceSaid(Body, CellOut):
    allowed = YesNo()


@extend_schema_serializer(
    examples=[
        example(
            {
                "policy_read": POLICY,
                "answer": "yes",
                "choices": [{"audience": "clinical", "content": "narrative", "allowed": True}],
                "language": "en",
                "way": "typed",
                "signature": "Juniper",
                "leave_out": ["My sister's name"],
            },
            sent=True,
        )
    ]
)
class NewAnswer(Body):
    """`policy_read`: the version that lay on the table. A choice that is not sent is a no, as is each without a yes."""

    policy_read = serializers.UUIDField()
    answer = serializers.ChoiceField(choices=ConsentRecord.Answer.choices)
    choices = ChoiceSaid(many=True, required=False, default=list)
    language = serializers.ChoiceField(choices=Language.choices)
    way = choice(ConsentRecord.Way.choices)
    signature = LineField(most=120, required=False)
    drawing = LineField(most=MOST_LETTERS, required=False, help_text="Path data, where the name was drawn.")
    witness = LineField(most=120, required=False)
    guardian = LineField(most=120, required=False, help_text="Who signed beside a yes, never instead of it.")
    leave_out = serializers.ListField(
        child=LineField(most=LEAVE_OUT_AT_MOST), required=False, default=list, max_length=MOST_LINES
    )

    def validate_choices(self, said: list[dict[str, Any]]) -> dict[tuple[str, str], bool]:
        found = {(one["audience"], one["content"]): one["allowed"] for one in said}
        if len(found) != len(said):
            raise serializers.ValidationError(_("Each choice stands once."))
        return found


@extend_schema_serializer(examples=[example({"audience": "clinical", "content": "narrative"}, sent=True)])
class OneChoice(Body, CellOut):
    """Which of the choices is a no from now on."""


@extend_schema_serializer(examples=[example({"signature": "Juniper"}, sent=True)])
class StillRight(Body):
    """Their name, as they sign."""

    signature = LineField(most=120)
