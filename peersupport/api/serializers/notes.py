"""What was written about a meeting, as it is answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from peersupport.audit.services import Purpose
from peersupport.rules.models import NotePrompt
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import HowGiven, PersonResponse, SessionNote, SetAside, Tag

from .beside import NOTHING_BESIDE, BesideOut
from .common import Body, PeerNamed, TextField, example
from .people import PEER, SOMEBODY
from .sessions import MEETING

NOTE = "7e1c2b3a-4d5e-4f60-8a71-9b8c7d6e5f05"
WHY = [Purpose.ASKED_BY_PEER, Purpose.DOCUMENTATION, Purpose.SAFETY, Purpose.OTHER]


class NoteReplyOut(serializers.Serializer):  # type: ignore[type-arg]
    """`text` is empty where somebody read it and said thank you."""

    author = serializers.CharField(source="author.name")
    at = serializers.DateTimeField()
    text = serializers.CharField()


class NoteAnswerOut(serializers.Serializer):  # type: ignore[type-arg]
    """What the person says to the note. Taken back, it says nothing any more."""

    id = serializers.UUIDField(source="row.pk")
    kind = serializers.SerializerMethodField()
    words = serializers.CharField()
    version = serializers.IntegerField(source="row.version")
    given = serializers.ChoiceField(source="row.given", choices=HowGiven.choices)
    at = serializers.DateTimeField(source="row.at")
    elsewhere = serializers.BooleanField(help_text="Its words went to the senior peer supervisor.")
    taken_back = serializers.BooleanField(source="is_taken_back")
    reply = NoteReplyOut(allow_null=True)

    def get_kind(self, answer: Any) -> str:
        return "" if answer.is_taken_back else str(answer.row.kind)


class SetAsideOut(serializers.Serializer):  # type: ignore[type-arg]
    """Set aside by the person; listed for the two alone."""

    id = serializers.UUIDField(source="row.pk")
    field = serializers.CharField(source="row.field")
    text = serializers.CharField()


@extend_schema_serializer(
    examples=[
        example(
            {
                "number": 1,
                "changed_by": "Marisol Quintanilla",
                "at": "2027-01-12T09:10:00Z",
                "before": {"text": "We wrote the letter."},
            }
        )
    ]
)
class NoteVersionOut(serializers.Serializer):  # type: ignore[type-arg]
    """How fields stood until somebody changed them."""

    number = serializers.IntegerField(source="row.number")
    changed_by = serializers.CharField(source="row.changed_by.name")
    at = serializers.DateTimeField(source="row.at")
    before = serializers.DictField(child=serializers.CharField(), source="texts")


class AddendumOut(serializers.Serializer):  # type: ignore[type-arg]
    author = serializers.CharField()
    day = serializers.CharField()
    text = serializers.CharField()


class ConnectionOut(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField()
    how_far = serializers.CharField()


ONLY_LEFT_OUT = _("Passages go with “leave_out” alone.")
LISTED_NOTE: dict[str, Any] = {
    "id": NOTE,
    "session": MEETING,
    "person": SOMEBODY,
    "peer": PEER,
    "at": "2027-01-11T19:30:00Z",
    "completed_at": "2027-01-11T20:20:00Z",
    "final_at": "2027-01-13T20:20:00Z",
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
            "final_at",
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
                "says": [],
                "goals": ["Ride my bicycle to the river again"],
                "connections": [{"text": "The choir at Elm Street", "how_far": "planned"}],
                "addenda": [],
                "beside": NOTHING_BESIDE,
                "state": "ready",
                "answers": [],
                "set_aside": [],
                "hides": False,
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
    final_at = serializers.DateTimeField(source="note.final_at")
    state = serializers.ChoiceField(
        choices=["ready", "finished"], help_text="ready: its two can still change it."
    )
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
    says = serializers.ListField(
        source="note.says",
        child=serializers.ChoiceField(choices=NotePrompt.choices),
        help_text="Level billable: what its author ticked that it says.",
    )
    goals = serializers.ListField(source="around.goals", child=serializers.CharField())
    connections = serializers.SerializerMethodField()
    addenda = AddendumOut(many=True)
    beside = BesideOut()
    answers = NoteAnswerOut(many=True, source="voice.answers")
    set_aside = serializers.SerializerMethodField()
    hides = serializers.BooleanField(
        source="voice.hides", help_text="Something in it is set aside from this reader."
    )

    @extend_schema_field(SetAsideOut(many=True))
    def get_set_aside(self, opened: Any) -> Any:
        """With their words, for its two."""
        found = [{"row": row, "text": words} for row, words in opened.voice.passages]
        return SetAsideOut(found, many=True).data

    @extend_schema_field(ConnectionOut(many=True))
    def get_connections(self, opened: Any) -> list[dict[str, str]]:
        """What they connected with, and how far it had come that day."""
        return [{"text": text, "how_far": str(words)} for text, words in opened.around.connections]


@extend_schema_serializer(examples=[example({"text": "The answer came today."}, sent=True)])
class NewAddendum(Body):
    """Something added later. The note itself stays as it is."""

    text = TextField(most=FULL_LETTERS)


class SetAsideIn(Body):
    """From `start` up to `end` of a text, in letters; without an end up to its last."""

    field = serializers.ChoiceField(choices=[(name, name) for name in SetAside.FIELDS])
    start = serializers.IntegerField(min_value=0, max_value=FULL_LETTERS)
    end = serializers.IntegerField(min_value=1, max_value=FULL_LETTERS, allow_null=True, default=None)
    addendum = serializers.UUIDField(allow_null=True, default=None)


@extend_schema_serializer(
    examples=[
        example(
            {"kind": "different", "words": "It was my idea to write.", "to_senior": False, "passages": []},
            sent=True,
        )
    ]
)
class NewNoteAnswer(Body):
    """passages: what is to be left out, with `leave_out` alone. given: how, where a peer writes it down."""

    kind = serializers.ChoiceField(choices=PersonResponse.Kind.choices)
    words = TextField(most=FULL_LETTERS, required=False, default="", allow_blank=True)
    to_senior = serializers.BooleanField(default=False)
    given = serializers.ChoiceField(choices=HowGiven.choices, default=HowGiven.PEERS_SCREEN)
    passages = SetAsideIn(many=True, required=False, default=list)


@extend_schema_serializer(examples=[example({"text": ""}, sent=True)])
class NewNoteReply(Body):
    """Empty: I read it, thank you."""

    text = TextField(most=FULL_LETTERS, required=False, default="", allow_blank=True)


@extend_schema_serializer(examples=[example({"text": "We wrote the answer at the library."}, sent=True)])
class NoteChange(Body):
    """The peer's words from the peer, own_words from the person; what is left out stays as it is."""

    text = TextField(most=FULL_LETTERS, required=False, allow_blank=True)
    agenda = TextField(most=FULL_LETTERS, required=False, allow_blank=True)
    next_step = TextField(most=FULL_LETTERS, required=False, allow_blank=True)
    taken_along = TextField(most=FULL_LETTERS, required=False, allow_blank=True)
    own_words = TextField(most=FULL_LETTERS, required=False, allow_blank=True)
