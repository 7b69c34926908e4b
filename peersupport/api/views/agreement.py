"""What a person answered to the promise: read as on the pages, answered by the two, taken back in one request."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from consent import services
from consent.models import ConsentRecord
from consent.querysets import may_read
from consent.words_of_agreement import PastAnswer, agreement_of, history_of
from peersupport.accounts.roles import Permission
from peersupport.api.listing import Keyset
from peersupport.api.serializers import agreement as shapes
from peersupport.api.serializers.common import Created, Nothing
from peersupport.core.errors import NotAllowed
from peersupport.people.models import SupportedPerson

from .base import ApiView

READERS = frozenset({Permission.SEE_PEOPLE, Permission.SEE_OWN_RECORD})


class AgreementView(ApiView):
    needs = READERS
    queryset = ConsentRecord.objects.none()
    serializer_class = shapes.AgreementOut

    @property
    def is_own(self) -> bool:
        user = self.request.user
        return bool(user.kind == user.Kind.PERSON)

    def person(self, pk: UUID) -> SupportedPerson:
        """404 where the reader may not even know whether there is an agreement."""
        people = SupportedPerson.objects.reached_by(self.request.user).select_related("program", "agency")
        person: SupportedPerson = get_object_or_404(people, pk=pk)
        if not self.is_own and not may_read(person_id=person.pk, content="consent"):
            raise Http404
        return person

    def of_two(self, pk: UUID) -> SupportedPerson:
        """The person themself, or somebody whose peer the user is. 403 for those who only see how it stands."""
        talking = SupportedPerson.objects.talking_with(self.request.user).filter(pk=pk)
        if not self.is_own and self.request.user.may(Permission.HOLD_CONVERSATION) and talking.exists():
            return talking.select_related("program", "agency").get()  # type: ignore[no-any-return]
        person = self.person(pk)
        if not self.is_own:
            raise NotAllowed(_("This is not yours to do here."))
        return person

    def answer(self, person: SupportedPerson) -> Response:
        with_choices = self.is_own or may_read(person_id=person.pk, content="choices")
        agreed = agreement_of(person, with_choices=with_choices)
        return Response(shapes.AgreementOut({"person": person.pk, **vars(agreed)}).data)


class Agreement(AgreementView):
    @extend_schema(summary="How it stands between them and the house")
    def get(self, request: Request, pk: UUID) -> Response:
        """As it stands today. The choices are for the person and for who walks with them."""
        return self.answer(self.person(pk))


class Answers(AgreementView):
    serializer_class = shapes.AnswerOut
    pagination_class = Keyset
    makes = "api:answer"

    def known_parameters(self) -> set[str]:
        return set()

    @extend_schema(summary="What I answered before", responses=shapes.AnswerOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """By the person alone. The newest first, with what became of each."""
        if not self.is_own:
            raise Http404
        return Keyset.answer(request, shapes.AnswerOut(history_of(self.person(pk)), many=True).data, "")

    @extend_schema(summary="Answer the promise", request=shapes.NewAnswer, responses={201: Created})
    def post(self, request: Request, pk: UUID) -> Response:
        """By the person, or by their peer after the two have talked. It replaces the answer before.

        409 where another version is in force than the one that was read.
        """
        person, said = self.of_two(pk), self.said(shapes.NewAnswer)
        return self.made(lambda: services.hold_conversation(person=person, by=request.user, **said))


class StillRight(AgreementView):
    makes = "api:answer"

    @extend_schema(
        summary="The same yes for another time", request=shapes.StillRight, responses={201: Created}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """By the person's own token, where nothing is wider than before. 409 where the two talk first."""
        person = self.of_two(pk)
        if not self.is_own:
            raise NotAllowed(_("This is the person's own to do."))
        signature = self.said(shapes.StillRight)["signature"]
        return self.made(lambda: services.renew_consent(person=person, signature=signature, by=request.user))


class AnswerOne(AgreementView):
    serializer_class = shapes.AnswerOut

    @extend_schema(summary="One answer")
    def get(self, request: Request, pk: UUID) -> Response:
        """To the person each; to who walks with them the one that stands."""
        found = ConsentRecord.objects.filter(pk=pk).values_list("person", flat=True).first()
        if found is None:
            raise Http404
        return Response(shapes.AnswerOut(self._answer(self.person(found), pk)).data)

    def _answer(self, person: SupportedPerson, pk: UUID) -> PastAnswer:
        answers = history_of(person)
        if not self.is_own:
            answers = answers[:1] if may_read(person_id=person.pk, content="choices") else []
        for answer in answers:
            if answer.consent.pk == pk:
                return answer
        raise Http404


class AgreementTakeBack(AgreementView):
    @extend_schema(summary="Take the yes back", request=Nothing)
    def post(self, request: Request, pk: UUID) -> Response:
        """Without a reason, by the person or by their peer who writes it down. It counts from the next request on."""
        person = self.of_two(pk)
        self.said(Nothing)
        services.withdraw_consent(person=person, by=request.user)
        return self.answer(person)


class AgreementTakeBackChoice(AgreementView):
    @extend_schema(summary="One choice is a no from now on", request=shapes.OneChoice)
    def post(self, request: Request, pk: UUID) -> Response:
        """Everything else stays as it was agreed."""
        person, said = self.of_two(pk), self.said(shapes.OneChoice)
        services.take_back_choice(person=person, by=request.user, **said)
        return self.answer(person)
