"""F14: a worry and somebody else wait for each other. The database ends one of the two; the worry is kept."""

import threading
import time
import uuid

import pytest
from django.db import OperationalError, connection, transaction

from peersupport.core.deadlocks import TIMES, again_after_deadlock
from peersupport.safety.models import Concern, ConcernStep
from peersupport.safety.services import record_concern

from .house import House

WAITS = "SELECT 1 FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid() LIMIT 1"
SAME_KEY = """
INSERT INTO safety_concern
SELECT (jsonb_populate_record(one, jsonb_build_object('id', %s::text))).* FROM safety_concern one LIMIT 1
"""


def stand_in_the_way(house: House, user: uuid.UUID, key: uuid.UUID, holds: threading.Event) -> None:
    """Holds who writes, waits until their worry is about to be kept, and then wants its key: each has what the other
    needs. It waits a minute before it looks for a deadlock, so that the worry is what the database ends."""
    with house.servers.postgres.connect("peersupport") as other, other.transaction(force_rollback=True):
        other.execute("SET LOCAL deadlock_timeout = '60s'")
        other.execute("SELECT 1 FROM accounts_user WHERE id = %s FOR UPDATE", [user])
        holds.set()
        while not other.execute(WAITS).fetchone():
            time.sleep(0.02)
        other.execute(SAME_KEY, [str(key)])


def test_a_worry_that_the_database_ended_is_kept_by_trying_again(house, world):
    key, holds = uuid.uuid4(), threading.Event()
    said = {"sentence": "She does not answer.", "person": world.person, "by": world.user}
    record_concern(key=uuid.uuid4(), **said)
    other = threading.Thread(target=stand_in_the_way, args=(house, world.user.pk, key, holds))
    other.start()
    assert holds.wait(20)

    kept = record_concern(key=key, **said)

    other.join(30)
    assert not other.is_alive()
    assert (kept.pk, Concern.objects.filter(pk=key).count()) == (key, 1)
    assert list(ConcernStep.objects.filter(concern=kept).values_list("number", flat=True)) == [1, 2]


class Ended(Exception):
    sqlstate = "40P01"


@pytest.mark.parametrize(("wrong", "tries"), [(Ended(), TIMES), (ValueError(), 1)])
def test_it_is_tried_three_times_and_only_after_a_deadlock(database, wrong, tries):
    asked = []

    @again_after_deadlock
    def act() -> None:
        asked.append(1)
        raise OperationalError from wrong

    with pytest.raises(OperationalError):
        act()
    assert len(asked) == tries


def test_inside_a_transaction_nothing_is_tried_again(database):
    asked = []

    @again_after_deadlock
    def act() -> None:
        asked.append(connection.in_atomic_block)
        raise OperationalError from Ended()

    with pytest.raises(OperationalError), transaction.atomic():
        act()
    assert asked == [True]
