"""Peers, people and the relations between them and the staff. Never a diagnosis, a legal name or a birth date."""

from django.contrib.auth.models import Permission
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.dates import Dated, ends_after_start
from peersupport.core.fields import SealedTextField

from . import querysets


class PeerSpecialist(AgencyOwned):
    """A peer, complete without a credential: the qualification is the experience."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="peer")
    pronouns = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    has_room = models.BooleanField(default=False)

    objects = querysets.PeerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.user.name


class Credential(AgencyOwned):
    """A certificate, asked for only where a program's rules need it, never shown before the experience."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="credentials")
    title = models.CharField(max_length=120)
    valid_until = models.DateField(null=True, blank=True)


class SharedExperience(AgencyOwned):
    """One thing a peer chose to tell. In no staff list, export or report; taken back at once."""

    CONTENT = "experience"

    class Topic(models.TextChoices):
        WAS_HARD = "was_hard", _("What was hard")
        HELPED = "helped", _("What helped")
        STILL_HARD = "still_hard", _("What is still hard")

    class Audience(models.TextChoices):
        CHOOSING = "choosing", _("people who look for a peer")
        PAIRED = "paired", _("people I walk with")
        NOBODY = "nobody", _("nobody now")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="experiences")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=Topic)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.NOBODY)
    text = SealedTextField(owner="user")


class SupportedPerson(AgencyOwned):
    """Somebody who is supported, by the name they chose."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("about weekly")
        FORTNIGHTLY = "fortnightly", _("about every two weeks")
        MONTHLY = "monthly", _("about monthly")
        WHEN_I_CALL = "when_i_call", _("when they call")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="person")
    also_staff = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chosen_name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=160, editable=False)
    pronouns = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default="en")
    other_languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirm_by = models.DateField(
        null=True, blank=True, help_text="A peer added them; the office confirms by then."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    died_on = models.DateField(null=True, blank=True)

    objects = querysets.PersonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "name_key", "id"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(
                name="a_person_is_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(name="a_person_has_a_name", condition=~Q(chosen_name="")),
        ]

    def __str__(self) -> str:
        return self.chosen_name


class ContactDetails(AgencyOwned):
    """How and when it is safe to reach somebody. Until they chose, no way is."""

    CONTENT = "contact"

    person = models.OneToOneField(SupportedPerson, on_delete=models.PROTECT, related_name="contact")
    phone = SealedTextField(owner="person")
    email = SealedTextField(owner="person")
    address = SealedTextField(owner="person")
    safe_hours = SealedTextField(owner="person")
    other_way = SealedTextField(owner="person")
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    may_text = models.BooleanField(default=False)
    may_call = models.BooleanField(default=False)
    may_email = models.BooleanField(default=False)
    may_write = models.BooleanField(default=False)
    phone_is_shared = models.BooleanField(default=False)


class AboutMe(AgencyOwned):
    """ "About me, in my words": written and shown by the person, never a form, counted by no report."""

    CONTENT = "about_me"

    class Audience(models.TextChoices):
        PAIRED = "paired", _("my peer")
        NOBODY = "nobody", _("only me")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="about_me")
    text = SealedTextField(owner="person")
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.NOBODY)


class LeaveOut(AgencyOwned):
    """Something the person never wants written. It stands above the note box for whoever writes."""

    CONTENT = "leave_out"

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="leave_out")
    text = SealedTextField(owner="person")


class Pairing(AgencyOwned, Dated):
    """A peer and a person who chose each other: offered, and walking together once both have said yes."""

    class State(models.TextChoices):
        OFFERED = "offered", _("offered")
        ACTIVE = "active", _("walking together")
        PAUSED = "paused", _("taking a break")
        ENDED = "ended", _("said goodbye for now")
        NOT_NOW = "not_now", _("not now")

    class End(models.TextChoices):
        GOODBYE = "goodbye", _("said goodbye for now")
        OTHER_PEER = "other_peer", _("goes on with another peer")
        DIED = "died", _("died")

    TRANSITIONS = {
        State.OFFERED: {State.ACTIVE, State.NOT_NOW},
        State.ACTIVE: {State.PAUSED, State.ENDED},
        State.PAUSED: {State.ACTIVE, State.ENDED},
        State.ENDED: {State.OFFERED},
        State.NOT_NOW: {State.OFFERED},
    }

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="pairings")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="pairings")
    state = models.CharField(max_length=8, choices=State, default=State.OFFERED)
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    peer_yes_at = models.DateTimeField(null=True, blank=True)
    person_yes_at = models.DateTimeField(null=True, blank=True)
    person_yes_recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    paused_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=End, blank=True)
    covers_for = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_at = models.DateTimeField(
        null=True, blank=True, help_text="Narrative stays closed to a cover before."
    )
    rhythm = models.CharField(max_length=12, choices=SupportedPerson.Rhythm, blank=True)
    last_note_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = querysets.PairingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["peer", "person"], name="pairing_by_peer"),
            models.Index(fields=["person", "peer"], name="pairing_by_person"),
            models.Index(
                fields=["peer", "-last_note_at"],
                name="pairing_newest_note",
                include=["person"],
                condition=Q(last_note_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["peer", "person"], name="one_pairing_row_for_two"),
            ends_after_start("pairing_ends_after_it_starts"),
            models.CheckConstraint(
                name="pairing_starts_when_both_said_yes",
                condition=~Q(state__in=["active", "paused", "ended"])
                | Q(peer_yes_at__isnull=False, person_yes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="pairing_ended_at_iff_ended",
                condition=Q(state="ended", ended_at__isnull=False) | ~Q(state="ended") & Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="pairing_paused_at_iff_paused",
                condition=Q(state="paused", paused_at__isnull=False) | ~Q(state="paused") & Q(paused_at=None),
            ),
        ]


class SupervisionLink(AgencyOwned, Dated):
    """A supervisor of one kind looks after one peer. It opens narrative only after standing in people's news."""

    class Kind(models.TextChoices):
        CLINICAL = "clinical", _("clinical supervisor")
        SENIOR = "senior", _("senior peer supervisor")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="links")
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=8, choices=Kind)
    opens_at = models.DateTimeField()
    covers_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = querysets.SupervisionLinkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["supervisor", "kind", "peer"], name="link_by_supervisor"),
            models.Index(fields=["peer", "kind", "supervisor"], name="link_by_peer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["peer", "supervisor", "kind"],
                name="one_link_in_force",
                condition=Q(ended_at=None, ends_on=None),
            ),
            ends_after_start("link_ends_after_it_starts"),
            models.CheckConstraint(name="nobody_links_themselves", condition=~Q(made_by=F("supervisor"))),
        ]


class BlockedStaff(AgencyOwned):
    """The person keeps this member of staff away from what is theirs. No reason, no notice, no list by staff."""

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="blocks")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["user", "person"], name="block_by_user")]
        constraints = [models.UniqueConstraint(fields=["person", "user"], name="one_block_for_two")]


class PersonGrant(UserObjectPermissionBase):
    """A dated grant on a person, all that guardian carries. Where they said no to its `audience`, it opens nothing."""

    MOST_DAYS = 90

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    content_object = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="grants")
    audience = models.CharField(max_length=12)
    contents = ArrayField(models.CharField(max_length=12))
    reason = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = UserObjectPermissionManager.from_queryset(querysets.PersonGrantQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["user", "ends_at"], name="grant_by_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "content_object", "audience"],
                condition=Q(revoked_at=None),
                name="one_grant_for_two",
            ),
            models.CheckConstraint(name="nobody_grants_themselves", condition=~Q(granted_by=F("user"))),
            models.CheckConstraint(
                name="grant_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]
