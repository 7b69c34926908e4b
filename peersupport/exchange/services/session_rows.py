"""Rows that are past meetings: read, looked up, and made into what the service of the meetings takes."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import gettext as _

from peersupport.core.errors import DomainError
from peersupport.core.names import name_key
from peersupport.exchange import cells
from peersupport.exchange.models import Brings, ImportedRow, ImportRun
from peersupport.exchange.seen import Seen, short
from peersupport.exchange.tables import shortened
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app import local_time
from sessions_app.models import Attendance, Kind, SupportSession, Way
from sessions_app.services import PastMeeting, unsaved_meeting

from .fingerprints import fingerprint, of_reference
from .outcomes import Cells, LeftOut, New, Outcome, Problem, Same
from .people_rows import as_id

FIELD_OF = {"start_time": "start", "start_date": "date", "minutes_other": "minutes"}


@dataclass(frozen=True)
class Read:
    """What one row says, before anybody is looked up."""

    row: Cells
    peer_id: uuid.UUID
    local_start: datetime
    fold: int | None
    minutes: int
    way: str
    kinds: list[str]


@dataclass(frozen=True)
class People:
    """Whom the rows of a batch may mean."""

    by_number: dict[str, uuid.UUID]
    by_id: dict[uuid.UUID, SupportedPerson]
    by_name: dict[str, list[SupportedPerson]]


class SessionRows:
    def __init__(self, run: ImportRun) -> None:
        self.by, self.run, self.seen = run.started_by, run, Seen()
        self.peers: dict[str, list[uuid.UUID]] = {}
        for peer in PeerSpecialist.objects.in_agency_of(self.by).select_related("user"):
            for key in {peer.user.email, name_key(peer.user.name)}:
                self.peers.setdefault(key, []).append(peer.pk)

    def sift(self, rows: Iterable[Cells]) -> Iterator[Outcome]:
        """Outcomes of up to a thousand rows, with as many queries for all of them as for one."""
        read = [self._read(row) for row in rows]
        people = self._people([one.row for one in read if isinstance(one, Read)])
        found = [self._meeting(one, people) if isinstance(one, Read) else one for one in read]
        fresh = [one for one in found if isinstance(one, New)]
        here = ImportedRow.objects.targets(
            self.by.agency_id, Brings.SESSIONS, [one.fingerprint for one in fresh]
        )
        written = self._written_down([one.item for one in fresh])
        for outcome in found:
            if isinstance(outcome, New):
                item = outcome.item
                is_here = outcome.fingerprint in here or (item[0].person_id, *item[1]) in written
                yield (
                    Same() if is_here else New(outcome.line, outcome.fingerprint, outcome.target_id, item[0])
                )
            else:
                yield outcome

    def _read(self, row: Cells) -> Read | Outcome:
        field = "state"
        try:
            took_place = cells.code_of(row["state"], SupportSession.State) in {
                "",
                SupportSession.State.COMPLETED,
            }
            if row["group"] or not took_place:
                return LeftOut()
            field = "peer"
            peer_id = self._peer(row["peer"])
            field = "date"
            on, start = cells.day_and_clock(_given(row["date"]))
            date = cells.day(on, day_first=self.run.day_first)
            field = "start"
            at, fold = cells.clock(_given(row["start"] or start))
            field = "minutes"
            minutes = cells.minutes(_given(row["minutes"]))
            field = "way"
            way = cells.code_of(row["way"], Way)
            field = "kinds"
            kinds = cells.codes_of(row["kinds"], Kind)
        except cells.Unreadable as error:
            return Problem(row.line, field, str(error))
        except cells.WhichIsFirst:
            return Problem(
                row.line, field, _("Is the day or the month first here? Please write it like 2026-11-20.")
            )
        return Read(row, peer_id, datetime.combine(date, at or time()), fold, minutes, way, kinds)

    def _peer(self, said: str) -> uuid.UUID:
        text = _given(said)
        found = self.peers.get(text.casefold()) or self.peers.get(name_key(text)) or []
        if not found:
            raise cells.Unreadable(
                _("No peer of this house has the address “%(text)s”.") % {"text": shortened(text)}
            )
        if len(found) > 1:
            raise cells.Unreadable(
                _("Several peers are called “%(text)s”. Please write the e-mail address they sign in with.")
                % {"text": shortened(text)}
            )
        return found[0]

    def _people(self, rows: list[Cells]) -> People:
        numbers = {row["reference"]: of_reference(row["reference"]) for row in rows if row["reference"]}
        came_in = ImportedRow.objects.targets(self.by.agency_id, Brings.PEOPLE, list(numbers.values()))
        ours = {number: own for number in numbers if (own := as_id(number))}
        by_number = ours | {n: came_in[key] for n, key in numbers.items() if key in came_in}
        keys = {name_key(row["name"]) for row in rows if row["name"] and not row["reference"]}
        reached = SupportedPerson.objects.reached_by(self.by).listed().select_related("program")
        by_id = {person.pk: person for person in reached.filter(pk__in=set(by_number.values()))}
        by_name: dict[str, list[SupportedPerson]] = {}
        for person in reached.filter(name_key__in=keys) if keys else ():
            by_name.setdefault(person.name_key, []).append(person)
        return People(by_number, by_id, by_name)

    def _person(self, row: Cells, people: People) -> SupportedPerson:
        if number := row["reference"]:
            person = people.by_id.get(people.by_number.get(number, uuid.UUID(int=0)))
            if person is None:
                raise cells.Unreadable(
                    _("Nobody came in with the number “%(text)s”. Bring the people in first.")
                    % {"text": shortened(number)}
                )
            return person
        found = people.by_name.get(name_key(_given(row["name"])), [])
        if len(found) == 1:
            return found[0]
        sentence = (
            _("Several people here are called “%(text)s”. Please write their number from the old system.")
            if found
            else _("Nobody here is called “%(text)s”. Bring the people in first.")
        )
        raise cells.Unreadable(sentence % {"text": shortened(row["name"])})

    def _meeting(self, one: Read, people: People) -> Outcome:
        row, field = one.row, "reference" if one.row["reference"] else "name"
        try:
            person = self._person(row, people)
            field, zone = "start", person.program.time_zone
            if one.fold is None and local_time.happens_twice(one.local_start, zone):
                raise cells.Unreadable(
                    _(
                        "The clocks were set back that night, so this time was there twice. "
                        "Please write “first” or “second” behind it."
                    )
                )
            met = PastMeeting(
                uuid.uuid4(), person.pk, one.peer_id, person.program_id, zone, one.local_start, one.fold or 0,
                one.minutes, one.way, one.kinds,
            )  # fmt: skip
            session, _attendance = unsaved_meeting(met=met, by=self.by)
        except cells.Unreadable as error:
            return Problem(row.line, field, str(error))
        except DomainError as error:
            return Problem(row.line, FIELD_OF.get(error.field or "", ""), str(error))
        return self._once(row.line, met, session)

    def _once(self, line: int, met: PastMeeting, session: SupportSession) -> Outcome:
        """Two people meet once at one time."""
        key = fingerprint(met.person_id, met.peer_id, session.starts_at.isoformat(), purpose="sessions")
        said = short(f"{met.minutes} {met.way} {met.kinds}")
        before = self.seen.before(int(key[:16], 16) | 1, said)
        if before is not None and before != said:
            return Problem(line, "", _("This meeting stands in a row above as well, with something else."))
        if before is not None:
            return Same()
        return New(line, key, met.id, (met, (met.peer_id, session.starts_at)))

    def _written_down(
        self, met: list[tuple[PastMeeting, tuple[uuid.UUID, datetime]]]
    ) -> set[tuple[uuid.UUID, uuid.UUID, datetime]]:
        """Of these, what stands in the house already, whoever wrote it."""
        if not met:
            return set()
        rows = Attendance.objects.filter(
            agency_id=self.by.agency_id,
            person__in={one.person_id for one, _when in met},
            starts_at__in={when[1] for _one, when in met},
        )
        return set(rows.values_list("person", "peer", "starts_at"))


def _given(text: str) -> str:
    if not text:
        raise cells.Unreadable(_("This is empty. Please fill it in."))
    return text
