"""What the person is told and when, what had to be reported, and how it is talked through afterwards."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.safety.models import Concern, MandatedReport, RepairTalk, Telling, TellingDelay

from .concern_course import locked_concern
from .concern_line import Step, add_step, supervisors_of, tell

Wish = RepairTalk.Wish


@transaction.atomic
def tell_person(*, concern: Concern, how: str, by: User) -> Telling:
    """Somebody told the person everything up to here, and how. Raises Concern.DoesNotExist, DomainError."""
    concern = locked_concern(concern, Concern.objects.read_by(by))
    if concern.person_id is None:
        raise DomainError(_("There is nobody here to be told."))
    telling = Telling(
        agency_id=concern.agency_id,
        concern=concern,
        up_to=concern.steps_count + 1,
        by=by,
        how=Telling.How(how),
    )
    telling.save(force_insert=True)
    add_step(concern, Step.TOLD, by=by)
    return telling


@transaction.atomic
def ask_to_wait(*, concern: Concern, hours: int, reason: str, by: User) -> TellingDelay:
    """Ask a second person that the person be told later. Until they agree it delays nothing.

    Raises Concern.DoesNotExist, DomainError, NotAllowed for whoever had a part in an earlier one.
    """
    concern = locked_concern(concern, Concern.objects.telling_asked_of(by))
    if concern.is_closed or concern.person_id is None:
        raise WrongState(_("There is nothing to wait for any more."))
    if not reason:
        raise DomainError(_("Please say why: they read it afterwards."), field="reason")
    if not 1 <= hours <= 72:
        raise DomainError(_("At most 72 hours."), field="hours")
    if concern.delays.filter(agreed_by=None).exists():
        raise WrongState(_("Somebody asked this already."))
    _until(concern, hours)
    _require_another(concern, by)
    delay = TellingDelay(
        agency_id=concern.agency_id,
        concern=concern,
        person_id=concern.person_id,
        hours=hours,
        reason=reason,
        asked_by=by,
    )
    delay.save(force_insert=True)
    add_step(concern, Step.WAIT_ASKED, by=by)
    _ask_a_second(concern, by)
    return delay


@transaction.atomic
def agree_to_wait(*, delay: TellingDelay, by: User) -> TellingDelay:
    """As the second person. See _until() for how long.

    Raises Concern.DoesNotExist, NotAllowed, WrongState.
    """
    concern = locked_concern(delay.concern, Concern.objects.telling_asked_of(by))
    delay = concern.delays.select_for_update(no_key=True).get(pk=delay.pk)
    if delay.agreed_by_id is not None:
        raise WrongState(_("This was answered already."))
    if delay.asked_by_id == by.pk:
        raise NotAllowed(_("Somebody else agrees to this one."))
    _require_another(concern, by)
    delay.until = _until(concern, delay.hours)
    delay.agreed_by, delay.agreed_at = by, clock.now()
    delay.save(update_fields=["agreed_by", "agreed_at", "until"])
    add_step(concern, Step.WAIT_AGREED, by=by)
    return delay


@transaction.atomic
def record_report(
    *,
    concern: Concern,
    made_at: datetime,
    to_whom: str,
    prepared: str,
    by: User,
    reference: str = "",
    not_that: str = "",
) -> MandatedReport:
    """That something was reported, when, to whom and under which number. By who raised it or has it.

    In a program under 42 CFR Part 2 a clinical supervisor has said the ground first. Raises Concern.DoesNotExist,
    DomainError.
    """
    concern = locked_concern(concern, Concern.objects.read_by(by))
    if concern.kind != Concern.Kind.CONCERN or not concern.limit:
        raise DomainError(_("Please say first which exception of the promise it is."))
    if concern.program is not None and concern.program.part2 and concern.basis in {"", Concern.Basis.NONE}:
        raise DomainError(_("A clinical supervisor says first on which ground something may go out."))
    if not to_whom:
        raise DomainError(_("Please say to whom."), field="to_whom")
    if made_at > clock.now():
        raise DomainError(_("This lies ahead."), field="made_at")
    report = MandatedReport(
        agency_id=concern.agency_id,
        concern=concern,
        person_id=concern.person_id,
        code=concern.limit,
        by=by,
        made_at=made_at,
        prepared=MandatedReport.Prepared(prepared),
        to_whom=to_whom,
        reference=reference,
        not_that=not_that,
    )
    report.save(force_insert=True)
    add_step(concern, Step.REPORTED, by=by)
    return report


@transaction.atomic
def choose_repair(*, talk: RepairTalk, wish: str, by: User) -> RepairTalk:
    """With whom the person talks it through, or not at all. By them alone. Raises RepairTalk.DoesNotExist."""
    talk = _own_talk(talk, by)
    talk.wish = Wish(wish)
    talk.save(update_fields=["wish"])
    return _touched(talk, by)


@transaction.atomic
def give_account(*, talk: RepairTalk, account: str, by: User) -> RepairTalk:
    """How it was for the person, in their words: it stands before everything else. By them alone, changed any time.

    Raises RepairTalk.DoesNotExist.
    """
    talk = _own_talk(talk, by)
    talk.account, talk.account_at = account, clock.now() if account else None
    talk.save(update_fields=["account", "account_at"])
    return _touched(talk, by)


@transaction.atomic
def hold_repair(*, talk: RepairTalk, by: User) -> RepairTalk:
    """They talked it through. By who raised it or had it. Raises Concern.DoesNotExist, WrongState."""
    concern = locked_concern(talk.concern, Concern.objects.read_by(by))
    talk = RepairTalk.objects.select_for_update(no_key=True).get(pk=talk.pk, concern=concern)
    if talk.held_at is not None or talk.wish == Wish.NO:
        raise WrongState(_("There is nothing to talk through any more."))
    talk.held_at, talk.held_by = clock.now(), by
    talk.save(update_fields=["held_at", "held_by"])
    add_step(concern, Step.TALKED_THROUGH, by=by)
    return talk


def _own_talk(talk: RepairTalk, by: User) -> RepairTalk:
    rows = RepairTalk.objects.select_for_update(of=("self",), no_key=True)
    found: RepairTalk = rows.get(pk=talk.pk, concern__in=Concern.objects.known_to_person(by))
    return found


def _touched(talk: RepairTalk, by: User) -> RepairTalk:
    """The person's own doing is a row of the trail, and no step that others would read."""
    record("repair_talk.changed", target=talk, by=by, person_id=talk.person_id)
    return talk


