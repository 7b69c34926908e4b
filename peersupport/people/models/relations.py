"""How people and staff stand to each other: pairings, supervision, blocks and grants, each with its dates."""

from django.contrib.auth.models import Permission
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.dates import Dated, ends_after_start
from peersupport.core.history import tracked
from peersupport.people import relation_querysets

from .peers import PeerSpecialist
from .persons import SupportedPerson


@tracked("agency", "peer", "covers_for", "state", "ends_on", "offered_by", only_with="covers_for")
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
        ERASED = "erased", _("wished to be deleted")

    class KindWords(models.TextChoices):
        """What a peer may add to a "not now". Nobody has to, and nobody counts it."""

        FULL = "full", _("My days are full at the moment.")
        OTHER_ROAD = "other_road", _("Somebody else here may have walked a road more like yours.")
        LATER = "later", _("Ask me again in a while, if you like.")
        THANKS = "thanks", _("Thank you for thinking of me.")

    TRANSITIONS = {
        State.OFFERED: {State.ACTIVE, State.NOT_NOW},
        State.ACTIVE: {State.PAUSED, State.ENDED},
        State.PAUSED: {State.ACTIVE, State.ENDED},
        State.ENDED: {State.OFFERED, State.ACTIVE},
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
    paused_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    not_now_at = models.DateTimeField(
        null=True, blank=True, help_text="The peer's answer to a wish, until the person has read it."
    )
    not_now_words = models.CharField(max_length=10, choices=KindWords, blank=True)
    end_reason = models.CharField(max_length=12, choices=End, blank=True)
    covers_for = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_at = models.DateTimeField(
        null=True, blank=True, help_text="Narrative stays closed to a cover before."
    )
    rhythm = models.CharField(max_length=12, choices=SupportedPerson.Rhythm, blank=True)
    walked_until = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="The last day of the walk before; stays while they choose each other again.",
    )
    back_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="The person asked to come back after a goodbye."
    )
    confirm_by = models.DateField(
        null=True, blank=True, help_text="The peer wrote that they are back; the office confirms by then."
    )
    rests_until = models.DateField(
        null=True,
        blank=True,
        help_text='One of the two said "not now": the office asks again from this day on.',
    )
    last_note_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = relation_querysets.PairingQuerySet.as_manager()

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

    @property
    def was_a_goodbye(self) -> bool:
        """They said goodbye for now. Standing in for somebody ends by its date, and is no goodbye."""
        said = self.state == self.State.ENDED and self.end_reason == self.End.GOODBYE
        return said and self.covers_for_id is None

    @property
    def is_the_persons_break(self) -> bool:
        return self.paused_by_id is not None and self.paused_by_id == self.person.user_id

    @property
    def is_the_persons_wish(self) -> bool:
        return self.offered_by_id == self.person.user_id


@tracked("agency", "peer", "supervisor", "kind", "covers_for", "starts_on", "ends_on", "ended_at")
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

    objects = relation_querysets.SupervisionLinkQuerySet.as_manager()

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


class ProposedLink(AgencyOwned):
    """A link that a second colleague has to confirm first. Until then there is no link, so no rule can read by it."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=SupervisionLink.Kind)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    covers_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    link = models.OneToOneField(
        SupervisionLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = relation_querysets.ProposedLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer", "supervisor", "kind"],
                name="one_open_proposal",
                condition=Q(answered_at=None),
            ),
            models.CheckConstraint(name="nobody_proposes_themselves", condition=~Q(asked_by=F("supervisor"))),
            models.CheckConstraint(
                name="a_proposal_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by=None, link=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_second_colleague_confirms_a_link",
                condition=Q(link=None) | ~Q(asked_by=F("answered_by")) & ~Q(supervisor=F("answered_by")),
            ),
        ]


class BlockedStaff(AgencyOwned):
    """The person keeps this member of staff away from what is theirs. No reason, no notice, no list by staff."""

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="blocks")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["user", "person"], name="block_by_user")]
        constraints = [models.UniqueConstraint(fields=["person", "user"], name="one_block_for_two")]


@tracked("agency", "user", "ends_at", "revoked_at")
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

    objects = UserObjectPermissionManager.from_queryset(relation_querysets.PersonGrantQuerySet)()

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


class AskedGrant(AgencyOwned):
    """Letting a colleague in, asked for by the office. Until a second one agrees there is no grant to read by."""

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12)
    contents = ArrayField(models.CharField(max_length=12))
    reason = models.CharField(max_length=200)
    ends_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grant = models.OneToOneField(
        PersonGrant, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = relation_querysets.AskedGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user"], name="one_open_question_to_let_in", condition=Q(answered_at=None)
            ),
            models.CheckConstraint(name="nobody_asks_to_be_let_in", condition=~Q(asked_by=F("user"))),
            models.CheckConstraint(
                name="to_let_in_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by=None, grant=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_second_colleague_lets_in",
                condition=Q(grant=None) | ~Q(asked_by=F("answered_by")) & ~Q(user=F("answered_by")),
            ),
        ]
