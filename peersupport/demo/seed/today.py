"""What lies on the tables this morning: meetings to come, meetings nobody wrote down yet, drafts, stand-ins."""

import itertools
import uuid
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from consent.models import ConfidentialityPolicy
from consent.services import save_talk
from peersupport.accounts.models import User
from peersupport.people import services as people
from sessions_app.forms.log import SessionForm
from sessions_app.services import plan_session, save_draft

from .cast import Cast, living
from .data import day, dice, load
from .history import Diary, is_holiday
from .story import Story

# Planned with these, so many days ago, and nobody said yet how it went.
NOT_WRITTEN_DOWN = {
    "Big Lou": 1,
    "Ana R.": 1,
    "Tyrell J.": 2,
    "Zainab": 1,
    "Walter B.": 2,
    "Nizhoni": 1,
    "Keisha T.": 3,
    "Corey V.": 3,
    "Soo-ah": 1,
}
# They have begun to talk about what stays private. Not everybody is there in a small house.
BROKEN_OFF = {"Sunny", "Eamon"}


def set_the_tables(cast: Cast, stories: list[Story], diary: Diary) -> None:
    active = [story for story in stories if _is_walking(story)]
    by_name = {story.person.name: story for story in stories}
    for name in cast.peers:
        walking = [story for story in active if story.walks[-1].peer == name]
        walking.sort(key=lambda story: dice("coming", story.person.name).random())
        _plan_ahead(cast, name, walking, diary)
    for name, days_ago in NOT_WRITTEN_DOWN.items():
        _plan(cast, by_name[name], diary, ahead=-days_ago, hour=16, minutes=60)
    _leave_drafts(cast, by_name)
    for name in sorted(BROKEN_OFF & by_name.keys()):
        _break_off_a_talk(cast, by_name[name])
    _stand_in(cast, by_name["Rosalind"])
    _let_in(cast, by_name["Faith N."])


def _is_walking(story: Story) -> bool:
    pairing = story.pairings.get(story.walks[-1].peer)
    person = story.person
    is_over = story.walks[-1].until is not None or person.paused is not None or person.only_offered
    return pairing is not None and not is_over and person.consent not in {"not_today", "declined"}


def _plan_ahead(cast: Cast, name: str, walking: list[Story], diary: Diary) -> None:
    """Today and tomorrow for every peer, and some days after for those with more than one person."""
    known = [story for story in walking if story.walks[-1].since >= 0]
    turns = itertools.cycle(known)
    for ahead, hour in _coming(cast, name) if known else ():
        if len(known) > 1 or (ahead < 2 and hour < 12):
            minutes = dice(name, ahead, hour).choice([30, 45, 60, 60, 90])
            _plan(cast, next(turns), diary, ahead=ahead, hour=hour, minutes=minutes)
    for story in walking:
        if story not in known:
            _plan(cast, story, diary, ahead=1, hour=11, minutes=45, place="jail")


def _coming(cast: Cast, name: str) -> list[tuple[int, int]]:
    """Days from today and hours of the day at which this peer will meet somebody."""
    chance = dice("coming", name)
    later = [
        ahead
        for ahead in range(2, 11)
        if day(cast.today, -ahead).weekday() < 6 and not is_holiday(day(cast.today, -ahead))
    ]
    days = [(ahead, chance.choice([9, 11, 13, 14, 15, 17])) for ahead in sorted(chance.sample(later, 4))]
    return [(0, 10), (0, 16), (1, 9), (1, 14), *days]


def _plan(
    cast: Cast, story: Story, diary: Diary, *, ahead: int, hour: int, minutes: int, place: str = ""
) -> None:
    """A meeting `ahead` days from today (negative: it was to be, and nobody said yet how it went)."""
    chance = dice("plan", story.person.name, ahead)
    peer = cast.users[story.walks[-1].peer]
    wanted = datetime.combine(day(cast.today, -ahead), time(hour, chance.choice([0, 0, 15, 30])))
    start = diary.find(peer.name, wanted, minutes)
    if start is None:
        return
    decided = min(cast.at(2, 18), cast.at(-ahead + 1, 18))
    with living(decided, peer):
        plan_session(
            key=uuid.UUID(int=chance.getrandbits(128), version=4), person=story.row, local_start=start,
            minutes=minutes, way=chance.choice(["in_person", "in_person", "out", "phone"]), place=place, by=peer,
        )  # fmt: skip


def _leave_drafts(cast: Cast, stories: dict[str, Story]) -> None:
    for entry in load("unfinished")["drafts"]:
        story = stories[entry["person"]]
        peer, moment = cast.users[story.walks[-1].peer], cast.at(entry["days_ago"], 20)
        chance = dice("draft", entry["person"])
        key = uuid.UUID(int=chance.getrandbits(128), version=4)
        with living(moment, peer):
            save_draft(
                key=key, person=story.row, form_version=SessionForm.VERSION,
                payload=_typed(entry, story, key, moment), by=peer,
            )  # fmt: skip


def _break_off_a_talk(cast: Cast, story: Story) -> None:
    """They go on when they meet next."""
    peer = cast.users[story.walks[-1].peer]
    policy = ConfidentialityPolicy.objects.published_for(cast.agency)
    said = {
        "here": {"language": "en", "interpreter": "", "present": "my neighbour"},
        "promise": {"questions": "Can my landlord ask you about me?", "say_back": "", "keep_say_back": False},
        "at": "choices",
    }
    with living(cast.at(2, 15), peer):
        save_talk(person=story.row, policy=policy, said=said, by=peer)


def _typed(entry: dict[str, Any], story: Story, key: uuid.UUID, moment: datetime) -> dict[str, list[str]]:
    """The fields of the form as a browser sends them."""
    start = moment.astimezone(ZoneInfo(story.zone.key)) - timedelta(hours=4)
    fields = {
        "key": [str(key)],
        "person": [str(story.row.pk)] if story.row else [],
        "minutes": [str(entry["minutes"])],
        "when": ["day"],
        "start_date": [start.date().isoformat()],
        "start_time": [start.strftime("%H:00")],
    }
    return fields | {name: list(map(str, values)) for name, values in entry["typed"].items()}


def _stand_in(cast: Cast, story: Story) -> None:
    """Priya for Noor with one person, Gloria for Curtis with one peer, both for a while."""
    office = cast.office
    until = day(cast.today, -10)
    with living(cast.at(4, 11), office):
        cover = people.offer_pairing(
            person=story.row, peer=cast.peers["Priya Raghunathan"], covers_for=cast.peers["Noor Haddad"],
            ends_on=until, by=office,
        )  # fmt: skip
        people.link_supervision(
            peer=cast.peers["Lenora Tsosie"], supervisor=cast.users["Gloria Ontiveros"], kind="senior",
            covers_for=cast.users["Curtis Hale"], ends_on=until, by=office,
        )  # fmt: skip
    with living(cast.at(4, 13), cast.users["Priya Raghunathan"]):
        people.peer_says_yes(pairing=cover, by=cast.users["Priya Raghunathan"])
        people.record_persons_yes(pairing=cover, by=cast.users["Priya Raghunathan"])


def _let_in(cast: Cast, story: Story) -> None:
    """The person herself shows somebody when and how long, for two months, and not a word more."""
    own = User.objects.get(pk=story.row.user_id)
    with living(cast.at(12, 19), own):
        people.grant_access(
            person=story.row,
            user=cast.users["Mei-Ling Zhou"],
            audience="senior",
            contents=["facts"],
            reason="to see how often we met, for the rent office",
            ends_at=cast.at(12, 19) + timedelta(days=60),
            confirmed_by=None,
            by=own,
        )
