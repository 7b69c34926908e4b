"""People and who walks with whom."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from consent.models import ConfidentialityPolicy
from peersupport.accounts.roles import Permission
from peersupport.api.listing import PAGE, ByName, Keyset, PairingFilters, PersonFilters, cursor_in, id_in
from peersupport.api.problems import BadField
from peersupport.api.serializers import people as shapes
from peersupport.api.serializers.common import Created, Nothing
from peersupport.core.errors import NotAllowed
from peersupport.core.names import name_key
from peersupport.people import services
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from peersupport.people.queries import FOUND_AT_MOST, programs_for
from peersupport.people.services.walk_states import NOT_AVAILABLE

from .base import ApiView

PEOPLE = frozenset({Permission.SEE_PEOPLE, Permission.SEE_OWN_RECORD})


class PersonView(ApiView):
    needs = PEOPLE
    queryset = SupportedPerson.objects.none()
    serializer_class = shapes.Person

    def people(self) -> Any:
        """Whom the reader may know today, as their pages show them."""
        reached = SupportedPerson.objects.reached_by(self.request.user).with_only_name(self.request.user)
        return reached.select_related("program")


class People(PersonView):
    filterset_class = PersonFilters
    pagination_class = ByName
    makes = "api:person"

    @extend_schema(summary="People I may know", responses=shapes.Person(many=True))
    def get(self, request: Request) -> Response:
        """By chosen name, 25 at a time. A person sees themselves."""
        said = self.narrowed()
        program = str(said["program"] or "")
        people = self.people().listed().chosen(request.user, who=said["who"], program=program).by_name()
        if after := id_in(request, "after"):
            edge = people.filter(pk=after).values_list("name_key", flat=True).first()
            if edge is None:
                raise BadField("after", _("This is no place in this list."))
            people = people.filter(Q(name_key__gt=edge) | Q(name_key=edge, id__gt=after))
        found = list(people[: PAGE + 1])
        place = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
        return ByName.answer(request, shapes.Person(found[:PAGE], many=True).data, place)

    @extend_schema(summary="Add somebody", request=shapes.NewPerson, responses={201: Created})
    def post(self, request: Request) -> Response:
        """Somebody met tonight. A peer's own yes is part of it; the office confirms within seven days."""
        if not (request.user.may(Permission.ADD_PERSON) or request.user.may(Permission.ARRANGE_PAIRINGS)):
            raise NotAllowed(_("This is not yours to do here."))
        said = self.said(shapes.NewPerson)
        program = programs_for(request.user).filter(pk=said.pop("program")).first()
        if program is None:
            raise BadField("program", _("Please choose a program you work in."))
        return self.made(lambda: services.meet_person(program=program, by=request.user, **said))


class PersonSearch(PersonView):
    needs = frozenset({Permission.SEE_PEOPLE})
    pagination_class = Keyset

    @extend_schema(
        summary="Find somebody by name", request=shapes.Search, responses={200: shapes.Person(many=True)}
    )
    def post(self, request: Request) -> Response:
        """POST although it changes nothing: the words of a search stand in no address or log. The first 25."""
        key = name_key(self.said(shapes.Search)["q"])
        found = self.people().listed().named_like(key).by_name()[:FOUND_AT_MOST]
        return Keyset.answer(request, shapes.Person(found, many=True).data, "")

    def known_parameters(self) -> set[str]:
        return set()


class PersonOne(PersonView):
    @extend_schema(summary="Somebody I may know")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(shapes.Person(get_object_or_404(self.people(), pk=pk)).data)


class PairingView(ApiView):
    needs = PEOPLE
    queryset = Pairing.objects.none()
    serializer_class = shapes.PairingOut

    def pairings(self) -> Any:
        return Pairing.objects.shown_to(self.request.user).select_related("person", "peer__user")

    def to_change(self, pk: UUID) -> Pairing:
        """404 out of scope, 403 for one that the reader only sees."""
        pairing: Pairing = get_object_or_404(self.pairings(), pk=pk)
        if not Pairing.objects.handled_by(self.request.user).filter(pk=pk).exists():
            raise NotAllowed(_("This is not yours to do here."))
        return pairing

    def answer(self, pairing: Pairing) -> Response:
        return Response(shapes.PairingOut(pairing).data)


