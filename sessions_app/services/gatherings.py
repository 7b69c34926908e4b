"""Meetings of a group: how many came, who of them is named, and a few lines about the group and about nobody."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app import local_time
from sessions_app.attendees import names_known
from sessions_app.entry import hash_of
from sessions_app.gathering_entry import MOST_LETTERS, MOST_PEOPLE, GatheringEntry
from sessions_app.levels import RULES
from sessions_app.models import Attendance, Gathering, Group, GroupRegular, Kind, SupportSession, Way
from sessions_app.naming import Found, names_in

from .planning import move_to
from .scope import lock_several, session_under_key

State = SupportSession.State


class NamesSomebody(DomainError):
    """The lines about the group hold words that are somebody's name."""

    def __init__(self, words: list[Found]) -> None:
        self.words = words
        shown = ", ".join(f"“{word.text}”" for word in words)
        sentence = _("These lines are about the group and name nobody. %(words)s is somebody's name here.")
        super().__init__(sentence % {"words": shown}, field="text")


def peer_of(by: User) -> PeerSpecialist:
    """The acting peer. Raises Group.DoesNotExist for anybody else."""
    peer: PeerSpecialist | None = PeerSpecialist.objects.filter(user=by, agency_id=by.agency_id).first()
    if peer is None or Role.PEER not in by.roles:
        raise Group.DoesNotExist
    return peer


def _group_to_write(group: Group, by: User) -> Group:
    found: Group = Group.objects.of_house(by).select_related("program", "lead").get(pk=group.pk)
    if found.closed_at is not None:
        raise WrongState(_("This group is closed. It can be opened again."))
    return found


def _require_lead(group: Group, peer: PeerSpecialist) -> None:
    """A group that a peer leads is planned and written down by them; where nobody or the members do, by any peer."""
    if group.lead_id not in {None, peer.pk}:
        raise NotAllowed(_("The peer who leads this group plans its meetings and writes them down."))


@transaction.atomic
def plan_gathering(
    *,
    key: uuid.UUID,
    group: Group,
    local_start: datetime,
    minutes: int,
    way: str = "",
    place: str = "",
    fold: int = 0,
    by: User,
) -> SupportSession:
    """Put a meeting of a group into one's calendar; nobody is named before it. The same call again returns the same.

    Raises Group.DoesNotExist out of scope, NotAllowed where another peer leads, WrongState for a closed group or a key
    that stands for something else, DomainError for times that can't be planned.
    """
    peer, group = peer_of(by), _group_to_write(group, by)
    body = {
        "at": local_start,
        "fold": fold,
        "minutes": minutes,
        "way": way,
        "place": place,
        "group": group.pk,
    }
    if earlier := session_under_key(key=key, by=by):
        if earlier.body_hash != hash_of(body):
            raise WrongState(_("This meeting stands in the calendar already, with other details."))
        return earlier
    _require_lead(group, peer)
    session = _new_session(key, group, peer, State.PLANNED)
    session.way, session.place, session.body_hash = way, place, hash_of(body)
    _put_at(session, local_start, minutes, fold)
    local_time.require_plannable(session.starts_at, session.time_zone)
    _insert(session)
    record("gathering.planned", target=session, by=by)
    return session


def _new_session(key: uuid.UUID, group: Group, peer: PeerSpecialist, state: str) -> SupportSession:
    return SupportSession(
        id=key,
        agency_id=group.agency_id,
        group=group,
        peer=peer,
        program=group.program,
        level=group.program.level,
        time_zone=group.program.time_zone,
        state=state,
    )


def _put_at(session: SupportSession, local_start: datetime, minutes: int, fold: int) -> None:
    local_time.require_length(minutes)
    session.starts_at = local_time.to_instant(local_start, session.time_zone, fold)
    session.local_start, session.minutes = local_time.stored(local_start), minutes


def _insert(session: SupportSession) -> None:
    try:
        session.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(_("This was saved a moment ago in another window.")) from error


