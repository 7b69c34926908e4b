"""Searching in notes: what is asked, and in which of them it was found."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from sessions_app.search import ADDED, FIELDS

from .common import Body, LineField, example
from .notes import LISTED_NOTE, WHY, ListedNote


@extend_schema_serializer(examples=[example({"q": "letter office", "purpose": "documentation"}, sent=True)])
class NoteSearch(Body):
    """All words must stand in one note. Without a purpose, only notes that I wrote are opened."""

    q = LineField(most=100)
    purpose = serializers.ChoiceField(choices=[code.value for code in WHY], required=False)
    further = serializers.CharField(required=False, help_text="Where an earlier answer ended: its `further`.")


FOUND: dict[str, Any] = {"note": LISTED_NOTE, "found_in": ["text", "next_step"]}


class FoundNote(serializers.Serializer):  # type: ignore[type-arg]
    """One note, and where in it."""

    note = ListedNote()
    found_in = serializers.ListField(source="fields", child=serializers.ChoiceField(choices=[*FIELDS, ADDED]))


@extend_schema_serializer(
    examples=[
        example({"results": [FOUND], "looked": 500, "back_to": "2026-11-02T19:30:00Z", "further": None})
    ]
)
class FoundNotes(serializers.Serializer):  # type: ignore[type-arg]
    """In which notes, and in which of their fields; no word of them. `further` leads on to older ones."""

    results = FoundNote(many=True, source="hits")
    looked = serializers.IntegerField(help_text="How many notes were opened for it.")
    back_to = serializers.DateTimeField(allow_null=True)
    further = serializers.CharField(allow_null=True)
