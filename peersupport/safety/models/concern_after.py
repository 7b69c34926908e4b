"""What the person is told of a concern and when, what had to be reported, and how it is talked through afterwards."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.models import PolicyLimit
from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson
from peersupport.safety.concern_querysets import RepairTalkQuerySet, TellingDelayQuerySet

from .concern import Concern

DELAY_AT_MOST = timedelta(hours=72)


class Telling(AgencyOwned):
    """Somebody told the person, and how. It covers every step up to a number that no telling before it covers."""

    class How(models.TextChoices):
        FACE = "face", _("face to face")
        PHONE = "phone", _("on the phone")
        READ = "read", _("they read it themselves")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="tellings")
    up_to = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=5, choices=How)


class TellingDelay(AgencyOwned):
    """Two people say why the person is not told yet, for at most 72 hours. One alone delays nothing.

    Afterwards it stands in the person's space by itself, with this reason, unless two others renew it.
    """

    CONTENT = "concern"

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="delays")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    hours = models.PositiveSmallIntegerField()
    reason = SealedTextField(owner="person", or_agency=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = TellingDelayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="telling_waits_72_hours_at_most",
                condition=Q(hours__gte=1, hours__lte=72)
                & (Q(until=None) | Q(until__lte=F("agreed_at") + DELAY_AT_MOST)),
            ),
            models.CheckConstraint(
                name="two_people_delay_telling",
                condition=Q(agreed_by=None, agreed_at=None, until=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False, until__isnull=False)
                & ~Q(agreed_by=F("asked_by")),
            ),
            models.UniqueConstraint(
                fields=["concern"], condition=Q(agreed_by=None), name="one_open_question_to_wait"
            ),
        ]


class MandatedReport(AgencyOwned):
    """That somebody reported, as a law asks: who, when, to whom, under which number. What was said stands elsewhere."""

    CONTENT = "concern"

    class Prepared(models.TextChoices):
        PERSON = "person", _("by the person themselves")
        TOGETHER = "together", _("by the two of us together")
        ALONE = "alone", _("without them")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="reports")
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=10, choices=PolicyLimit.Code)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    prepared = models.CharField(max_length=8, choices=Prepared)
    to_whom = SealedTextField(owner="person", or_agency=True)
    reference = SealedTextField(owner="person", or_agency=True)
    not_that = SealedTextField(owner="person", or_agency=True)


class RepairTalk(AgencyOwned):
    """How it was, talked through some days after. The person says with whom, or not at all; their account is first."""

    CONTENT = "concern"

    class Wish(models.TextChoices):
        PEER = "peer", _("with my peer")
        OTHER = "other", _("with somebody else")
        NO = "no", _("not at all")

    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="repair")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    wish = models.CharField(max_length=5, choices=Wish, blank=True, default="")
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    account = SealedTextField(owner="person", or_agency=True)
    account_at = models.DateTimeField(null=True, blank=True)

    objects = RepairTalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_repair_talk_is_held_by_somebody",
                condition=Q(held_at=None, held_by=None) | Q(held_at__isnull=False, held_by__isnull=False),
            )
        ]
