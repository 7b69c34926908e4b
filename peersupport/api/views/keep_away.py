"""Whom I keep away: for the person's own token alone. No reason, no notice, and no list for anybody else."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.api.listing import Keyset
from peersupport.api.problems import BadField
from peersupport.api.serializers import keep_away as shapes
from peersupport.api.serializers.common import Created, Nothing
from peersupport.my_record.queries import everybody_here
from peersupport.people import services
from peersupport.people.models import BlockedStaff, SupportedPerson

from .base import ApiView


class KeepAwayView(ApiView):
    needs = frozenset({Permission.SEE_OWN_RECORD})
    queryset = BlockedStaff.objects.none()
    serializer_class = shapes.KeptAway

    def me(self) -> SupportedPerson:
        own = SupportedPerson.objects.reached_by(self.request.user).listed()
        person: SupportedPerson = get_object_or_404(own.select_related("program", "agency"))
        return person

    def mine(self) -> Any:
        return BlockedStaff.objects.filter(person=self.me()).select_related("user")

    def known_parameters(self) -> set[str]:
        return set()


class KeptAwayList(KeepAwayView):
    pagination_class = Keyset
    makes = "api:kept_away_one"

    @extend_schema(summary="Whom I keep away", responses=shapes.KeptAway(many=True))
    def get(self, request: Request) -> Response:
        found = self.mine().order_by("-created_at", "-id")
        return Keyset.answer(request, shapes.KeptAway(found, many=True).data, "")

    @extend_schema(summary="Keep somebody away", request=shapes.KeepAway, responses={201: Created})
    def post(self, request: Request) -> Response:
        """From the next request on they see nothing that is yours. They are not told. Done twice it is done once."""
        person, said = self.me(), self.said(shapes.KeepAway)
        staff = User.objects.filter(agency_id=person.agency_id, kind=User.Kind.STAFF, pk=said["user"]).first()
        if staff is None:
            raise BadField("user", _("Choose somebody who works here."))
        return self.made(lambda: services.block_staff(person=person, user=staff, by=request.user))


class PeopleHere(KeepAwayView):
    serializer_class = shapes.ColleagueOut
    pagination_class = Keyset

    @extend_schema(summary="Who works here", responses=shapes.ColleagueOut(many=True))
    def get(self, request: Request) -> Response:
        """Everybody I could keep away, by name."""
        return Keyset.answer(request, shapes.ColleagueOut(everybody_here(self.me()), many=True).data, "")


class KeptAwayOne(KeepAwayView):
    @extend_schema(summary="Somebody I keep away")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(shapes.KeptAway(get_object_or_404(self.mine(), pk=pk)).data)


class LetIn(KeepAwayView):
    @extend_schema(summary="Let somebody in again", request=Nothing, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """They see again what you agreed to."""
        block = get_object_or_404(self.mine(), pk=pk)
        self.said(Nothing)
        services.unblock_staff(person=self.me(), user=block.user, by=request.user)
        return Response(status=204)
