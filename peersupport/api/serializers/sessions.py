"""Meetings and who was there, as they are sent and answered."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from peersupport.accounts.models import Language
from peersupport.rules.models import NotePrompt
from sessions_app.entry import SessionEntry
from sessions_app.levels import FULL_LETTERS
from sessions_app.local_time import MOST_MINUTES
from sessions_app.models import (
    ChosenBy,
    Connection,
    HowWritten,
    Kind,
    Place,
    SupportSession,
    Tag,
    Way,
    WhoseStep,
    WhoWrote,
    WhyShared,
)

from .common import (
    Body,
    LineField,
    Named,
    PeerNamed,
    TextField,
    WallClockField,
    WholeNumber,
    YesNo,
    choice,
    example,
)
from .people import PEER, PROGRAM, SOMEBODY

MOST_GOALS = 50
MEETING = "6f2d0a5e-51c5-4a5f-9d1a-2f9b4c6f0c11"
LISTED: dict[str, Any] = {
    "id": MEETING,
    "state": "completed",
    "starts_at": "2027-01-11T19:30:00Z",
    "local_start": "2027-01-11T14:30",
    "time_zone": "America/New_York",
    "minutes": 45,
    "way": "out",
    "place": "public",
    "kinds": ["companionship", "emotional"],
    "agenda_by": "together",
    "level": "together",
    "program": PROGRAM,
    "peer": PEER,
    "people": ["Juniper"],
    "has_note": True,
    "note_opens": True,
}


@extend_schema_serializer(examples=[example(LISTED)])
class Session(serializers.ModelSerializer):  # type: ignore[type-arg]
    """The facts of a meeting. `people`: chosen names, as far as the reader may know them."""

    peer = PeerNamed()
    program = Named()
    local_start = serializers.CharField()
    people = serializers.SerializerMethodField()
    note_opens = serializers.SerializerMethodField()

    class Meta:
        model = SupportSession
        fields = (
            "id",
            "state",
            "starts_at",
            "local_start",
            "time_zone",
            "minutes",
            "way",
            "place",
            "kinds",
            "agenda_by",
            "level",
            "program",
            "peer",
            "people",
            "has_note",
            "note_opens",
        )

    def get_people(self, session: Any) -> list[str]:
        names: list[str] = self.context["names"].get(session.pk, [])
        return names

    def get_note_opens(self, session: Any) -> bool:
        """Whether the reader may open what was written."""
        return bool(session.note_opens)


class GroupOf(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.UUIDField()
    name = serializers.CharField()
    came = serializers.IntegerField(allow_null=True, help_text="How many came, named or not.")


@extend_schema_serializer(examples=[example({**LISTED, "group": None})])
class SessionWhole(Session):
    """A meeting. `group` is there for whoever sees a group as a group; to others it is one person's presence."""

    group = serializers.SerializerMethodField()

    class Meta(Session.Meta):
        fields = (*Session.Meta.fields, "group")  # type: ignore[assignment]

    @extend_schema_field(GroupOf(allow_null=True))
    def get_group(self, session: Any) -> dict[str, Any] | None:
        """The group and how many came."""
        if session.group is None or not session.whole:
            return None
        came = getattr(session, "gathering", None)
        return {
            "id": str(session.group.pk),
            "name": session.group.name,
            "came": came.headcount if came else None,
        }


@extend_schema_serializer(
    examples=[example({"session": MEETING, "person": SOMEBODY, "chosen_name": "Juniper"})]
)
class Present(serializers.Serializer):  # type: ignore[type-arg]
    """Somebody who was, or will be, there."""

    session = serializers.UUIDField()
    person = serializers.UUIDField()
    chosen_name = serializers.CharField()


class Start(Body):
    local_start = WallClockField()
    minutes = WholeNumber(min_value=1, max_value=MOST_MINUTES)
    fold = WholeNumber(
        min_value=0,
        max_value=1,
        default=0,
        help_text="The night the clocks go back this time comes twice: 0 before, 1 after.",
    )


