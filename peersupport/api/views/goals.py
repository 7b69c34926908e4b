"""Goals: in the person's words, read by whom they let, written by the two of them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from peersupport.api.listing import Keyset
from peersupport.api.serializers import goals as shapes
from peersupport.api.serializers.common import Created, Nothing
from peersupport.audit.services import reading
from peersupport.people.models import SupportedPerson
from sessions_app.models import Goal
from sessions_app.plan import Reader
from sessions_app.services import plan

from .base import ApiView
from .notes import PURPOSE, purpose_in
from .sessions import READERS


class GoalView(ApiView):
    needs = READERS
    queryset = Goal.objects.none()
    serializer_class = shapes.GoalOut

    def person(self, pk: UUID) -> SupportedPerson:
        people = SupportedPerson.objects.reached_by(self.request.user)
        person: SupportedPerson = get_object_or_404(people, pk=pk)
        return person

    def opened(self, person: SupportedPerson, rows: list[Any]) -> Any:
        """The rows in plain words, with the trace that reading leaves."""
        reader = Reader.of(self.request.user, person)
        purpose = purpose_in(self.request, own=reader.opens_at_once(rows))
        with reading(by=self.request.user, purpose=purpose, via=reader.via(rows)) as handle:
            return shapes.GoalOut(handle.open_all(rows), many=True).data

    def goal(self, pk: UUID) -> Goal:
        """A goal whose words the reader may read now. Raises Goal.DoesNotExist."""
        person_id = Goal.objects.values_list("person", flat=True).get(pk=pk)
        found = [goal for goal in Goal.objects.readable(person_id) if goal.pk == pk]
        if not found:
            raise Goal.DoesNotExist
        return found[0]


class Goals(GoalView):
    parameters = frozenset({"purpose"})
    pagination_class = Keyset
    makes = "api:goal"

    @extend_schema(summary="What matters to them", parameters=[PURPOSE], responses=shapes.GoalOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """All whose words open, the newest first, also those let go or said differently."""
        person = self.person(pk)
        rows = sorted(Goal.objects.readable(person.pk), key=lambda goal: goal.created_at, reverse=True)
        return Keyset.answer(request, self.opened(person, rows) if rows else [], "")

    def known_parameters(self) -> set[str]:
        return set(self.parameters)

    @extend_schema(summary="Write down a goal", request=shapes.NewGoal, responses={201: Created})
    def post(self, request: Request, pk: UUID) -> Response:
        """Suggested until they say that it is theirs. Theirs at once when they write it as their own idea."""
        person, said = self.person(pk), self.said(shapes.NewGoal)
        return self.made(lambda: plan.add_goal(person=person, by=request.user, **said))


class GoalOne(GoalView):
    parameters = frozenset({"purpose"})

    @extend_schema(summary="One goal", parameters=[PURPOSE])
    def get(self, request: Request, pk: UUID) -> Response:
        goal = self.goal(pk)
        return Response(self.opened(self.person(goal.person_id), [goal])[0])


class GoalAct(GoalView):
    """One tap on one goal."""

    service: Any = None

    @extend_schema(request=Nothing, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        goal = self.goal(pk)
        self.said(Nothing)
        type(self).service(goal=goal, by=request.user)
        return Response(status=204)


class GoalMine(GoalAct):
    """ "This is mine": by the person's own tap, or said to their peer, who writes down that they heard it."""

    service = staticmethod(plan.say_mine)


class GoalReach(GoalAct):
    """ "I did this." """

    service = staticmethod(plan.reach)


class GoalLetGo(GoalAct):
    """Not any more, and no reason is asked."""

    service = staticmethod(plan.let_go)


class GoalReopen(GoalAct):
    """It counts again."""

    service = staticmethod(plan.reopen_goal)


class GoalReword(GoalView):
    makes = "api:goal"

    @extend_schema(summary="Say a goal differently", request=shapes.Reword, responses={201: Created})
    def post(self, request: Request, pk: UUID) -> Response:
        """The new words are a goal of their own; the old ones stay readable."""
        goal, said = self.goal(pk), self.said(shapes.Reword)
        return self.made(lambda: plan.reword_goal(goal=goal, by=request.user, **said))
