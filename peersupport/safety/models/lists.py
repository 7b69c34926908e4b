"""What the house keeps ready: whom to call when nobody can be reached, wider help, and what the law asks of whom."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.dates import Dated, ends_after_start
from peersupport.core.history import tracked
from peersupport.safety import list_querysets


@tracked("agency", "place", "number", "words", "ended_at")
class PhoneLine(AgencyOwned):
    """A number of the house's phone plan: shown when nobody can be reached, or nothing can be stored."""

    place = models.PositiveSmallIntegerField(help_text="In what order they are called.")
    number = models.CharField(max_length=40)
    words = models.JSONField(help_text="Who answers there, per language: {'en': …, 'es': …}")
    ended_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = list_querysets.PhoneLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_phone_line_has_a_number", condition=~Q(number="")),
            models.CheckConstraint(name="a_phone_line_has_a_place", condition=Q(place__gte=1)),
        ]


class YesNoAsk(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    ASK = "ask", _("ask them first")


@tracked(
    "agency", "program", "place", "names", "hours", "who_comes", "sends_police", "may_force", "number",
    "languages", "is_emergency", "checked_on", "starts_on", "ends_on", "ended_at",
)  # fmt: skip
class WiderHelp(AgencyOwned, Dated):
    """Help from outside, and what it may bring with it. Emergency services stand last, whatever their place."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.PositiveSmallIntegerField()
    names = models.JSONField(help_text="What it is, per language.")
    hours = models.JSONField(help_text="When it can be reached, per language.")
    who_comes = models.JSONField(help_text="Who comes, per language.")
    sends_police = models.CharField(max_length=3, choices=YesNoAsk)
    may_force = models.CharField(max_length=3, choices=YesNoAsk)
    number = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=40), default=list, help_text="Spoken there.")
    is_emergency = models.BooleanField(default=False)
    checked_on = models.DateField(
        null=True, blank=True, help_text="When somebody of the house called and asked."
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = list_querysets.WiderHelpQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("wider_help_ends_after_it_starts"),
            models.CheckConstraint(name="wider_help_has_a_place", condition=Q(place__gte=1)),
            models.CheckConstraint(
                name="wider_help_says_whether_it_sends_police",
                condition=Q(sends_police__in=["yes", "no", "ask"], may_force__in=["yes", "no", "ask"]),
            ),
        ]


@tracked("agency", "category", "must_report", "starts_on", "checked_on")
class ReportingDuty(AgencyOwned):
    """What the house found out about one duty to report, from a day on. A row never changes: the next one follows."""

    class Category(models.TextChoices):
        CHILD = "child", _("harm to a child")
        ELDER = "elder", _("harm to an older person")
        VULNERABLE = "vulnerable", _("harm to a vulnerable or dependent adult")
        OTHER = "other", _("something else the law names")

    class Must(models.TextChoices):
        YES = "yes", _("yes, a peer must")
        NO = "no", _("no, a peer need not")
        UNCHECKED = "unchecked", _("not checked")

    class Way(models.TextChoices):
        SPOKEN = "spoken", _("by word of mouth")
        WRITTEN = "written", _("in writing")
        BOTH = "both", _("by word of mouth, then in writing")
        UNKNOWN = "", _("not checked")

    category = models.CharField(max_length=10, choices=Category)
    must_report = models.CharField(max_length=9, choices=Must)
    to_whom = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    within = models.CharField(max_length=120, blank=True)
    way = models.CharField(max_length=7, choices=Way, blank=True, default="")
    jurisdiction = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = list_querysets.ReportingDutyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "category", "-starts_on"], name="duties_by_day")]
        constraints = [
            models.CheckConstraint(
                name="a_duty_is_checked_iff_somebody_did",
                condition=Q(must_report="unchecked")
                | (Q(checked_on__isnull=False) & ~Q(source="") & ~Q(checked_by="")),
            ),
        ]

    @property
    def is_checked(self) -> bool:
        return self.must_report != self.Must.UNCHECKED
