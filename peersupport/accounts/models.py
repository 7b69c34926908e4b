import uuid
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peersupport.core import clock
from peersupport.core.dates import Dated, DatedQuerySet, ends_after_start
from peersupport.core.history import tracked
from peersupport.core.models import BaseModel

from .roles import PERMISSIONS, Permission, Role


class Language(models.TextChoices):
    EN = "en", "English"
    ES = "es", "Español"


@tracked(
    "name",
    "neutral_name",
    "time_zone",
    "languages",
    "quick_exit_url",
    "on_call_phone",
    "brings_bills",
    "keeps_names",
)
class Agency(BaseModel):
    """One organisation. Its neutral name is what pages, titles and messages show."""

    name = models.CharField(max_length=120)
    neutral_name = models.CharField(max_length=60)
    time_zone = models.CharField(max_length=64)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    quick_exit_url = models.URLField(default="https://www.weather.gov/")
    on_call_phone = models.CharField(max_length=120, blank=True)
    brings_bills = models.BooleanField(default=False)
    keeps_names = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.neutral_name

    def today(self) -> date:
        return clock.today(self.time_zone)


class AgencyOwned(BaseModel):
    """Every row of the domain says whose it is; composite keys keep two agencies apart."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@tracked("agency", "names", "level", "time_zone", "supervision_model", "closed_on", "part2")
class Program(AgencyOwned):
    class Level(models.TextChoices):
        NONE = "none", _("Nothing is written about you here")
        ATTENDANCE = "attendance", _("Only that we met")
        BRIEF = "brief", _("A short note that you can read")
        TOGETHER = "together", _("A note we write together")
        BILLABLE = "billable", _("A note that is also used for payment")

    class SupervisionModel(models.TextChoices):
        HYBRID = "hybrid", _("two supervisors with different tasks")
        PEER_LED = "peer_led", _("peer-led, with a person outside on call for safety")
        CIRCLE = "circle", _("a circle of peers")

    names = models.JSONField(help_text="Name per language: {'en': …, 'es': …}")
    level = models.CharField(max_length=12, choices=Level)
    time_zone = models.CharField(max_length=64)
    supervision_model = models.CharField(max_length=8, choices=SupervisionModel)
    closed_on = models.DateField(null=True, blank=True)
    part2 = models.BooleanField(
        default=False, help_text="42 CFR Part 2 holds for this program. Said by the agency, never assumed."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="program_level_is_known",
                condition=Q(level__in=["none", "attendance", "brief", "together", "billable"]),
            )
        ]

    @property
    def name(self) -> str:
        names: dict[str, str] = self.names
        return names.get(get_language() or "en") or next(iter(names.values()))

    def __str__(self) -> str:
        return self.name

    def today(self) -> date:
        return clock.today(self.time_zone)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet["User"]:
        """With the agency: every page needs its name and its day, and asks for nobody without it."""
        return super().get_queryset().select_related("agency")

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who signs in. One agency each; a person who also works here has two, one for each life."""

    class Kind(models.TextChoices):
        STAFF = "staff"
        PERSON = "person"

    class Theme(models.TextChoices):
        SYSTEM = "system", _("as this device is set")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.STAFF)
    language = models.CharField(max_length=8, choices=Language, default=Language.EN)
    theme = models.CharField(max_length=8, choices=Theme, default=Theme.SYSTEM)
    show_quick_exit = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="Made by the demo; production refuses it.")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email=models.functions.Lower("email"))
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def first_name_only(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles in force today, in the agency's zone. Loaded once per request."""
        of_staff = Membership.objects.in_force(self.agency.today()).filter(user=self)
        return self._roles_given(of_staff.values_list("role", flat=True))

    def know_roles(self, of_staff: Iterable[str]) -> None:
        """The memberships in force came with the user: `roles` asks nothing any more."""
        self.__dict__["roles"] = self._roles_given(of_staff)

    def _roles_given(self, of_staff: Iterable[str]) -> frozenset[str]:
        """Without an account that holds: none. Somebody who is supported has that one and no other."""
        if not self.is_active:
            return frozenset()
        return frozenset({Role.PERSON}) if self.kind == self.Kind.PERSON else frozenset(of_staff)

    def may(self, permission: Permission) -> bool:
        return any(permission in PERMISSIONS[Role(role)] for role in self.roles)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("roles", None)
        super().refresh_from_db(*args, **kwargs)


class MembershipQuerySet(DatedQuerySet):
    pass


@tracked("agency", "user", "role", "program", "starts_on", "ends_on", "ended_at")
class Membership(AgencyOwned, Dated):
    """A dated role of one member of staff, in one program or in the whole agency. Without one: nothing."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("membership_ends_after_it_starts"),
            models.CheckConstraint(name="membership_is_not_for_a_person_role", condition=~Q(role="person")),
            models.CheckConstraint(
                name="nobody_gives_themselves_a_role", condition=~Q(made_by=models.F("user"))
            ),
        ]


class StaffInvitationQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Sent or handed over, neither accepted nor taken back, and not too old."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())

    def unanswered(self) -> Self:
        """waiting(), and those that have run out: the office can make them new."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def to_mail(self) -> Self:
        return self.waiting().filter(mailed_at=None).exclude(email="")


@tracked("agency", "name", "roles", "program", "issue", "accepted_at", "withdrawn_at")
class StaffInvitation(AgencyOwned):
    """A colleague is asked to come in: by a link, or by the same words on paper. Only a hash of the token is kept."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, choices=Language, default=Language.EN)
    roles = ArrayField(models.CharField(max_length=24, choices=Role))
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issue = models.PositiveSmallIntegerField(
        default=1, help_text="Sent again, the link before stops working."
    )
    token_hash = models.CharField(max_length=64, unique=True)
    site = models.CharField(
        max_length=200, blank=True, help_text="Where this house stood on the web when it was sent."
    )
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = StaffInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_at_iff_by_somebody",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_or_withdrawn",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
            ),
            models.CheckConstraint(name="invitation_names_a_role", condition=Q(roles__len__gt=0)),
        ]