@extend_schema_serializer(examples=[example({"local_start": "2027-01-18T15:00", "minutes": 60}, sent=True)])
class Move(Start):
    """Another time for a planned meeting."""


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": MEETING,
                "person": SOMEBODY,
                "local_start": "2027-01-18T14:30",
                "minutes": 60,
                "way": "in_person",
                "place": "public",
            },
            sent=True,
        )
    ]
)
class Plan(Start):
    """A meeting to come. `id` is made by you: the same meeting sent twice is one."""

    id = serializers.UUIDField(required=False, allow_null=True, default=None)
    person = serializers.UUIDField()
    way = choice(Way.choices)
    place = choice(Place.choices)


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": MEETING,
                "person": SOMEBODY,
                "local_start": "2027-01-11T14:30",
                "minutes": 45,
                "way": "out",
                "place": "public",
                "kinds": ["companionship", "emotional"],
                "agenda": "The letter from the office",
                "agenda_by": "them",
                "text": "We read the letter together and wrote an answer.",
                "own_words": "I was not alone with it.",
                "own_words_by": "them",
                "next_step": "Bring it to the post",
                "next_step_whose": "them",
                "read_together": True,
                "their_signature": "Juniper",
                "their_signature_by": "them",
                "goal_ids": ["8f0a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b06"],
                "tags": ["speaking_up", "going_along"],
                "connection": "The choir at Elm Street",
                "connection_state": "planned",
                "connection_with": "Marlow",
                "connection_on": "2027-01-21",
            },
            sent=True,
        )
    ]
)
class Log(Plan):
    """A meeting that was, as far as the level you two agreed on keeps it. `id` of a planned one: you met."""

    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=Kind.choices), required=False, max_length=4, default=list
    )
    agenda_by = choice(ChosenBy.choices)
    agenda = LineField(required=False)
    shared_story = YesNo(default=False)
    why_shared = choice(WhyShared.choices)
    own_words = TextField(most=FULL_LETTERS, required=False)
    own_words_by = choice(WhoWrote.choices)
    text = TextField(most=FULL_LETTERS, required=False)
    rest_stays_between_us = YesNo(default=False)
    next_step = LineField(required=False)
    next_step_whose = choice(WhoseStep.choices)
    taken_along = LineField(required=False)
    how_written = choice(HowWritten.choices)
    language = choice(Language.choices)
    read_together = YesNo(required=False, allow_null=True, default=None)
    not_read_because = LineField(required=False)
    their_signature = LineField(
        most=80, required=False, help_text="The person's name under what you two read together, if they like."
    )
    their_signature_by = choice(WhoWrote.choices)
    goal_ids = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=MOST_GOALS,
        default=list,
        help_text="Which of their goals it was about, by id from `people/<id>/goals/`.",
    )
    tags = serializers.ListField(
        child=serializers.ChoiceField(choices=Tag.choices), required=False, max_length=len(Tag), default=list
    )
    says = serializers.ListField(
        child=serializers.ChoiceField(choices=NotePrompt.choices),
        required=False,
        max_length=len(NotePrompt),
        default=list,
        help_text="Level billable: which of what the program's rules ask for stands in the text.",
    )
    connection = LineField(required=False, help_text="A new group, place or person you connected with.")
    connection_state = choice(Connection.State.choices)
    connection_with = LineField(required=False, help_text="Planned: who goes along.")
    connection_on = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        input_formats=["%Y-%m-%d"],
        help_text="Planned: the day.",
    )

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["why_shared"] and not said["shared_story"]:
            raise serializers.ValidationError({"why_shared": [_("First say that you shared something.")]})
        return said

    @staticmethod
    def entry(said: dict[str, Any]) -> SessionEntry:
        start = said["local_start"]
        rest = {name: value for name, value in said.items() if name not in {"id", "person"}}
        lists = {
            "kinds": tuple(said["kinds"]),
            "tags": tuple(said["tags"]),
            "says": tuple(said["says"]),
            "goal_ids": tuple(str(pk) for pk in said["goal_ids"]),
        }
        return SessionEntry(**rest | lists, ends_local=start + timedelta(minutes=said["minutes"]))