class Pairings(PairingView):
    filterset_class = PairingFilters
    pagination_class = Keyset
    makes = "api:pairing"

    @extend_schema(summary="Who walks with whom", responses=shapes.PairingOut(many=True))
    def get(self, request: Request) -> Response:
        """My own; for the office all; for a supervisor those of their peers. The newest offer first."""
        said, before = self.narrowed(), cursor_in(request)
        pairings = self.pairings().filter(person__died_on=None).exclude(state=Pairing.State.NOT_NOW)
        if before is not None:
            pairings = pairings.filter(
                Q(offered_at__lt=before.at) | Q(offered_at=before.at, id__lt=before.pk)
            )
        names = {"state": "state", "peer": "peer", "person": "person", "program": "person__program"}
        pairings = pairings.filter(**{names[name]: value for name, value in said.items() if value})
        found = list(pairings.order_by("-offered_at", "-id")[: PAGE + 1])
        last = found[PAGE - 1] if len(found) > PAGE else None
        place = f"{last.offered_at.isoformat()},{last.pk}" if last else ""
        return Keyset.answer(request, shapes.PairingOut(found[:PAGE], many=True).data, place)

    @extend_schema(
        summary="Ask two whether they walk together", request=shapes.NewPairing, responses={201: Created}
    )
    def post(self, request: Request) -> Response:
        """Offered, not assigned: it starts when both have said yes. Nobody offers themselves."""
        if not request.user.may(Permission.SEE_PEOPLE):
            raise NotAllowed(_("This is not yours to do here."))
        said = self.said(shapes.NewPairing)
        person = get_object_or_404(SupportedPerson.objects.reached_by(request.user), pk=said.pop("person"))
        peers = {name: self._peer(name, said.pop(name)) for name in ("peer", "covers_for")}
        wait_days = ConfidentialityPolicy.objects.wait_days_in(request.user.agency)
        return self.made(
            lambda: services.offer_pairing(
                person=person, wait_days=wait_days, by=request.user, **peers, **said
            )
        )

    def _peer(self, name: str, pk: UUID | None) -> PeerSpecialist | None:
        if pk is None:
            return None
        peer = PeerSpecialist.objects.in_agency_of(self.request.user).select_related("user").filter(pk=pk)
        if not peer:
            raise BadField(name, str(NOT_AVAILABLE))
        return peer[0]  # type: ignore[no-any-return]


class PairingOne(PairingView):
    @extend_schema(summary="One pairing")
    def get(self, request: Request, pk: UUID) -> Response:
        """Not one that was answered with "not now": that stands nowhere."""
        open_to_me = self.pairings().exclude(state=Pairing.State.NOT_NOW)
        return self.answer(get_object_or_404(open_to_me, pk=pk))


class PairingAct(PairingView):
    """One tap on one pairing."""

    service: Any = None

    @extend_schema(request=Nothing, responses=shapes.PairingOut)
    def post(self, request: Request, pk: UUID) -> Response:
        pairing = self.to_change(pk)
        self.said(Nothing)
        return self.answer(self.act()(pairing=pairing, by=request.user))

    def act(self) -> Any:
        return type(self).service


class PairingYes(PairingAct):
    """My own yes to an offer, whichever of the two I am."""

    def act(self) -> Any:
        mine = self.request.user.kind == self.request.user.Kind.PERSON
        return services.person_says_yes if mine else services.peer_says_yes


class PairingTheirYes(PairingAct):
    """Their spoken yes, written down by whoever heard it."""

    service = staticmethod(services.record_persons_yes)


class PairingDecline(PairingAct):
    """Not now, by either side. No reason is asked."""

    service = staticmethod(services.decline_pairing)


class PairingPause(PairingAct):
    """Take a break, by either side. No reason is asked."""

    service = staticmethod(services.pause_pairing)


class PairingResume(PairingView):
    @extend_schema(summary="Go on after a break", request=shapes.Resume, responses=shapes.PairingOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Whoever wanted the break says when it is over; a person's word may be written down by who heard it."""
        pairing = self.to_change(pk)
        said = self.said(shapes.Resume)
        return self.answer(services.resume_pairing(pairing=pairing, by=request.user, **said))


class PairingRhythm(PairingView):
    @extend_schema(summary="How often we mean to meet", request=shapes.Rhythm, responses=shapes.PairingOut)
    def post(self, request: Request, pk: UUID) -> Response:
        pairing = self.to_change(pk)
        rhythm = self.said(shapes.Rhythm)["rhythm"]
        return self.answer(services.set_rhythm(pairing=pairing, rhythm=rhythm, by=request.user))


class PairingEnd(PairingView):
    @extend_schema(summary="Say goodbye for now", request=shapes.Goodbye, responses=shapes.PairingOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Either side, or the office. The door stays open."""
        pairing = self.to_change(pk)
        reason = self.said(shapes.Goodbye)["reason"]
        return self.answer(services.end_pairing(pairing=pairing, reason=reason, by=request.user))
