"""What the house promises, as it is read before anybody answers."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from consent.models import ConfidentialityPolicy, PolicyText
from consent.rule import Audience, Content, Rule
from consent.wording import Block

from .common import example

POLICY = "2b1f7d01-6a63-4f4d-9a63-0d8d6f0c4c08"
PUBLISHED = [pair for pair in ConfidentialityPolicy.State.choices if pair[0] != "draft"]
RULES = {Rule.NEVER: "never", Rule.ASK: "ask", Rule.ALWAYS: "always"}


def plain(found: Iterable[Block]) -> str:
    """Blocks as lines of text: an empty line between them, "- " before an item, "1. " before a step."""
    parts = []
    for block in found:
        lines = ["".join(span.text for span in line) for line in block.lines]
        if block.kind == "list":
            lines = [f"- {line}" for line in lines]
        if block.kind == "steps":
            lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


class Blocks(serializers.CharField):
    def to_representation(self, value: Any) -> str:
        return plain(value)


class Lines(serializers.ListField):
    child = serializers.CharField()

    def to_representation(self, value: Any) -> list[str]:
        return ["".join(span.text for span in line) for line in value]


class Limit(serializers.Serializer):  # type: ignore[type-arg]
    """One way around the promise: what counts, who is told what, and what is done first."""

    order = serializers.IntegerField()
    title = serializers.CharField()
    plain_words = Blocks()
    counts = Lines()
    counts_not = Lines()
    who_is_told = Blocks()
    what_we_do_first = Blocks()
    not_when = Blocks()
    told = serializers.ListField(child=serializers.CharField())
    within = serializers.CharField()


class Pages(serializers.Serializer):  # type: ignore[type-arg]
    short = Blocks()
    opening = Blocks()
    who_else = Blocks()
    closing = Blocks()


class CellOut(serializers.Serializer):  # type: ignore[type-arg]
    audience = serializers.ChoiceField(choices=Audience.choices)
    content = serializers.ChoiceField(choices=Content.choices)


class ReaderRule(CellOut):
    rule = serializers.SerializerMethodField()

    def get_rule(self, cell: Any) -> str:
        return RULES[Rule(cell.rule)]


class Question(CellOut):
    """Left to the person. Not answered is a no."""

    question = serializers.CharField()
    yes_means = serializers.CharField()
    no_means = serializers.CharField()


DAYS = (
    "consent_valid_days",
    "own_text_days",
    "reader_wait_days",
    "acknowledge_minutes",
    "answer_days",
    "ready_days",
    "note_delay_days",
    "repair_talk_days",
)


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": POLICY,
                "version": 2,
                "state": "published",
                "change": "wider",
                "valid_from": "2027-01-04T09:00:00Z",
                "published_alone": "",
                "by_a_peer": True,
            }
        )
    ]
)
class VersionOut(serializers.ModelSerializer):  # type: ignore[type-arg]
    """One version that was published. `change`: what it was to those who had agreed to the one before."""

    state = serializers.ChoiceField(choices=PUBLISHED)
    change = serializers.ChoiceField(choices=ConfidentialityPolicy.Change.choices, allow_blank=True)

    class Meta:
        model = ConfidentialityPolicy
        fields = ("id", "version", "state", "change", "valid_from", "published_alone", "by_a_peer")


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": POLICY,
                "version": 2,
                "state": "published",
                "change": "wider",
                "valid_from": "2027-01-04T09:00:00Z",
                "published_alone": "",
                "by_a_peer": True,
                "language": "en",
                "languages": ["en", "es"],
                "pages": {
                    "short": "What you tell me stays between us.",
                    "opening": "",
                    "who_else": "",
                    "closing": "",
                },
                "limits": [
                    {
                        "order": 1,
                        "title": "If your life is in danger",
                        "plain_words": "Then I get help, and we talk about it first.",
                        "counts": ["You have taken something that can kill you."],
                        "counts_not": ["You think about not living any more."],
                        "who_is_told": "The supervisor on call.",
                        "what_we_do_first": "We talk.",
                        "not_when": "",
                        "told": ["your name"],
                        "within": "at once",
                    }
                ],
                "readers": [{"audience": "clinical", "content": "narrative", "rule": "ask"}],
                "questions": [
                    {
                        "audience": "clinical",
                        "content": "narrative",
                        "question": "Can the clinical supervisor read our notes?",
                        "yes_means": "They may open a note. You see when and why.",
                        "no_means": "They see that there is a note. They can't open it.",
                    }
                ],
                "days": dict.fromkeys(DAYS, 7),
            }
        )
    ]
)
class PolicyOut(VersionOut):
    """A version in one language. Everyday words stand where a conversation has the names of those who hold it."""

    language = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    pages = Pages()
    limits = Limit(many=True)
    readers = ReaderRule(many=True)
    questions = Question(many=True)
    days = serializers.DictField(child=serializers.IntegerField())

    class Meta(VersionOut.Meta):
        fields = (  # type: ignore[assignment]
            *VersionOut.Meta.fields,
            "language",
            "languages",
            "pages",
            "limits",
            "readers",
            "questions",
            "days",
        )


def written_in(policy: ConfidentialityPolicy) -> list[str]:
    found = PolicyText.objects.filter(policy=policy).exclude(body="").order_by("language").distinct()
    return list(found.values_list("language", flat=True))
