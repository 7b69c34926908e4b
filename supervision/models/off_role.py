"""What peers were asked to do that is not their role, and what the office answered."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist
from supervision.off_role_querysets import OffRoleTaskQuerySet


class OffRoleAnswer(AgencyOwned):
    """What the office answered, to one request or to several at once. Every peer of the house may read it, for good."""

    text = SealedTextField(owner="agency")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(help_text="The day in the house.")

    class Meta:
        constraints = [models.CheckConstraint(name="an_answer_has_words", condition=Q(text__isnull=False))]


class OffRoleTask(AgencyOwned):
    """A peer was asked to do something outside their role. Everything but the task and the day may stay empty."""

    class Task(models.TextChoices):
        MEDICINE = "medicine", _("hand out or watch medicine")
        MONEY = "money", _("look after somebody's money")
        ASSESS = "assess", _("assess, diagnose or plan treatment")
        SAMPLES = "samples", _("collect samples")
        DRIVING = "driving", _("drive people or run errands")
        HOUSEWORK = "housework", _("housework or coffee")
        DESK = "desk", _("front desk, filing or papers")
        INTERPRET = "interpret", _("interpret")
        WATCH = "watch", _("security, or watch one person")
        CHARTS = "charts", _("check other people's records")
        ENFORCE = "enforce", _("make people come or keep rules")
        REPORT_BACK = "report_back", _("find out something for the team")
        STAND_IN = "stand_in", _("stand in for a case manager or clinician")
        OTHER = "other", _("something else")

    class Asker(models.TextChoices):
        """By role: nobody's name."""

        OFFICE = "office", _("the office")
        CLINICAL = "clinical", _("a clinical supervisor")
        MEDICAL = "medical", _("a nurse or doctor")
        CASE_MANAGER = "case_manager", _("a case manager")
        LANDLORD = "landlord", _("a landlord")
        PAYER = "payer", _("whoever pays")
        OTHER = "other", _("somebody else")

    class Goal(models.TextChoices):
        PERSON = "person", _("the person's")
        HOUSE = "house", _("the house's")
        TEAM = "team", _("the team's")
        OTHER = "other", _("somebody else's")

    class Choice(models.TextChoices):
        REAL = "real", _("yes, a real one")
        NONE = "none", _("no")
        SAID_NO = "said_no", _("I said no")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="off_role_tasks")
    task = models.CharField(max_length=12, choices=Task)
    asked_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_by = models.CharField(max_length=12, choices=Asker, blank=True, default="")
    whose_goal = models.CharField(max_length=8, choices=Goal, blank=True, default="")
    had_choice = models.CharField(max_length=8, choices=Choice, blank=True, default="")
    words = SealedTextField(owner="agency")
    answer_by = models.DateField(
        help_text="The day the house promised an answer by when this was written down; later promises change nothing."
    )
    answer = models.ForeignKey(
        OffRoleAnswer, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    noticed_at = models.DateTimeField(null=True, blank=True)

    objects = OffRoleTaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["peer", "-asked_on"], name="off_role_by_peer"),
            models.Index(fields=["agency", "answer_by"], name="off_role_waiting", condition=Q(answer=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="off_role_takes_at_most_a_day", condition=Q(minutes=None) | Q(minutes__lte=1440)
            ),
            models.CheckConstraint(
                name="only_an_answer_is_taken_notice_of",
                condition=Q(noticed_at=None) | Q(answer__isnull=False),
            ),
        ]

    def is_late(self, today: date) -> bool:
        return self.answer_id is None and self.answer_by < today
