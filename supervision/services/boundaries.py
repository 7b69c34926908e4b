"""A peer thinks a boundary through and talks it over; some become examples; the house says its own lines."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Language, User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist
from supervision.models import BoundaryCase, BoundaryDecision, HouseLine

from .room_words import forgotten_before

LINE_LETTERS = 300
AT_ONCE = 500


@dataclass(frozen=True)
class Boundary:
    """What happened, the three tests, what was decided and what the person was told. No name of anybody."""

    about: str
    happened: str
    serves: str = ""
    serves_words: str = ""
    fits: str = ""
    fits_words: str = ""
    known: str = ""
    known_words: str = ""
    decided: str = ""
    told: str = ""


@transaction.atomic
def write_boundary(*, key: uuid.UUID, said: Boundary, by: User) -> BoundaryDecision:
    """A new one of this peer. The same key again gives the one that is there, as it stands.

    Raises NotAllowed for whoever is no peer, DomainError, WrongState for a key that somebody else used.
    """
    # Locked, so that the second of two taps finds what the first one wrote.
    peer = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).filter(user=by).first()
    if peer is None or not by.may(Permission.LOG_SESSION):
        raise NotAllowed(_("This is not yours to do here."))
    _require_words(said)
    found: BoundaryDecision | None = BoundaryDecision.objects.filter(pk=key).first()
    if found is not None:
        if found.peer_id != peer.pk:
            raise WrongState(_("This page was used already. Please open it again."))
        return found
    decision = BoundaryDecision(pk=key, agency_id=by.agency_id, peer=peer, on=by.agency.today(), **vars(said))
    decision.save(force_insert=True)
    record("boundary.written", target=decision, by=by)
    return decision


@transaction.atomic
def change_boundary(*, decision: BoundaryDecision, said: Boundary, by: User) -> BoundaryDecision:
    """Write it anew, by the peer alone. Raises BoundaryDecision.DoesNotExist, DomainError."""
    own = BoundaryDecision.objects.own(by).select_for_update(of=("self",), no_key=True)
    decision = own.get(pk=decision.pk)
    _require_words(said)
    for name, value in vars(said).items():
        setattr(decision, name, value)
    decision.save(update_fields=list(vars(said)))
    record("boundary.changed", target=decision, by=by, fields=vars(said))
    return decision


@transaction.atomic
def mark_talked_over(*, decision: BoundaryDecision, by: User, talked: bool = True) -> BoundaryDecision:
    """The two of them talked it over, or it was a slip. By the peer or who looks after them in the peer room.

    Raises BoundaryDecision.DoesNotExist.
    """
    read = BoundaryDecision.objects.read_by(by).select_for_update(of=("self",), no_key=True)
    decision = read.get(pk=decision.pk)
    decision.talked_over_at, decision.talked_over_by = (clock.now(), by) if talked else (None, None)
    decision.save(update_fields=["talked_over_at", "talked_over_by"])
    record("boundary.talked_over" if talked else "boundary.not_talked_over", target=decision, by=by)
    return decision


@transaction.atomic
def forget_old_choices(*, agency: Agency) -> int:
    """What is older than this house keeps words of the peer room: gone. Safe to run any number of times."""
    old = BoundaryDecision.objects.filter(agency=agency, on__lt=forgotten_before(agency))
    gone = list(old.select_for_update(of=("self",), skip_locked=True).order_by("on")[:AT_ONCE])
    for decision in gone:
        record("boundary.forgotten", target=decision, by=None)
    BoundaryDecision.objects.filter(pk__in=[decision.pk for decision in gone]).delete()
    return len(gone)


@transaction.atomic
def propose_case(*, key: uuid.UUID, said: Boundary, by: User) -> BoundaryCase:
    """An example, written anew without names, for a second person to look at. The same key again changes nothing.

    Raises NotAllowed for whoever is neither peer nor senior peer supervisor, DomainError, WrongState.
    """
    if not {Role.PEER, Role.SENIOR_PEER_SUPERVISOR} & set(by.roles):
        raise NotAllowed(_("This is not yours to do here."))
    _require_words(said)
    if not said.decided:
        raise DomainError(_("Please say what was decided: that is what helps others."), field="decided")
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    found: BoundaryCase | None = BoundaryCase.objects.filter(pk=key).first()
    if found is not None:
        if found.proposed_by_id != by.pk:
            raise WrongState(_("This page was used already. Please open it again."))
        return found
    case = BoundaryCase(pk=key, agency_id=by.agency_id, proposed_by=by, **vars(said))
    case.save(force_insert=True)
    record("boundary_case.proposed", target=case, by=by)
    return case


@transaction.atomic
def answer_case(*, case: BoundaryCase, share: bool, by: User) -> BoundaryCase:
    """As the second person: share it in the house, or not. Raises BoundaryCase.DoesNotExist, NotAllowed for one's own,
    WrongState once it is answered.
    """
    case = BoundaryCase.objects.reached_by(by).select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if case.proposed_by_id == by.pk or not {Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN} & set(by.roles):
        raise NotAllowed(_("Somebody else agrees to this one."))
    if case.state != BoundaryCase.State.PROPOSED:
        raise WrongState(_("Somebody answered this one already."))
    case.state = BoundaryCase.State.SHARED if share else BoundaryCase.State.KEPT
    case.answered_by, case.answered_at = by, clock.now()
    case.save(update_fields=["state", "answered_by", "answered_at"])
    record("boundary_case.shared" if share else "boundary_case.not_shared", target=case, by=by)
    return case


@transaction.atomic
def set_house_lines(*, language: str, texts: Mapping[str, str], by: User) -> None:
    """What the house says about gifts, rides, ways to reach each other and visits, in one language. Empty: nothing.

    texts: by HouseLine.Topic; topics that are left out stay. Raises NotAllowed for all but the office, DomainError.
    """
    if not by.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))
    language = Language(language)
    sign_history(by=by)
    for topic, text in texts.items():
        if len(text) > LINE_LETTERS:
            raise DomainError(_("Please keep it short: at most 300 characters."), field=topic)
        _set_line(HouseLine.Topic(topic), language, text, by)


def _set_line(topic: str, language: str, text: str, by: User) -> None:
    """A first line has one row of history, as any later one; what stays as it was has none."""
    place = {"agency_id": by.agency_id, "topic": topic, "language": language}
    lines = HouseLine.objects.select_for_update(of=("self",), no_key=True).filter(**place)
    new = HouseLine(text=text, **place)
    if text and not lines.exists():
        HouseLine.objects.bulk_create([new], ignore_conflicts=True)
    line = lines.first()
    if line is None or (line.text == text and line.pk != new.pk):
        return
    if line.text != text:
        line.text = text
        line.save(update_fields=["text"])
    record("house_line.set", target=line, by=by, fields=["text"])


def _require_words(said: Boundary) -> None:
    if not said.happened:
        raise DomainError(_("Please say in a few words what it is about."), field="happened")
