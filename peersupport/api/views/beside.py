"""What happens beside a note: its author answers what a supervisor asked, and it is copied for another record system.

A copy may be made by a program, other than what else a peer sends: the permission and the note alone say what is in it,
so there is nothing that anybody could choose differently from what was looked at.
"""

from uuid import UUID, uuid4

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from consent.models import Disclosure, Release
from peersupport.accounts.roles import Permission
from peersupport.api.serializers import beside as shapes
from peersupport.api.serializers.common import Created
from peersupport.sharing import copying
from sessions_app import services
from sessions_app.models import NoteReview, SessionNote

from .base import ApiView
from .sessions import WRITERS


class ReviewAnswers(ApiView):
    needs = WRITERS
    queryset = NoteReview.objects.none()
    serializer_class = shapes.ReviewAnswer
    makes = "api:note"

    @extend_schema(
        summary="Answer what a supervisor asked", request=shapes.ReviewAnswer, responses={201: Created}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """By who wrote the note. The note itself stays as it is; the answer says where all of it can be read."""
        review = NoteReview.objects.exclude(state=NoteReview.State.OPEN).get(
            pk=pk, note__peer__user=request.user
        )
        said = self.said(shapes.ReviewAnswer)
        return self.made(lambda: services.answer_review(review=review, by=request.user, **said).note)


class CopyView(ApiView):
    needs = frozenset({Permission.HOLD_CONVERSATION})
    queryset = Disclosure.objects.none()

    def asked(self, pk: UUID, permission: UUID) -> tuple[SessionNote, Release]:
        """404 for a note out of scope, or a permission that does not say: copied into another record system."""
        note = self.note(pk)
        return note, get_object_or_404(copying.permissions_to_copy(note, by=self.request.user), pk=permission)

    def note(self, pk: UUID) -> SessionNote:
        return copying.note_to_copy(pk, by=self.request.user)


class CopyPreview(CopyView):
    serializer_class = shapes.CopyOut

    @extend_schema(
        summary="A note as it would be copied", request=shapes.CopyWanted, responses={200: shapes.CopyOut}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Nothing has gone out yet; that the note was opened leaves a trace."""
        self.note(pk)
        note, release = self.asked(pk, self.said(shapes.CopyWanted)["permission"])
        return Response(shapes.CopyOut(copying.look_copy(note=note, release=release, by=request.user)).data)


class Copies(CopyView):
    serializer_class = shapes.CopyMade
    makes = "api:disclosure"

    @extend_schema(
        summary="Copy a note for another record system", request=shapes.CopyMade, responses={201: Created}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """It counts as gone out: in the accounting and in the person's news. 409 where it is not what was looked at."""
        self.note(pk)
        said = self.said(shapes.CopyMade)
        note, release = self.asked(pk, said["permission"])

        def copy() -> Disclosure:
            return copying.record_copy(
                key=uuid4(), note=note, release=release, looked_at=said["looked_at"], by=request.user
            )

        return self.made(copy)
