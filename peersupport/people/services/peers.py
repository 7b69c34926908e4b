"""The peer: a profile complete without a credential, and what they choose to tell."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Credential, PeerSpecialist, SharedExperience

from .scope import line, require, require_same_agency
from .scope import text as several_lines

EXPERIENCE_AT_MOST = 1000


@transaction.atomic
def make_peer(
    *, user: User, pronouns: str = "", languages: Iterable[str] = (), has_room: bool = False, by: User
) -> PeerSpecialist:
    """The profile alone gives no right: the role does, and nobody gives that to themselves."""
    require(by, Permission.ARRANGE_PAIRINGS)
    require_same_agency(by, user)
    if user.kind != User.Kind.STAFF:
        raise DomainError(_("This account belongs to a person, not to staff."), field="user")
    if PeerSpecialist.objects.filter(user=user).exists():
        raise WrongState(_("%(name)s has a peer's page already.") % {"name": user.name})
    peer = PeerSpecialist(agency_id=user.agency_id, user=user)
    _set(peer, pronouns=pronouns, languages=languages, has_room=has_room)
    peer.save(force_insert=True)
    record("peer.made", target=peer, by=by)
    return peer


@transaction.atomic
def update_peer(
    *, peer: PeerSpecialist, pronouns: str, languages: Iterable[str], has_room: bool, by: User
) -> PeerSpecialist:
    peer = _own(peer, by=by)
    _set(peer, pronouns=pronouns, languages=languages, has_room=has_room)
    peer.save(update_fields=["pronouns", "languages", "has_room"])
    record("peer.changed", target=peer, by=by, fields=["pronouns", "languages", "has_room"])
    return peer


@transaction.atomic
def add_credential(
    *,
    peer: PeerSpecialist,
    title: str,
    valid_until: date | None,
    stage: str = Credential.Stage.CERTIFIED,
    renew_years: int | None = None,
    renew_hours: int | None = None,
    renew_ethics_hours: int | None = None,
    by: User,
) -> Credential:
    """Asked for only where a program's rules need it. By the office, or the peer about themselves."""
    require_same_agency(by, peer)
    if peer.user_id != by.pk:
        require(by, Permission.ARRANGE_PAIRINGS)
    credential = Credential(agency_id=peer.agency_id, peer=peer, valid_until=valid_until)
    _say_credential(credential, title=title, stage=stage)
    _say_renewal(credential, years=renew_years, hours=renew_hours, ethics=renew_ethics_hours)
    credential.save(force_insert=True)
    record("credential.added", target=credential, by=by)
    return credential


@transaction.atomic
def change_credential(
    *,
    credential: Credential,
    title: str,
    stage: str,
    valid_until: date | None,
    renew_years: int | None,
    renew_hours: int | None,
    renew_ethics_hours: int | None,
    by: User,
) -> Credential:
    """By the peer or the office. Raises Credential.DoesNotExist, DomainError."""
    credential = _credential_of(credential, by=by)
    credential.valid_until = valid_until
    _say_credential(credential, title=title, stage=stage)
    _say_renewal(credential, years=renew_years, hours=renew_hours, ethics=renew_ethics_hours)
    fields = ["title", "stage", "valid_until", "renew_years", "renew_hours", "renew_ethics_hours"]
    credential.save(update_fields=fields)
    record("credential.changed", target=credential, by=by, fields=fields)
    return credential


@transaction.atomic
def remove_credential(*, credential: Credential, by: User) -> None:
    """What was written down by mistake. A note keeps the words that it was signed with. Raises DoesNotExist."""
    credential = _credential_of(credential, by=by)
    record("credential.removed", target=credential, by=by)
    credential.delete()


@transaction.atomic
def share_experience(
    *, peer: PeerSpecialist, topic: str, text: str, audience: str, by: User
) -> SharedExperience:
    peer = _own(peer, by=by)
    experience = SharedExperience(
        agency_id=peer.agency_id,
        peer=peer,
        user_id=peer.user_id,
        topic=SharedExperience.Topic(topic),
        audience=SharedExperience.Audience(audience),
        text=several_lines(text, field="text", most=EXPERIENCE_AT_MOST, required=True),
    )
    experience.save(force_insert=True)
    record("experience.shared", target=experience, by=by)
    return experience


@transaction.atomic
def change_experience_audience(*, experience: SharedExperience, audience: str, by: User) -> SharedExperience:
    experience = _own_experience(experience, by=by)
    experience.audience = SharedExperience.Audience(audience)
    experience.save(update_fields=["audience"])
    record("experience.audience_changed", target=experience, by=by, fields=["audience"])
    return experience


@transaction.atomic
def take_back_experience(*, experience: SharedExperience, by: User) -> None:
    """Gone at once, words and all."""
    experience = _own_experience(experience, by=by)
    record("experience.taken_back", target=experience, by=by)
    experience.delete()


def _own(peer: PeerSpecialist, *, by: User) -> PeerSpecialist:
    """The peer's own page, locked. A colleague may know of it, but it is not theirs to write."""
    found: PeerSpecialist = (
        PeerSpecialist.objects.in_agency_of(by).select_for_update(no_key=True).get(pk=peer.pk)
    )
    if found.user_id != by.pk:
        raise NotAllowed(_("Only the peer decides what stands here."))
    return found


def _own_experience(experience: SharedExperience, *, by: User) -> SharedExperience:
    """In nobody's reach but the peer's own. Raises DoesNotExist."""
    return SharedExperience.objects.select_for_update(no_key=True).get(
        pk=experience.pk, agency_id=by.agency_id, user=by
    )


def _set(peer: PeerSpecialist, *, pronouns: str, languages: Iterable[str], has_room: bool) -> None:
    peer.pronouns = line(pronouns, field="pronouns", most=40)
    peer.languages = [line(language, field="languages", most=8) for language in languages]
    peer.has_room = has_room


def _credential_of(credential: Credential, *, by: User) -> Credential:
    """Locked: their own, or of any peer for the office. Raises DoesNotExist."""
    found: Credential = (
        Credential.objects.editable_by(by).select_for_update(of=("self",), no_key=True).get(pk=credential.pk)
    )
    return found


def _say_credential(credential: Credential, *, title: str, stage: str) -> None:
    credential.title = line(title, field="title", most=120, required=True)
    credential.stage = Credential.Stage(stage)


def _say_renewal(credential: Credential, *, years: int | None, hours: int | None, ethics: int | None) -> None:
    if years is not None and not 1 <= years <= 20:
        raise DomainError(_("Choose between 1 and 20 years."), field="renew_years")
    if hours is not None and hours > 1000:
        raise DomainError(_("That is more than a renewal asks for. Please look again."), field="renew_hours")
    if ethics is not None and ethics > (hours or 0):
        raise DomainError(
            _("These are part of the hours above, so they can't be more."), field="renew_ethics_hours"
        )
    credential.renew_years, credential.renew_hours, credential.renew_ethics_hours = years, hours, ethics
