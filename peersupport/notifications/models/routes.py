"""The ways to reach somebody, and what they want to hear by each."""

from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Language, User
from peersupport.core.fields import SealedTextField
from peersupport.notifications import querysets
from peersupport.notifications.kinds import Before, Channel, Kind
from peersupport.people.models import SupportedPerson


class Route(AgencyOwned):
    """One way to one human: a member of staff, or a person who chose it. Read again whenever something is sent.

    address: none for the page "For you" and for the e-mail address somebody signs in with. Each of their devices is a
    way of its own; its address is what channels.push.address_of() makes. The hours are those of the
    wall in `zone`: of a person, when the phone is theirs; of staff, when they want to be left alone.
    """

    class State(models.TextChoices):
        ON = "on", _("in use")
        OFF = "off", _("not in use")
        STOPPED = "stopped", _("they answered STOP")
        BOUNCED = "bounced", _("nothing arrives there")

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="routes")
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="routes"
    )
    channel = models.CharField(max_length=8, choices=Channel)
    address = SealedTextField(owner="agency")
    address_index = models.CharField(max_length=64, blank=True, db_index=True)
    device = models.CharField(max_length=60, blank=True, help_text="Of a device: its browser and its kind.")
    state = models.CharField(max_length=8, choices=State, default=State.ON)
    language = models.CharField(max_length=8, choices=Language, default=Language.EN)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    before = ArrayField(
        models.CharField(max_length=8, choices=Before),
        default=list,
        blank=True,
        help_text="When they hear of a meeting; of staff, kinds.USUAL_BEFORE where it is empty.",
    )
    is_safe_on_shared_phone = models.BooleanField(
        default=False, help_text="The person said so. Until then nothing is sent to a phone that others use."
    )
    sender = SealedTextField(owner="agency")
    own_text = SealedTextField(owner="agency")

    objects = querysets.RouteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_route_leads_to_one_human",
                condition=Q(user=None, person__isnull=False) | Q(user__isnull=False, person=None),
            ),
            models.UniqueConstraint(
                fields=["user", "person", "channel", "address_index"],
                nulls_distinct=False,
                name="one_route_of_a_kind",
            ),
            models.CheckConstraint(
                name="quiet_hours_begin_and_end",
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
        ]

    @property
    def is_shown(self) -> bool:
        """On the page of choices: what is open, and the address they sign in with also after it failed."""
        return self.state == self.State.ON or (
            self.channel == Channel.EMAIL and self.state == self.State.BOUNCED
        )

    @property
    def spoken(self) -> str:
        """Of staff the language in which they read everything here; of a person the one they chose for messages."""
        return self.user.language if self.user is not None else self.language

    @property
    def zone(self) -> ZoneInfo:
        """Where they are: of staff that of the house, of a person that of their program."""
        place = self.user.agency if self.user is not None else self.person.program
        return ZoneInfo(place.time_zone)


class Preference(AgencyOwned):
    """Whether one kind of message is wanted by one way. Where there is none, kinds.STAFF_WAYS holds for staff."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=20, choices=Kind)
    wanted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "kind"], name="one_preference_a_kind")]
