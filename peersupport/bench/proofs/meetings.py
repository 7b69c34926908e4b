"""Some meetings and goals in a small house, made through the services."""

import uuid
from datetime import timedelta

from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app import local_time
from sessions_app.entry import SessionEntry
from sessions_app.services import complete_session, plan_session
from sessions_app.services.plan import add_goal

from .house import ZONE, SmallHouse


def some_meetings(house: SmallHouse) -> None:
    """With each person one that was written down and one to come, and something that matters to them."""
    peer = house.peer.user
    now = local_time.to_local(clock.now(), ZONE).replace(second=0, microsecond=0, fold=0)
    for number, person in enumerate(house.people):
        entry = SessionEntry(
            local_start=(now - timedelta(days=number + 1)).replace(hour=12),
            minutes=40,
            kinds=("emotional",),
            text="We sat by the river.",
            own_words="It was good.",
            own_words_by="them",
            read_together=True,
        )
        with acting_as(peer.pk):
            add_goal(person=person, text="See the sea", idea_of="them", by=peer)
            complete_session(key=uuid.uuid4(), person=person, entry=entry, by=peer)
            plan_session(
                key=uuid.uuid4(),
                person=person,
                local_start=(now + timedelta(days=number + 1)).replace(hour=12),
                minutes=40,
                by=peer,
            )
