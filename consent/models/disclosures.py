"""What went out of the house, word for word, and on which ground."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.querysets import AskedDisclosureQuerySet, DisclosureQuerySet
from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson

from .policy import ConfidentialityPolicy, PolicyLimit
from .releases import Kind, Release, Way


class Basis(models.TextChoices):
    """The only grounds there are. From MEDICAL on they are the law's: asked by a supervisor, confirmed by another."""

    RELEASE = "release", _("the person allowed it")
    OWN = "own", _("the person took it along")
    LIMIT = "limit", _("a limit of what we promised")
    MEDICAL = "medical", _("a medical emergency")
    COURT = "court", _("an order of a court")
    AUDIT = "audit", _("an audit")
    RESEARCH = "research", _("research")
    SERVICE = "service", _("an organisation that works for us under an agreement")
    CRIME = "crime", _("a crime here or against somebody who works here")
    CHILD = "child", _("a first report that a child is harmed")
    LAW = "law", _("another law requires it")


class Outgoing(AgencyOwned):
    """What is the same for what went out and for what somebody asked to send.

    items: {"kind", "id", "hash"} of each piece; the hash is salted, so that it can't be guessed from the words.
    """

    CONTENT = "disclosure"

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=8, choices=Basis)
    recipient = SealedTextField(owner="person")
    purpose = SealedTextField(owner="person")
    sent_by = models.CharField(max_length=8, choices=Way)
    items = models.JSONField(default=list)
    text = SealedTextField(owner="person")
    salt = SealedTextField(owner="person")
    reason = SealedTextField(owner="person")
    part2 = models.BooleanField()
    notice = models.CharField(max_length=16, blank=True, help_text="Version of the notice that went with it.")

    class Meta:
        abstract = True

    @property
    def kind_words(self) -> list[str]:
        kinds = dict.fromkeys(item["kind"] for item in self.items)
        return [str(Kind(kind).label) for kind in kinds]


class Disclosure(Outgoing):
    """Something left the house. Append-only; it stands in the ledger since the same transaction."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    policy = models.ForeignKey(
        ConfidentialityPolicy, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    limit = models.CharField(max_length=10, choices=PolicyLimit.Code, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outside_witness = SealedTextField(owner="person")  # where nobody else in the house could confirm
    at = models.DateTimeField()
    seal = models.CharField(max_length=64, editable=False)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="disclosure_by_person")]
        constraints = [
            models.CheckConstraint(
                name="a_disclosure_rests_on_what_it_says",
                condition=Q(basis="release", release__isnull=False, policy=None, limit="")
                | Q(basis="limit", release=None, policy__isnull=False) & ~Q(limit="")
                | Q(release=None, policy=None, limit="") & ~Q(basis__in=["release", "limit"]),
            ),
            models.CheckConstraint(
                name="the_laws_grounds_take_two",
                condition=Q(basis__in=["release", "own", "limit"], confirmed_by=None)
                | ~Q(basis__in=["release", "own", "limit"])
                & Q(confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("made_by"))
                | ~Q(basis__in=["release", "own", "limit"])
                & Q(confirmed_by=None)
                & Q(outside_witness__isnull=False),
            ),
        ]


class AskedDisclosure(Outgoing):
    """A supervisor asks to send something on a ground of the law. Nothing goes out until a second person agrees.

    Its words are frozen like those of a disclosure; only the answer is added.
    """

    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disclosure = models.OneToOneField(
        Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="asked"
    )
    alone = models.BooleanField(default=False, help_text="Nobody else in the house could look at it.")

    objects = AskedDisclosureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_the_laws_grounds_are_asked_for",
                condition=~Q(basis__in=["release", "own", "limit"]),
            ),
            models.CheckConstraint(
                name="an_asked_disclosure_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by=None, disclosure=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_second_person_lets_it_go_out",
                condition=Q(disclosure=None) | ~Q(answered_by=F("asked_by")) | Q(alone=True),
            ),
        ]
