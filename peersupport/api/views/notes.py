"""What was written: found as a list of what opens, read one by one with a reason and a trace."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.api.listing import PAGE, Keyset, cursor_in
from peersupport.api.problems import BadField
from peersupport.api.serializers import notes as shapes
from peersupport.api.serializers import search as search_shapes
from peersupport.api.serializers.common import Created
from peersupport.audit.services import Purpose
from peersupport.core.errors import NotAllowed
from sessions_app import services
from sessions_app.models import SessionNote
from sessions_app.querysets import Cursor
from sessions_app.reading import open_notes
from sessions_app.search import further_place, further_text, search_notes, words_in

from .base import ApiView
from .sessions import READERS, WRITERS, SessionView

PURPOSE = OpenApiParameter(
    "purpose",
    str,
    enum=[code.value for code in shapes.WHY],
    description="Why I open what another wrote. The person reads the answer. Not needed for one's own.",
)


def purpose_in(request: Request, *, own: bool) -> Purpose:
    """Why somebody reads. Raises BadField where a reason is needed and missing."""
    said = request.query_params.get("purpose", "")
    if said and said not in {code.value for code in shapes.WHY}:
        raise BadField("purpose", _("Please choose one of the answers shown."))
    if request.user.kind == User.Kind.PERSON:
        return Purpose.OWN_RECORD
    if own:
        return Purpose.OWN_WORK
    if not said:
        raise BadField("purpose", _("Please say why you open this. They can read it."))
    return Purpose(said)


class Notes(ApiView):
    needs = READERS
    queryset = SessionNote.objects.none()
    serializer_class = shapes.ListedNote
    pagination_class = Keyset

    @extend_schema(summary="Notes that open for me", responses=shapes.ListedNote(many=True))
    def get(self, request: Request) -> Response:
        """From new to old, 25 at a time, without a word of them."""
        notes = SessionNote.objects.select_related("peer__user")
        found = notes.newest_readable(before=cursor_in(request), limit=PAGE + 1)
        last = found[PAGE - 1] if len(found) > PAGE else None
        place = Cursor(last.at, last.pk).text if last else ""
        return Keyset.answer(request, shapes.ListedNote(found[:PAGE], many=True).data, place)


class NoteSearch(ApiView):
    needs = READERS
    queryset = SessionNote.objects.none()
    serializer_class = search_shapes.FoundNotes

    @extend_schema(
        summary="Search what was written",
        request=search_shapes.NoteSearch,
        responses=search_shapes.FoundNotes,
    )
    def post(self, request: Request) -> Response:
        """POST although it changes nothing: the words stand in no address or log. Up to 500 notes are opened for it,
        the newest first, and everybody they are about sees who looked and why."""
        said = self.said(search_shapes.NoteSearch)
        words = words_in(said["q"])
        if not words:
            raise BadField("q", _("Please use a word of at least two letters."))
        place = further_place(said["further"], request.user) if said.get("further") else None
        if said.get("further") and place is None:
            raise BadField("further", _("Please start this search again."))
        purpose = self._purpose(said.get("purpose"))
        own_only = purpose == Purpose.OWN_WORK
        found = search_notes(words=words, by=request.user, purpose=purpose, own_only=own_only, before=place)
        further = further_text(found.further, request.user) if found.further else None
        return Response(search_shapes.FoundNotes(replace(found, further=further)).data)

    def _purpose(self, said: str | None) -> Purpose:
        if self.request.user.kind == User.Kind.PERSON:
            return Purpose.OWN_RECORD
        if said:
            return Purpose(said)
        if not self.request.user.may(Permission.LOG_SESSION):
            raise BadField("purpose", _("Please say why you open this. They can read it."))
        return Purpose.OWN_WORK


class NoteView(SessionView):
    queryset = SessionNote.objects.none()
    serializer_class = shapes.Note

    def note(self, pk: UUID) -> tuple[Any, SessionNote]:
        """The meeting and the note, if its text may be read now. Raises SessionNote.DoesNotExist."""
        session_id = SessionNote.objects.values_list("session", flat=True).get(pk=pk)
        session = self.reached(session_id)
        readable = SessionNote.objects.readable(session_id)
        note = next((note for note in readable if note.pk == pk), None)
        if note is None:
            raise SessionNote.DoesNotExist
        return session, note


class NoteOne(NoteView):
    parameters = frozenset({"purpose"})

    @extend_schema(summary="Read a note", parameters=[PURPOSE])
    def get(self, request: Request, pk: UUID) -> Response:
        """Both voices, and what was added later. It is noted who read it and why, and the person sees that."""
        session, note = self.note(pk)
        purpose = purpose_in(request, own=session.peer.user_id == request.user.pk)
        opened = open_notes(session, by=request.user, purpose=purpose, only=note.pk)
        if not opened:
            raise SessionNote.DoesNotExist  # closed since the line above
        return Response(shapes.Note(opened[0]).data)


class Addenda(NoteView):
    needs = WRITERS
    makes = "api:note"

    @extend_schema(summary="Add to a note", request=shapes.NewAddendum, responses={201: Created})
    def post(self, request: Request, pk: UUID) -> Response:
        """To one's own. The note itself stays as it is; the answer says where both can be read."""
        session, note = self.note(pk)
        if session.peer.user_id != request.user.pk:
            raise NotAllowed(_("This is not yours to do here."))
        text = self.said(shapes.NewAddendum)["text"]
        return self.made(lambda: services.add_addendum(note=note, text=text, by=request.user).note)
