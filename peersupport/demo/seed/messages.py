"""What was said to colleagues on Monday, and what comes in the next minutes: a text message before a meeting."""

import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from consent.services import remind_of_agreements
from peersupport.accounts.models import Membership, User
from peersupport.core.local_time import to_local
from peersupport.home.services import tell_of_week
from peersupport.notifications.kinds import SUPERVISORS
from peersupport.notifications.services import choose_way
from peersupport.people.models import SupportedPerson
from peersupport.safety.services import remind_of_talks
from sessions_app.services import plan_session, remind_of_rhythm
from supervision.services import remind_of_own_work

from .cast import Cast, living
from .data import dice
from .story import Story

WANTS_A_TEXT = "Ana R."
# Two hours before it a message goes out: some minutes after the demo stands.
MEETS_IN = timedelta(hours=2, minutes=10)


def say_what_comes(cast: Cast, stories: list[Story]) -> None:
    _say_on_monday(cast)
    story = next(story for story in stories if story.person.name == WANTS_A_TEXT)
    person = SupportedPerson.objects.select_related("user", "program").get(pk=story.row.pk)
    _want_a_text(cast, person)
    _meet_soon(cast, person, cast.users[story.walks[-1].peer])


def _say_on_monday(cast: Cast) -> None:
    """As the tasks of the last Monday morning said it, and those of today."""
    zone = ZoneInfo(cast.agency.time_zone)
    monday = cast.agency.today() - timedelta(days=cast.agency.today().weekday())
    nine = datetime.combine(monday, time(9), zone)
    with living(nine if nine <= cast.now else nine - timedelta(days=7)):
        remind_of_own_work(agency_id=cast.agency.pk)
        remind_of_rhythm(agency_id=cast.agency.pk)
        supervisors = Membership.objects.filter(agency=cast.agency, role__in=SUPERVISORS, ended_at=None)
        for user in supervisors.order_by("user").values_list("user", flat=True).distinct():
            tell_of_week(user_id=user)
    with living(cast.now):
        remind_of_agreements(agency_id=cast.agency.pk)
        remind_of_talks(agency_id=cast.agency.pk)


def _want_a_text(cast: Cast, person: SupportedPerson) -> None:
    with living(cast.at(9, 19), person.user):
        choose_way(
            person=person, channel="sms", address="+1 202 555 0153", before=["hours"], sender="Marisol",
            language=person.language, by=person.user,
        )  # fmt: skip


def _meet_soon(cast: Cast, person: SupportedPerson, peer: User) -> None:
    start = to_local(cast.now + MEETS_IN, person.program.time_zone).replace(fold=0)
    key = uuid.UUID(int=dice("soon", WANTS_A_TEXT).getrandbits(128), version=4)
    with living(cast.at(1, 17), peer):
        plan_session(key=key, person=person, local_start=start, minutes=30, way="phone", by=peer)
