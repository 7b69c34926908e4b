"""What stands beside a note: what a supervisor asked, what is withheld, and where it was copied to."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from sessions_app.levels import FULL_LETTERS
from sessions_app.models import NoteReview, ReviewComment, WithheldPassage

from .common import Body, TextField, example

REVIEW = "5b7f0c1d-2e3f-4a4b-8c5d-6e7f8a9b0c17"
PERMISSION = "8f0a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b16"
COMMENT = {"field": "text", "text": "What did they say then?"}


class ReviewCommentOut(serializers.Serializer):  # type: ignore[type-arg]
    field = serializers.ChoiceField(choices=ReviewComment.Field.choices)
    text = serializers.CharField()


class ReviewOut(serializers.Serializer):  # type: ignore[type-arg]
    """What is good in the note, what is asked, and the answer: something added below the note, or why it stays."""

    id = serializers.UUIDField()
    reviewer = serializers.CharField()
    state = serializers.ChoiceField(choices=NoteReview.State.choices)
    returned_at = serializers.DateTimeField(source="row.returned_at", allow_null=True)
    good = serializers.CharField()
    comments = ReviewCommentOut(many=True)
    answered_at = serializers.DateTimeField(source="row.answered_at", allow_null=True)
    left_because = serializers.CharField()
    closed_at = serializers.DateTimeField(source="row.closed_at", allow_null=True)


class WithheldOut(serializers.Serializer):  # type: ignore[type-arg]
    """That one passage is withheld. `text` is for its author, and for supervisors once one of them agreed; else ""."""

    reason = serializers.ChoiceField(source="row.reason", choices=WithheldPassage.Reason.choices)
    state = serializers.ChoiceField(choices=WithheldPassage.State.choices)
    agreed_by = serializers.CharField()
    text = serializers.CharField()
    why_answer = serializers.CharField()


class CopiedOut(serializers.Serializer):  # type: ignore[type-arg]
    at = serializers.DateTimeField()
    by = serializers.CharField()


class BesideOut(serializers.Serializer):  # type: ignore[type-arg]
    reviews = ReviewOut(many=True)
    withheld = WithheldOut(allow_null=True)
    copied = CopiedOut(many=True)


NOTHING_BESIDE: dict[str, Any] = {"reviews": [], "withheld": None, "copied": []}


@extend_schema_serializer(examples=[example({"left_because": "It is how they said it."}, sent=True)])
class ReviewAnswer(Body):
    """One of the two: something that is added to the note, or why it stays as it is."""

    text = TextField(most=FULL_LETTERS, required=False)
    left_because = TextField(most=1000, required=False)


@extend_schema_serializer(examples=[example({"permission": PERMISSION}, sent=True)])
class CopyWanted(Body):
    permission = serializers.UUIDField()


@extend_schema_serializer(
    examples=[example({"permission": PERMISSION, "looked_at": "9f86d08188…"}, sent=True)]
)
class CopyMade(CopyWanted):
    looked_at = serializers.CharField(max_length=64)


class CopyPart(serializers.Serializer):  # type: ignore[type-arg]
    what = serializers.CharField(source="label")
    why_not = serializers.CharField(help_text='"" for what is in it.')


@extend_schema_serializer(
    examples=[
        example(
            {
                "text": "January 12, 2027\n45 minutes, in person",
                "parts": [{"what": "day and length", "why_not": ""}],
                "fingerprint": "9f86d08188…",
            }
        )
    ]
)
class CopyOut(serializers.Serializer):  # type: ignore[type-arg]
    """Exactly what would be copied, and what of the note is in it and what is not."""

    text = serializers.CharField(source="draft.text")
    parts = CopyPart(many=True)
    fingerprint = serializers.CharField(source="draft.fingerprint")
