"""The demo agency: eighteen months of a house that never was, lived through the services with the clock set back."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from consent.services import find_reminders
from peersupport.core import clock

from . import data, together
from .cast import Cast, fill_rooms, found_house, second_policy_at
from .choosing import choose_each_other
from .concerns import worry_about_people
from .desk import furnish_desk
from .drift_signals import see_what_changes
from .exchange import bring_lists
from .going_out import let_things_out
from .groups import gather
from .hard_times import write_for_hard_times
from .held import leave_as_they_are
from .history import Walk, walks
from .messages import say_what_comes
from .next_door import found_next_door
from .off_role import stand_by_roles, think_boundaries_through
from .on_call import keep_watch
from .plan import make_plans
from .promise import open_third, publish_first, publish_second
from .pulses import take_pulses
from .reviews import review_notes
from .role import say_what_a_peer_does
from .rooms import meet_in_rooms
from .series import meet_again_and_again
from .story import Story
from .structure import stand_with_two
from .today import set_the_tables
from .two_voices import answer_notes

Progress = Callable[[int, int, str], None]


def accounts() -> list[dict[str, str]]:
    """Who can be tried out: role, e-mail, password, name."""
    told = data.load("agency")
    return [
        {"role": role, "email": _email(role, name), "password": told["password"], "name": name}
        for role, name in told["accounts"]
    ]


def _email(role: str, name: str) -> str:
    told = data.load("agency")
    if role == "person":
        return data.email_of(name, told["agency"]["domain"])
    if role == "peer of another agency":
        return data.email_of(name.split(maxsplit=1)[0], told["other"]["agency"]["domain"])
    return data.staff_email(name)


def seed_demo(progress: Progress | None = None, *, size: float = 1.0, shared: bool | None = None) -> None:
    """Fill an empty database. `size` below 1 makes fewer people and meetings, with every state still there.

    `shared`: in two processes (by default where that is possible).
    """
    now = clock.now().replace(second=0, microsecond=0)
    today = now.astimezone(ZoneInfo(data.load("agency")["agency"]["zone"])).date()
    found, diary = walks(data.people(size), today=today, size=size)
    cast = found_house(today=today, now=now)
    publish_first(cast, cast.at(data.FOUNDED_DAYS - 3, 10))
    stories = _stories(cast, found)
    change = second_policy_at(cast)
    live = together.live_shared if (together.can_share() if shared is None else shared) else together.live
    live(
        stories,
        [change, now + timedelta(seconds=1)],
        between=lambda: publish_second(cast, change),
        tell=_counter(progress, sum(len(story.coming) for story in stories)),
    )
    together.recall(cast, stories)
    set_the_tables(cast, stories, diary)
    gather(cast, stories)
    meet_again_and_again(cast, stories, diary)
    make_plans(cast, stories)
    write_for_hard_times(cast, stories)
    answer_notes(cast, stories)
    choose_each_other(cast, stories)
    let_things_out(cast, stories)
    review_notes(cast)
    _supervise(cast)
    bring_lists(cast)
    furnish_desk(cast)
    keep_watch(cast)
    worry_about_people(cast)
    fill_rooms(cast)
    open_third(cast)
    see_what_changes(cast)
    find_reminders(agency_id=cast.agency.pk)
    say_what_comes(cast, stories)
    found_next_door(today=today)


def _supervise(cast: Cast) -> None:
    """What peers and their two supervisors have to do with each other."""
    say_what_a_peer_does(cast)
    stand_with_two(cast)
    take_pulses(cast)
    leave_as_they_are(cast)
    stand_by_roles(cast)
    think_boundaries_through(cast)
    meet_in_rooms(cast)


def _stories(cast: Cast, found: list[Walk]) -> list[Story]:
    by_person: dict[str, list[Walk]] = {}
    for walk in found:
        by_person.setdefault(walk.person.name, []).append(walk)
    return [Story(cast, own[0].person, own) for own in by_person.values()]


def _counter(progress: Progress | None, total: int) -> Callable[[int], None]:
    """Adds up what the processes report: progress(done, total, text)."""
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        if progress is not None:
            progress(done, total, "things that happened")

    return tell
