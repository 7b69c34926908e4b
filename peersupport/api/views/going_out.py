"""What may go out and what went: read as on the pages. Giving and sending need the two of them before one screen."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from consent.models import Disclosure, Release
from consent.querysets import people_told_of
from peersupport.accounts.roles import Permission
from peersupport.api.listing import Keyset
from peersupport.api.serializers import going_out as shapes
from peersupport.people.models import SupportedPerson
from peersupport.sharing.queries import GoingOut, going_out

from .base import ApiView

READERS = frozenset({Permission.SEE_PEOPLE, Permission.SEE_OWN_RECORD})


class GoingOutView(ApiView):
    needs = READERS
    pagination_class = Keyset

    def shown(self, pk: UUID) -> GoingOut:
        """Leaves a trace where words open."""
        people = people_told_of(self.request.user).select_related("program", "agency")
        person: SupportedPerson = get_object_or_404(people, pk=pk)
        return going_out(person, self.request.user)

    def known_parameters(self) -> set[str]:
        return set(self.parameters)

    def listed(self, lines: list[Any]) -> Response:
        return Keyset.answer(self.request, self.serializer_class(lines, many=True).data, "")


class Releases(GoingOutView):
    queryset = Release.objects.none()
    serializer_class = shapes.ReleaseOut

    @extend_schema(summary="What a person allows to go out", responses=shapes.ReleaseOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """The newest first, also those taken back or over."""
        return self.listed(self.shown(pk).releases)


class Disclosures(GoingOutView):
    queryset = Disclosure.objects.none()
    serializer_class = shapes.DisclosureOut

    @extend_schema(summary="What went out about a person", responses=shapes.DisclosureOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """The accounting, the newest first."""
        return self.listed(self.shown(pk).went)
