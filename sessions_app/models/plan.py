"""The wellness plan made together: goals, steps, what helps, connections. In the person's words, sealed with their key.

`peer` is the author, where a peer wrote it; what the person wrote alone has none, and no supervisor's way leads there.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from sessions_app.querysets import PlanQuerySet

from .codes import IdeaOf, WhoseStep
from .meetings import Attendance


class Goal(AgencyOwned):
    """Something the person wants. Suggested until they say "this is mine". Never a percentage, never a target."""

    CONTENT = "narrative"

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        MINE = "mine", _("this is mine")
        REACHED = "reached", _("I did this")
        LET_GO = "let_go", _("not any more")
        REWORDED = "reworded", _("said differently now")

    TRANSITIONS = {
        State.SUGGESTED: {State.MINE, State.LET_GO, State.REWORDED},
        State.MINE: {State.SUGGESTED, State.REACHED, State.LET_GO, State.REWORDED},
        State.REACHED: {State.MINE},
        State.LET_GO: {State.SUGGESTED, State.MINE},
    }

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="goals")
    peer = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = SealedTextField(owner="person")
    idea_of = models.CharField(max_length=8, choices=IdeaOf)
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    mine_at = models.DateTimeField(null=True, blank=True, help_text="When the person said it is theirs.")
    mine_recorded_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whoever wrote that yes down.",
    )
    wanted_by = models.DateField(null=True, blank=True, help_text="Only if the person set a day.")
    closed_at = models.DateTimeField(null=True, blank=True)
    said_before = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="said_now"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="goal_by_person")]
        constraints = [
            models.CheckConstraint(
                name="a_goal_is_theirs_when_they_said_so",
                condition=~Q(state__in=["mine", "reached"]) | Q(mine_at__isnull=False),
            ),
        ]


class Step(AgencyOwned):
    """One step, whose it is, and the day it was done: "Things I did"."""

    CONTENT = "narrative"

    class State(models.TextChoices):
        OPEN = "open", _("to come")
        DONE = "done", _("done")
        LET_GO = "let_go", _("not any more")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="steps")
    peer = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    text = SealedTextField(owner="person")
    whose = models.CharField(max_length=8, choices=WhoseStep, default=WhoseStep.THEM)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    done_on = models.DateField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="step_by_person")]
        constraints = [
            models.CheckConstraint(
                name="a_step_is_done_on_a_day",
                condition=Q(state="done", done_on__isnull=False) | ~Q(state="done") & Q(done_on=None),
            ),
        ]


class HelpsMe(AgencyOwned):
    """One of the "things that help me"."""

    CONTENT = "narrative"

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="helps")
    peer = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = SealedTextField(owner="person")

    objects = PlanQuerySet.as_manager()


class GoalTouched(AgencyOwned):
    """A meeting was about this goal."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="goals_touched")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="touched")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attendance", "goal"], name="one_touch_a_meeting")]


class Connection(AgencyOwned):
    """A group, a place or somebody in the community, and how far it has come, as the person tells it."""

    CONTENT = "narrative"

    class State(models.TextChoices):
        TALKED = "talked", _("talked about")
        PLANNED = "planned", _("planned")
        WENT = "went", _("went once")
        PART_OF_IT = "part_of_it", _("part of it")
        NOT_MINE = "not_mine", _("not for me")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="connections")
    peer = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = SealedTextField(owner="person")
    goes_along = SealedTextField(owner="person")
    planned_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State)
    told_at = models.ForeignKey(
        Attendance,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="connections",
        help_text="The meeting whose note it was written down with.",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="connection_by_person")]


class ConnectionStep(AgencyOwned):
    """One turn in the course of a connection. Never changed."""

    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="course")
    state = models.CharField(max_length=12, choices=Connection.State)
    on = models.DateField()
    at = models.DateTimeField(default=clock.now)
    told_to = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it down."
    )
    told_at = models.ForeignKey(
        Attendance,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The meeting whose note tells this turn.",
    )

    class Meta:
        ordering = ["at", "id"]


class GoodbyePage(AgencyOwned):
    """What two write together when they say goodbye: what stays, what each takes along, how to come back."""

    CONTENT = "narrative"

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    stays = SealedTextField(owner="person")
    they_take = SealedTextField(owner="person")
    peer_takes = SealedTextField(owner="person")
    way_back = SealedTextField(owner="person")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