def _until(concern: Concern, hours: int) -> datetime:
    """Until when telling waits: the hours count from when the worry was raised, from now if this renews.

    What the person was told or could read already is not taken away again. Raises WrongState.
    """
    now, agreed = clock.now(), concern.delays.exclude(agreed_by=None)
    renews = agreed.exists()
    until = (now if renews else concern.created_at) + timedelta(hours=hours)
    ran_out = renews and not agreed.in_force(now).exists()
    if until <= now or ran_out or concern.tellings.exists():
        raise WrongState(_("They know of it by now, or those hours are over: nothing can wait any more."))
    return until


def _ask_a_second(concern: Concern, by: User) -> None:
    """Whoever could agree hears that something is asked of them."""
    near = supervisors_of(concern) | {concern.raised_by}
    near |= {concern.acknowledged_by} if concern.acknowledged_by else set()
    may = Concern.objects.telling_asked_of
    tell(concern, [user for user in near - {by} if may(user).filter(pk=concern.pk).exists()])


def _require_another(concern: Concern, by: User) -> None:
    """Whoever had a part in an earlier delay has none in its renewal."""
    earlier = concern.delays.exclude(agreed_by=None)
    before = set(earlier.values_list("asked_by", flat=True)) | set(
        earlier.values_list("agreed_by", flat=True)
    )
    if by.pk in before:
        raise NotAllowed(_("Two others say whether it waits longer."))
