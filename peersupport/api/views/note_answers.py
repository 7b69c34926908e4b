"""What the two do with a note: change it while it is ready, answer it, reply, set aside, and see how it stood."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.api.listing import Keyset
from peersupport.api.problems import BadField
from peersupport.api.serializers import notes as shapes
from peersupport.api.serializers.common import Created, Nothing
from sessions_app import services
from sessions_app.models import PersonResponse, SessionNote, SetAside
from sessions_app.reading_answers import open_versions
from sessions_app.sentences import Passage

from .base import ApiView
from .sessions import READERS


class OfANote(ApiView):
    """The services know whose it is; for everybody else there is nothing here."""

    needs = READERS
    queryset = SessionNote.objects.none()
    serializer_class = shapes.Note


class NoteAnswers(OfANote):
    makes = "api:note"

    @extend_schema(summary="Answer a note", request=shapes.NewNoteAnswer, responses={201: Created})
    def post(self, request: Request, pk: UUID) -> Response:
        """By the person, or written down as theirs by a peer who walks with them."""
        said = self.said(shapes.NewNoteAnswer)
        passages = [Passage(**item) for item in said.pop("passages")]
        leaves_out = said["kind"] == PersonResponse.Kind.LEAVE_OUT
        if passages and not leaves_out:
            raise BadField("passages", shapes.ONLY_LEFT_OUT)
        if leaves_out:
            said.pop("kind")

        def act() -> SessionNote:
            common: dict[str, Any] = {"note_id": pk, "by": request.user, **said}
            if leaves_out:
                return services.leave_out(passages=passages, **common).note
            return services.answer_note(**common).note

        return self.made(act)


class NoteChange(OfANote):
    @extend_schema(summary="Change a note that is ready", request=shapes.NoteChange, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """One's own words, while it is not finished. What stood before is kept for the two."""
        said = self.said(shapes.NoteChange)
        words = {name: text for name, text in said.items() if name in request.data}
        services.change_note(note_id=pk, words=words, by=request.user)
        return Response(status=204)


class NoteStrike(OfANote):
    @extend_schema(summary="Strike my words", request=Nothing, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """From now on nobody but the person reads what stands in their box."""
        self.said(Nothing)
        services.strike_own_words(note_id=pk, by=request.user)
        return Response(status=204)


class NoteVersions(OfANote):
    serializer_class = shapes.NoteVersionOut
    pagination_class = Keyset

    @extend_schema(summary="How a note stood before", responses=shapes.NoteVersionOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """To its author and the person alone, the newest change first."""
        found = shapes.NoteVersionOut(open_versions(pk, by=request.user), many=True)
        return Keyset.answer(request, found.data, "")


class AnswerTakeBack(OfANote):
    queryset = PersonResponse.objects.none()

    @extend_schema(summary="Take back my answer", request=Nothing, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Its words are gone for everybody; that there was one stays."""
        self.said(Nothing)
        services.take_back_answer(response_id=pk, by=request.user)
        return Response(status=204)


class AnswerReply(OfANote):
    queryset = PersonResponse.objects.none()

    @extend_schema(summary="I read it", request=shapes.NewNoteReply, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """By whom the answer is for, once; without words it says thank you."""
        said = self.said(shapes.NewNoteReply)
        services.reply_to_answer(response_id=pk, text=said["text"], by=request.user)
        return Response(status=204)


class PutBack(OfANote):
    queryset = SetAside.objects.none()

    @extend_schema(summary="Put a passage back", request=Nothing, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """It stands in the note again, for every reader."""
        self.said(Nothing)
        services.put_back(passage_id=pk, by=request.user)
        return Response(status=204)