@transaction.atomic
def complete_gathering(*, key: uuid.UUID, group: Group, entry: GatheringEntry, by: User) -> SupportSession:
    """Write down that a group met: a number, names, or both.

    The same key and entry again return what is stored, whatever has changed since. Raises Group.DoesNotExist out of
    scope, NotAllowed where another peer leads (but for what one planned oneself) and for a name that can't be kept,
    NamesSomebody for lines with a name in them, DomainError with a field for what is missing, WrongState for a closed
    group, a program that keeps no names or a key that is used up.
    """
    peer = peer_of(by)
    if saved := _saved_before(key, group, entry, by):
        return saved
    group = _group_to_write(group, by)
    people = _lock_people(group, entry, by)
    session = session_under_key(key=key, by=by)
    body_hash = entry.body_hash(group.pk)
    if session is not None:
        if session.state == State.COMPLETED and session.body_hash == body_hash:
            return session
        if session.group_id != group.pk or session.state != State.PLANNED:
            raise WrongState(_("This meeting is written down already."))
    else:
        _require_lead(group, peer)
    if group.program.level == Program.Level.NONE:
        raise WrongState(_("In this program only a number is kept."))
    _require_whole(entry)
    _require_nobody_named(entry, group, by)
    is_new = session is None
    session = session or _new_session(key, group, peer, State.PLANNED)
    session.program, session.level = group.program, group.program.level
    session.time_zone = group.program.time_zone
    _put_at(session, entry.local_start, entry.minutes, entry.fold)
    local_time.require_past(session.starts_at)
    move_to(session, State.COMPLETED)
    session.way, session.kinds = entry.way, sorted(set(entry.kinds))
    session.place = session.place if "place" in RULES[session.level].allowed else ""
    session.body_hash = body_hash
    _insert(session) if is_new else session.save()
    _store(session, entry, people, by)
    return session


def _saved_before(key: uuid.UUID, group: Group, entry: GatheringEntry, by: User) -> SupportSession | None:
    """What stands under this key in the same words. It is asked before anything that may have changed since."""
    stored: SupportSession | None = (
        SupportSession.objects.of_group(group.pk, by)
        .filter(pk=key, state=State.COMPLETED, body_hash=entry.body_hash(group.pk))
        .first()
    )
    return stored


def _store(session: SupportSession, entry: GatheringEntry, people: list[SupportedPerson], by: User) -> None:
    gathering = Gathering.objects.create(
        agency_id=session.agency_id,
        session=session,
        headcount=entry.headcount,
        agreement_read=entry.agreement_read,
        text=entry.text,
    )
    common = {"agency_id": session.agency_id, "peer": session.peer, "starts_at": session.starts_at}
    for person in people:
        attendance = Attendance.objects.create(session=session, person=person, **common)
        record("attendance.written", target=attendance, by=by, person_id=person.pk)
    record("gathering.completed", target=gathering, by=by, fields=entry.filled())


def _lock_people(group: Group, entry: GatheringEntry, by: User) -> list[SupportedPerson]:
    """The named ones, while each may be: somebody the peer walks with, or who comes and is known to the lead."""
    if not entry.people:
        return []
    wanted = set(entry.people)
    pairings, gates = lock_several(person_ids=wanted, by=by)
    known = GroupRegular.objects.known_to(by).filter(group=group, person__in=wanted)
    regulars = set(known.values_list("person_id", flat=True))
    people = SupportedPerson.objects.filter(agency_id=by.agency_id, died_on=None, pk__in=wanted)
    found = {person.pk: person for person in people.select_related("program").order_by("pk")}
    may = [
        found[gate.person_id]
        for gate in gates
        if gate.person_id in found
        and gate.person_id in pairings.keys() | regulars
        and consent_holds(gate)
        and level_in_force(gate=gate, program=found[gate.person_id].program) != Program.Level.NONE
    ]
    if len(may) < len(wanted):
        raise NotAllowed(
            _("One of these names can't be kept now. Please let it go: they are one of the number.")
        )
    return may


def _require_whole(entry: GatheringEntry) -> None:
    if entry.count is not None and entry.count < len(set(entry.people)):
        raise DomainError(
            _("You named %(named)d, so at least that many came.") % {"named": len(set(entry.people))},
            field="count_more",
        )
    if entry.headcount < 1:
        raise DomainError(_("Please say how many came, or tick who."), field="count")
    if entry.headcount > MOST_PEOPLE:
        raise DomainError(_("Please check the number."), field="count_more")
    if entry.way not in ("", *Way.values):
        raise DomainError(_("Please choose one of the answers shown."), field="way")
    if not set(entry.kinds) <= set(Kind.values):
        raise DomainError(_("Please choose among the four kinds."), field="kinds")
    if entry.text and not entry.agreement_read:
        raise DomainError(
            _("A few lines can be kept when the group agreement was read aloud at the start."),
            field="agreement_read",
        )
    if len(entry.text) > MOST_LETTERS:
        raise DomainError(
            _("There is room for %(most)d letters here. Please take out %(over)d.")
            % {"most": MOST_LETTERS, "over": len(entry.text) - MOST_LETTERS},
            field="text",
        )


def _require_nobody_named(entry: GatheringEntry, group: Group, by: User) -> None:
    """Only names that the writer may know are looked for, so that the answer gives nobody away."""
    words = names_in(entry.text, names_known(by, group)) if entry.text else []
    named = [word for word in words if word.key not in entry.not_names]
    if named:
        raise NamesSomebody(named)
