"""Who is let in for a while: to read, and to end. Letting in asks who it is first, so it belongs to the pages."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.accounts.roles import Permission
from peersupport.api.listing import Keyset
from peersupport.api.serializers import letting_in as shapes
from peersupport.api.serializers.common import Nothing
from peersupport.people.models import PersonGrant, SupportedPerson
from peersupport.people.services import revoke_grant
from peersupport.sharing.letting_in import let_in

from .base import ApiView

READERS = frozenset({Permission.SEE_PEOPLE, Permission.SEE_OWN_RECORD})


class LetIn(ApiView):
    needs = READERS
    queryset = PersonGrant.objects.none()
    serializer_class = shapes.LetInOut
    pagination_class = Keyset

    @extend_schema(summary="Who is let in for a while", responses=shapes.LetInOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """Those in force and those that begin later, the first to end first. For the person, their peer, the office."""
        people = SupportedPerson.objects.changed_by(request.user)
        lines = let_in(request.user, person=get_object_or_404(people, pk=pk)).lines
        return Keyset.answer(request, self.serializer_class(lines, many=True).data, "")

    def known_parameters(self) -> set[str]:
        return set(self.parameters)


class LetInEnd(ApiView):
    needs = READERS
    queryset = PersonGrant.objects.none()
    serializer_class = Nothing

    @extend_schema(summary="End that somebody is let in", request=Nothing, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        """At once; no reason is asked."""
        grant = get_object_or_404(PersonGrant.objects.known_to(request.user), pk=pk)
        self.said(Nothing)
        revoke_grant(grant=grant, by=request.user)
        return Response(status=204)
