"""What was written about a meeting, as it is answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from peersupport.audit.services import Purpose
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import SessionNote, Tag
from sessions_app.search import ADDED, FIELDS

from .common import Body, LineField, PeerNamed, TextField, example
from .people import PEER, SOMEBODY
from .sessions import MEETING

NOTE = "7e1c2b3a-4d5e-4f60-8a71-9b8c7d6e5f05"
WHY = [Purpose.ASKED_BY_PEER, Purpose.DOCUMENTATION, Purpose.SAFETY, Purpose.OTHER]


class AddendumOut(serializers.Serializer):  # type: ignore[type-arg]
    author = serializers.CharField()
    day = serializers.CharField()
    text = serializers.CharField()


class ConnectionOut(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField()
    how_far = serializers.CharField()


LISTED_NOTE: dict[str, Any] = {
    "id": NOTE,
    "session": MEETING,
    "person": SOMEBODY,
    "peer": PEER,
    "at": "2027-01-11T19:30:00Z",
    "completed_at": "2027-01-11T20:20:00Z",
    "language": "en",
    "how_written": "together",
    "read_together": True,
}


@extend_schema_serializer(examples=[example(LISTED_NOTE)])
class ListedNote(serializers.ModelSerializer):  # type: ignore[type-arg]
    """A note that the reader may open. Its words are asked for one by one, and leave a trace."""

    session = serializers.UUIDField(source="session_id")
    person = serializers.UUIDField(source="person_id")
    peer = PeerNamed()

    class Meta:
        model = SessionNote
        fields = (
            "id",
            "session",
            "person",
            "peer",
            "at",
            "completed_at",
            "language",
            "how_written",
            "read_together",
        )


@extend_schema_serializer(
    examples=[
        example(
            {
                **LISTED_NOTE,
                "text": "We read the letter together and wrote an answer.",
                "rest_stays_between_us": False,
                "own_words": "I was not alone with it.",
                "own_words_by": "them",
                "agenda": "The letter from the office",
                "next_step": "Bring it to the post",
                "next_step_whose": "them",
                "why_shared": "",
                "taken_along": "",
                "not_read_because": "",
                "their_signature": "Juniper",
                "their_signature_by": "them",
                "signed_as": "",
                "tags": ["speaking_up"],
                "goals": ["Ride my bicycle to the river again"],
                "connections": [{"text": "The choir at Elm Street", "how_far": "planned"}],
                "addenda": [],
            }
        )
    ]
)
class Note(serializers.Serializer):  # type: ignore[type-arg]
    """Both voices: what the peer wrote and what the person says stand side by side, always."""

    id = serializers.UUIDField(source="note.pk")
    session = serializers.UUIDField(source="note.session_id")
    person = serializers.UUIDField(source="note.person_id")
    peer = PeerNamed(source="note.peer")
    at = serializers.DateTimeField(source="note.at")
    completed_at = serializers.DateTimeField(source="note.completed_at")
    language = serializers.CharField(source="note.language")
    how_written = serializers.CharField(source="note.how_written")
    read_together = serializers.BooleanField(source="note.read_together", allow_null=True)
    text = serializers.CharField(source="text.text")
    rest_stays_between_us = serializers.BooleanField(source="note.rest_stays_between_us")
    own_words = serializers.CharField(source="text.own_words")
    own_words_by = serializers.CharField(source="note.own_words_by")
    agenda = serializers.CharField(source="text.agenda")
    next_step = serializers.CharField(source="text.next_step")
    next_step_whose = serializers.CharField(source="note.next_step_whose")
    why_shared = serializers.CharField()
    taken_along = serializers.CharField(source="text.taken_along")
    not_read_because = serializers.CharField(source="text.not_read_because")
    their_signature = serializers.CharField(source="text.their_signature")
    their_signature_by = serializers.CharField(source="note.their_signature_by")
    signed_as = serializers.CharField(source="note.signed_as")
    tags = serializers.ListField(source="note.tags", child=serializers.ChoiceField(choices=Tag.choices))
    goals = serializers.ListField(source="around.goals", child=serializers.CharField())
    connections = serializers.SerializerMethodField()
    addenda = AddendumOut(many=True)

    @extend_schema_field(ConnectionOut(many=True))
    def get_connections(self, opened: Any) -> list[dict[str, str]]:
        """What they connected with, and how far it had come that day."""
        return [{"text": text, "how_far": str(words)} for text, words in opened.around.connections]


@extend_schema_serializer(examples=[example({"text": "The answer came today."}, sent=True)])
class NewAddendum(Body):
    """Something added later. The note itself stays as it is."""

    text = TextField(most=FULL_LETTERS)


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
