"""What peers were asked to do that is not their role."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned
from peersupport.people.models import PeerSpecialist


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

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="off_role_tasks")
    task = models.CharField(max_length=12, choices=Task)
    asked_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["peer", "-asked_on"], name="off_role_by_peer")]
