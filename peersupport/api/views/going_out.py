"""What may go out and what went: read as on the pages, given and taken along by the person's own token.

What a peer sends is looked at by the person first, on one screen: a program could send the fingerprint of a preview
that nobody saw. So sending on a permission, by a limit or on a ground of the law has no address here; only a copy for
another record system has one, where nobody chooses anything (beside.py).
"""

from typing import Any
from uuid import UUID, uuid4

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from consent.models import Disclosure, Release
from consent.querysets import people_acted_for, people_told_of
from consent.services import Terms, end_release, give_release, release_words
from peersupport.accounts.roles import Permission
from peersupport.api.listing import Keyset
from peersupport.api.serializers import going_out as shapes
from peersupport.api.serializers.common import Created, Nothing
from peersupport.core.errors import NotAllowed
from peersupport.people.models import SupportedPerson
from peersupport.sharing import services
from peersupport.sharing.pieces import Picked
from peersupport.sharing.queries import GoingOut, going_out, open_rows, release_line, went_line

from .base import ApiView

READERS = frozenset({Permission.SEE_PEOPLE, Permission.SEE_OWN_RECORD})


class GoingOutView(ApiView):
    needs = READERS

    def person(self, pk: UUID) -> SupportedPerson:
        people = people_told_of(self.request.user).select_related("program", "agency")
        person: SupportedPerson = get_object_or_404(people, pk=pk)
        return person

    def myself(self, pk: UUID) -> SupportedPerson:
        """404 out of scope, 403 for everybody else who knows that things may go out."""
        person = self.person(pk)
        if person.user_id != self.request.user.pk:
            raise NotAllowed(
                _("This is given by the person, on the screen of the two of you or in their own space.")
            )
        return person


class GoingOutList(GoingOutView):
    pagination_class = Keyset

    def shown(self, pk: UUID) -> GoingOut:
        """Leaves a trace where words open."""
        return going_out(self.person(pk), self.request.user)

    def known_parameters(self) -> set[str]:
        return set()

    def listed(self, lines: list[Any]) -> Response:
        return Keyset.answer(self.request, self.serializer_class(lines, many=True).data, "")


class Releases(GoingOutList):
    queryset = Release.objects.none()
    serializer_class = shapes.ReleaseOut
    makes = "api:release"

    @extend_schema(summary="What a person allows to go out", responses=shapes.ReleaseOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """The newest first, also those taken back or over."""
        return self.listed(self.shown(pk).releases)

    @extend_schema(summary="Allow something to go out", request=shapes.NewRelease, responses={201: Created})
    def post(self, request: Request, pk: UUID) -> Response:
        """By the person's own token, with their name as they sign. `preview/` shows word for word what they sign.

        With a peer it is given on their screen, where both see it.
        """
        person, said = self.myself(pk), self.said(shapes.NewRelease)
        signature = said.pop("signature")

        def give() -> Release:
            return give_release(
                key=uuid4(),
                person=person,
                terms=Terms(**said),
                way="typed",
                signature=signature,
                by=request.user,
            )

        return self.made(give)


class ReleasePreview(GoingOutView):
    queryset = Release.objects.none()
    serializer_class = shapes.ReleaseWordsOut

    @extend_schema(
        summary="A permission before it is signed",
        request=shapes.ReleaseTerms,
        responses={200: shapes.ReleaseWordsOut},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Word for word. POST although it changes nothing: what it says stands in no address or log."""
        person, said = self.myself(pk), self.said(shapes.ReleaseTerms)
        return Response(shapes.ReleaseWordsOut(release_words(person=person, terms=Terms(**said))).data)


class ReleaseView(GoingOutView):
    queryset = Release.objects.none()
    serializer_class = shapes.ReleaseOut

    def release(self, pk: UUID) -> Release:
        rows = Release.objects.known_to(self.request.user).select_related("program", "person")
        release: Release = get_object_or_404(rows, pk=pk)
        return release

    def answer(self, release: Release) -> Response:
        user = self.request.user
        opened = Release.objects.opened_by(user).filter(pk=release.pk).select_related("program")
        said = open_rows(opened, release.person, user).get(release.pk)
        return Response(shapes.ReleaseOut(release_line(release, said)).data)


class ReleaseOne(ReleaseView):
    @extend_schema(summary="One permission")
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(self.release(pk))


class ReleaseEnd(ReleaseView):
    @extend_schema(summary="Take a permission back", request=Nothing)
    def post(self, request: Request, pk: UUID) -> Response:
        """By the person, or by who walks with them and writes it down. No reason; nothing goes out any more."""
        release = self.release(pk)
        if not people_acted_for(request.user).filter(pk=release.person_id).exists():
            raise NotAllowed(_("This is not yours to do here."))
        self.said(Nothing)
        return self.answer(end_release(release=release, by=request.user))


class Disclosures(GoingOutList):
    queryset = Disclosure.objects.none()
    serializer_class = shapes.DisclosureOut
    makes = "api:disclosure"

    @extend_schema(summary="What went out about a person", responses=shapes.DisclosureOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """The accounting, the newest first."""
        return self.listed(self.shown(pk).went)

    @extend_schema(summary="Take something of mine along", request=shapes.TakeAlong, responses={201: Created})
    def post(self, request: Request, pk: UUID) -> Response:
        """By the person's own token, nobody else can begin this. `looked_at`: the fingerprint from `preview/`.

        409 where what would go out is not what was looked at.
        """
        person, said = self.myself(pk), self.said(shapes.TakeAlong)
        recipient, looked_at = said.pop("recipient"), said.pop("looked_at")

        def take() -> Disclosure:
            return services.take_own(
                key=uuid4(), person=person, picked=_picked(said), recipient=recipient, looked_at=looked_at,
                by=request.user,
            )  # fmt: skip

        return self.made(take)


class DisclosurePreview(GoingOutView):
    queryset = Disclosure.objects.none()
    serializer_class = shapes.DraftOut

    @extend_schema(
        summary="The page before I take it along", request=shapes.Pieces, responses={200: shapes.DraftOut}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Exactly what would leave. Nothing has left yet; reading a note or a goal for it leaves a trace."""
        person, said = self.myself(pk), self.said(shapes.Pieces)
        recipient = said.pop("recipient")
        draft = services.look_own(person=person, picked=_picked(said), recipient=recipient, by=request.user)
        return Response(shapes.DraftOut(draft).data)


class DisclosureOne(GoingOutView):
    queryset = Disclosure.objects.none()
    serializer_class = shapes.DisclosureOut

    @extend_schema(summary="Something that went out")
    def get(self, request: Request, pk: UUID) -> Response:
        user = request.user
        rows = (
            Disclosure.objects.known_to(user)
            .newest_first()
            .select_related("person", "made_by", "confirmed_by")
        )
        went = get_object_or_404(rows, pk=pk)
        opened = Disclosure.objects.opened_by(user).filter(pk=pk)
        said = open_rows(opened, went.person, user).get(went.pk)
        return Response(shapes.DisclosureOut(went_line(went, said, name=went.person.chosen_name)).data)


def _picked(said: dict[str, Any]) -> Picked:
    return Picked(**{**said, "facts": tuple(said["facts"]), "goals": tuple(said["goals"])})
