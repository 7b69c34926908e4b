"""A person takes back a yes, keeps somebody away or says goodbye while saves are running: none may come after it.

Each trial starts three saves and one narrowing at once on connections of their own. A save is late when it committed
although the narrowing's transaction, at its end, could not see it yet: it was neither before it nor stopped by it.
"""

import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection, transaction

from consent.services import withdraw_consent
from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.people.services import block_staff, end_pairing, unblock_staff
from sessions_app.entry import SessionEntry
from sessions_app.services import complete_session

from .house import SmallHouse, build, say_yes, walk_again

SAVES = 3
Save = Callable[[SupportedPerson, User, SessionEntry], None]


def save_a_note(person: SupportedPerson, peer: User, entry: SessionEntry) -> None:
    complete_session(key=uuid.uuid4(), person=person, entry=entry, by=peer)


def withdraw(house: SmallHouse, person: SupportedPerson) -> None:
    withdraw_consent(person=person, by=person.user)


def keep_away(house: SmallHouse, person: SupportedPerson) -> None:
    block_staff(person=person, user=house.peer.user, by=person.user)


def say_goodbye(house: SmallHouse, person: SupportedPerson) -> None:
    end_pairing(pairing=Pairing.objects.get(person=person, peer=house.peer), by=person.user)


def back_to_yes(house: SmallHouse, person: SupportedPerson) -> None:
    say_yes(person)


def let_in_again(house: SmallHouse, person: SupportedPerson) -> None:
    unblock_staff(person=person, user=house.peer.user, by=person.user)


def begin_again(house: SmallHouse, person: SupportedPerson) -> None:
    walk_again(person, peer=house.peer, office=house.office)


Narrowing = tuple[
    Callable[[SmallHouse, SupportedPerson], None], Callable[[SmallHouse, SupportedPerson], None]
]
NARROWINGS: tuple[Narrowing, ...] = (
    (withdraw, back_to_yes),
    (keep_away, let_in_again),
    (say_goodbye, begin_again),
)


def prove(*, seed: int, size: int, save: Save = save_a_note) -> dict[str, object]:
    """`size` trials. committed and refused count saves; both have to occur, or nothing was raced."""
    return Race(seed, save, NARROWINGS).run(size)


class Race:
    """`save` against each of `narrowings` in turn, each with what undoes it before the next trial."""

    latest = 0.06  # seconds after the start at which a narrowing may come

    def __init__(self, seed: int, save: Save, narrowings: tuple[Narrowing, ...]) -> None:
        self.rng, self.save, self.narrowings = random.Random(seed), save, narrowings
        self.counts: Counter[str] = Counter()
        self.examples: list[str] = []
        self.house = build(people=1)
        self.person = self.house.people[0]
        self.start = threading.Barrier(SAVES + 1)

    def run(self, size: int) -> dict[str, object]:
        with ThreadPoolExecutor(SAVES + 1) as pool:
            for trial in range(size):
                narrow, widen = self.narrowings[trial % len(self.narrowings)]
                delays = [
                    *(self.rng.uniform(0, 0.01) for _ in range(SAVES)),
                    self.rng.uniform(0, self.latest),
                ]
                saves = [pool.submit(self._save, delay) for delay in delays[:SAVES]]
                snapshot = pool.submit(self._narrow, narrow, delays[SAVES]).result()
                self._judge(trial, narrow.__name__, snapshot, [one.result() for one in saves])
                widen(self.house, self.person)
            list(pool.map(_close, range(SAVES + 1)))
        names = ("committed", "refused", "late")
        return {"trials": size} | {name: self.counts[name] for name in names} | {"examples": self.examples}

    def _save(self, delay: float) -> str | None:
        """The transaction's number, or None for a save that was refused."""
        peer = User.objects.get(pk=self.house.peer.user_id)
        hours = timedelta(hours=8)
        entry = SessionEntry(
            local_start=(clock.now() - hours).replace(tzinfo=None, second=0, microsecond=0), minutes=30,
            kinds=("emotional",), text="We sat on the bench.", read_together=True,
        )  # fmt: skip
        self.start.wait()
        time.sleep(delay)
        try:
            with acting_as(peer.pk), transaction.atomic():
                self.save(self.person, peer, entry)
                return _ask("SELECT pg_current_xact_id()::text")
        except (DomainError, Pairing.DoesNotExist):
            return None

    def _narrow(self, narrow: Callable[[SmallHouse, SupportedPerson], None], delay: float) -> str:
        """What the narrowing could see just before its commit."""
        self.start.wait()
        time.sleep(delay)
        with acting_as(self.person.user_id), transaction.atomic():
            narrow(self.house, self.person)
            return _ask("SELECT pg_current_snapshot()::text")

    def _judge(self, trial: int, what: str, snapshot: str, saves: list[str | None]) -> None:
        for number in saves:
            if number is None:
                self.counts["refused"] += 1
                continue
            self.counts["committed"] += 1
            if (
                _ask("SELECT pg_visible_in_snapshot(%s::xid8, %s::pg_snapshot)::text", number, snapshot)
                != "true"
            ):
                self.counts["late"] += 1
                self.examples.append(f"trial {trial}: a save was committed after {what}")


def _ask(sql: str, *values: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return str(cursor.fetchone()[0])


def _close(_number: int) -> None:
    time.sleep(0.05)  # long enough that every thread of the pool takes one
    connection.close()
