"""Meetings: the facts by relation, changed by who wrote them."""

import uuid
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.accounts.roles import Permission
from peersupport.api.listing import PAGE, Keyset, SessionFilters, cursor_in, end_of, start_of
from peersupport.api.querysets import newest_facts
from peersupport.api.serializers import sessions as shapes
from peersupport.api.serializers.common import Created, Nothing
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.people.models import SupportedPerson
from sessions_app import services
from sessions_app.models import Attendance, SupportSession
from sessions_app.querysets import Cursor, SessionFilter

from .base import KEY, ApiView

READERS = frozenset({Permission.LOG_SESSION, Permission.SEE_LINKED_SESSIONS, Permission.SEE_OWN_RECORD})
WRITERS = frozenset({Permission.LOG_SESSION})


class SessionView(ApiView):
    needs = READERS
    queryset = SupportSession.objects.none()
    serializer_class = shapes.SessionWhole

    def reached(self, pk: UUID) -> Any:
        sessions = SupportSession.objects.select_related("peer__user", "program", "group", "gathering")
        session = sessions.reached(pk)
        if session is None:
            raise SupportSession.DoesNotExist
        return session

    def own(self, pk: UUID) -> Any:
        """404 out of scope, 403 for another peer's, 409 for a group: its page asks what a program can't."""
        session = self.reached(pk)
        if session.peer.user_id != self.request.user.pk:
            raise NotAllowed(_("This is not yours to do here."))
        if session.group_id is not None:
            raise WrongState(_("A group is written down and changed on its own page."))
        return session

    def answer(self, pk: UUID) -> Response:
        names = Attendance.objects.chosen_names([pk])
        return Response(shapes.SessionWhole(self.reached(pk), context={"names": names}).data)


class Sessions(SessionView):
    filterset_class = SessionFilters
    pagination_class = Keyset
    serializer_class = shapes.Session

    @extend_schema(summary="Meetings I may know of", responses=shapes.Session(many=True))
    def get(self, request: Request) -> Response:
        """From new to old, 25 at a time: facts by relation, as on the page of meetings. The office has no such list."""
        said, before = self.narrowed(), cursor_in(request)
        zone = request.user.agency.time_zone
        if said["until"]:
            below = end_of(said["until"], zone)
            before = below if before is None or before.at > below.at else before
        only = SessionFilter(
            state=said["state"] or None,
            program_id=said["program"],
            peer_id=said["peer"],
            person_id=said["person"],
        )
        found = newest_facts(only=only, before=before, limit=PAGE + 1)
        begins = start_of(said["since"], zone) if said["since"] else None
        shown = [row for row in found[:PAGE] if begins is None or row["starts_at"] >= begins]
        names = Attendance.objects.chosen_names([row["id"] for row in shown])
        for row in shown:
            row["people"] = names.get(row["id"], [])
        more = len(found) > PAGE and len(shown) == PAGE
        last = Cursor(shown[-1]["starts_at"], shown[-1]["id"]).text if more else ""
        return Keyset.answer(request, shown, last)


class SessionOne(SessionView):
    @extend_schema(summary="One meeting")
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)


class SessionAttendance(SessionView):
    pagination_class = Keyset
    serializer_class = shapes.Present

    @extend_schema(summary="Who was there", responses=shapes.Present(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """As far as the reader may know them: of a group only its lead sees everybody, a person sees themselves."""
        self.reached(pk)
        there = Attendance.objects.known([pk]).get(pk, [])
        rows = [{"session": pk, "person": person, "chosen_name": name} for person, name in there]
        return Keyset.answer(request, shapes.Present(rows, many=True).data, "")

    def known_parameters(self) -> set[str]:
        return set()


class Planning(ApiView):
    """Making a meeting: the key of the client is the meeting's own."""

    needs = WRITERS
    queryset = SupportSession.objects.none()
    serializer_class = Created
    makes = "api:session"

    def person(self, pk: UUID) -> SupportedPerson:
        """Somebody the reader walks with; the service asks again, with the lock."""
        walking = SupportedPerson.objects.paired_with(self.request.user)
        person: SupportedPerson = get_object_or_404(walking, pk=pk)
        return person


class SessionPlan(Planning):
    @extend_schema(summary="Plan a meeting", request=shapes.Plan, responses={201: Created})
    def post(self, request: Request) -> Response:
        """With somebody I walk with, from today on, at most a year ahead, on the wall clock of their program."""
        said = self.said(shapes.Plan)
        own, person = said.pop("id"), said.pop("person")
        return self.made(
            lambda: services.plan_session(
                key=own or uuid.uuid4(), person=self.person(person), by=request.user, **said
            ),
            key=own,
        )


class SessionLog(Planning):
    @extend_schema(summary="Write a meeting down", request=shapes.Log, responses={201: Created})
    def post(self, request: Request) -> Response:
        """What may be written is what the two agreed on: the level decides, and words need a yes in force."""
        said = self.said(shapes.Log)
        own = said["id"]

        def log() -> SupportSession:
            person, entry = SupportedPerson(pk=said["person"]), shapes.Log.entry(said)
            return services.complete_session(
                key=own or uuid.uuid4(), person=person, entry=entry, by=request.user
            )

        if own is None or KEY in request.headers:
            return self.made(log, key=own)
        # The meeting keeps its own key and what was said under it: nothing else has to be remembered.
        made = log()
        return self.created(made.pk, before=made.is_repeated)


class SessionAct(SessionView):
    """One tap on a meeting of one's own."""

    needs = WRITERS
    service: Any = None

    @extend_schema(request=Nothing, responses=shapes.SessionWhole)
    def post(self, request: Request, pk: UUID) -> Response:
        session = self.own(pk)
        self.said(Nothing)
        type(self).service(session=session, by=request.user)
        return self.answer(pk)


class SessionCancel(SessionAct):
    """Call a planned meeting off. Done twice it stays done."""

    service = staticmethod(services.cancel_session)


class SessionNotMet(SessionAct):
    """ "We didn't connect". No reason is asked."""

    service = staticmethod(services.mark_not_met)


class SessionReopen(SessionAct):
    """It is planned again, at its old time."""

    service = staticmethod(services.reopen_session)


class SessionMove(SessionView):
    needs = WRITERS

    @extend_schema(summary="Give a meeting another time", request=shapes.Move, responses=shapes.SessionWhole)
    def post(self, request: Request, pk: UUID) -> Response:
        session = self.own(pk)
        services.move_session(session=session, by=request.user, **self.said(shapes.Move))
        return self.answer(pk)
