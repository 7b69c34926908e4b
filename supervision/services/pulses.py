"""Saying how peer support goes: by the peer, by their senior peer supervisor, and by the people who walk with the peer.

Whatever people say leaves neither an audit row nor a moment, by promise: no trail may join an answer with a person. A
sentence that is skipped leaves nothing, with anybody.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import PeerSpecialist, SupportedPerson
from supervision.models import PeoplesAnswer, PeoplesNote, PulseAnswer, PulseNote, PulseTurn
from supervision.pulse_items import (
    Item,
    PulseWord,
    Voice,
    all_items,
    items_of_month,
    items_of_quarter,
    later,
    month_of,
    quarter_of,
)
from supervision.queries import pulses as queries

LETTERS = 1000
KEPT_MONTHS = 24
Answers = Mapping[str, int | None]


@transaction.atomic
def save_pulse(
    *, peer: PeerSpecialist, answers: Answers, text: str = "", is_long: bool = False, by: User
) -> None:
    """Keep what the peer says about this month, or their senior peer supervisor about them.

    What was said earlier in the month makes way; None leaves nothing. is_long: all sentences, in one month of each
    half-year. Raises PeerSpecialist.DoesNotExist out of scope, WrongState, DomainError.
    """
    peer, voice = _lock_peer(peer, by)
    month = month_of(by.agency.today())
    asked = items_of_month(month)
    if is_long:
        if not queries.long_is_open(peer, voice, month):
            raise WrongState(_("You answered the long form in this half-year already."))
        asked = all_items()
    _check(answers, asked, text)
    whose = {"peer": peer, "voice": voice, "month": month}
    gone = PulseAnswer.objects.filter(item__in=[item.id for item in asked], **whose).delete()[0]
    gone += PulseNote.objects.filter(**whose).delete()[0]
    said = {item: answer for item, answer in answers.items() if answer is not None}
    new = {"agency_id": peer.agency_id, "created_at": _begins(month, by.agency), **whose}
    PulseAnswer.objects.bulk_create(
        PulseAnswer(item=item, answer=answer, **new) for item, answer in said.items()
    )
    if text.strip():
        PulseNote.objects.create(text=text.strip(), **new)
    if gone or said or text.strip():
        record("pulse.saved", target=peer, by=by, at=_begins(month, by.agency))


@transaction.atomic
def forget_pulse(*, month: date, by: User) -> None:
    """The peer deletes what they said in a month, for good. Raises PulseAnswer.DoesNotExist where there is nothing."""
    peer = queries.own_peer(by)
    whose = {"peer": peer, "voice": Voice.PEER, "month": month}
    gone = PulseAnswer.objects.filter(**whose).delete()[0] + PulseNote.objects.filter(**whose).delete()[0]
    if not gone:
        raise PulseAnswer.DoesNotExist
    record("pulse.forgotten", target=peer, by=by, at=_begins(month, by.agency))


def _lock_peer(peer: PeerSpecialist, by: User) -> tuple[PeerSpecialist, Voice]:
    rows = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True)
    locked: PeerSpecialist = rows.get(pk=peer.pk, agency_id=by.agency_id)
    if locked.user_id == by.pk:
        return queries.own_peer(by), Voice.PEER
    return queries.peer_looked_after(locked.pk, by), Voice.SENIOR


@transaction.atomic
def answer_about_peer(*, peer: PeerSpecialist, answers: Answers, text: str = "", by: User) -> None:
    """What a person says about a peer who walks with them, once a quarter. Kept without who said it.

    text: words that they want the senior peer supervisor to read; the peer never does. Whoever says nothing at all
    keeps their turn. Raises PeerSpecialist.DoesNotExist out of scope, WrongState after their turn, DomainError.
    """
    people = SupportedPerson.objects.changed_by(by).filter(user=by, died_on=None)
    person = people.select_for_update(of=("self",), no_key=True).get()
    walk = queries.walking_with(by).filter(peer=peer.pk).first()
    if walk is None:
        raise PeerSpecialist.DoesNotExist
    quarter = quarter_of(by.agency.today())
    if walk.peer_id in queries.had_a_turn(person.pk, quarter):
        raise WrongState(_("You said it for these three months. Thank you."))
    _check(answers, items_of_quarter(quarter), text)
    if not _keep_what_people_said(walk.peer, answers, text, by=by, on_paper=False):
        return
    PulseTurn.objects.create(
        agency_id=person.agency_id, person=person, peer=walk.peer, quarter=quarter,
        created_at=_begins(quarter, by.agency),
    )  # fmt: skip


@transaction.atomic
def enter_sheet(*, peer: PeerSpecialist, answers: Answers, text: str = "", by: User) -> None:
    """One sheet of paper without a name, entered by the office or the senior peer supervisor.

    text: words, where the sheet says that they may be read. Raises PeerSpecialist.DoesNotExist out of scope and for
    the peer it is about, DomainError for an empty sheet.
    """
    peer = queries.peer_of_sheet(peer.pk, by)
    _check(answers, items_of_quarter(quarter_of(by.agency.today())), text)
    if not _keep_what_people_said(peer, answers, text, by=by, on_paper=True):
        raise DomainError(_("There is nothing on this sheet yet."))
    record("pulse.sheet_entered", target=peer, by=by)


def _keep_what_people_said(
    peer: PeerSpecialist, answers: Answers, text: str, *, by: User, on_paper: bool
) -> bool:
    today = by.agency.today()
    quarter, month = quarter_of(today), month_of(today)
    said = {item: answer for item, answer in answers.items() if answer is not None}
    if text.strip() and not queries.has_senior(peer, today):
        raise DomainError(_("There is nobody to read this at the moment."), field="text")
    common = {"agency_id": peer.agency_id, "peer": peer}
    PeoplesAnswer.objects.bulk_create(
        PeoplesAnswer(
            quarter=quarter, item=item, answer=answer, on_paper=on_paper,
            created_at=_begins(quarter, by.agency), **common,
        )
        for item, answer in said.items()
    )  # fmt: skip
    if text.strip():
        PeoplesNote.objects.create(
            month=month, text=text.strip(), created_at=_begins(month, by.agency), **common
        )
    return bool(said or text.strip())


def _check(answers: Answers, asked: list[Item], text: str) -> None:
    """Raises DomainError for a sentence that is not asked, an answer that is no word, or words without an end."""
    ids = {item.id for item in asked}
    for item, answer in answers.items():
        if item not in ids or (answer is not None and answer not in PulseWord.values):
            raise DomainError(_("Please choose among those shown."), field=item)
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")


def _begins(day: date, agency: Agency) -> datetime:
    """The first moment of a day in the house: what a row carries in place of the moment it was made."""
    return datetime.combine(day, time(), ZoneInfo(agency.time_zone))


@transaction.atomic
def forget_turns_of(*, person: SupportedPerson) -> None:
    """What is tied to somebody who is deleted. Only inside the deletion, which says so."""
    PulseTurn.objects.filter(person=person).delete()


@transaction.atomic
def forget_old_pulses() -> None:
    """What was said more than two years ago, and who had their turn in a quarter that is over. Safe to run often."""
    today = clock.now().date() - timedelta(days=1)  # no zone is more than a day behind
    oldest = later(month_of(today), -KEPT_MONTHS)
    for rows in (PulseAnswer.objects, PulseNote.objects, PeoplesNote.objects):
        rows.filter(month__lt=oldest).delete()
    PeoplesAnswer.objects.filter(quarter__lt=oldest).delete()
    PulseTurn.objects.filter(quarter__lt=quarter_of(today)).delete()
