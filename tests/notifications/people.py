"""People who asked to be told of their meetings."""

from datetime import datetime, timedelta

from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Preference, Route
from peersupport.notifications.services import phone_index
from peersupport.people.models import ContactDetails
from sessions_app.models import SupportSession
from tests.sessions_app.world import Two

NUMBER = "+12025550143"


def way_of_person(two: Two, *, before: tuple[str, ...] = ("hours",), **values: object) -> Route:
    """The person asked for text messages about meetings, on a phone that is theirs."""
    ContactDetails.objects.filter(person=two.person).update(may_text=True)
    route = Route.objects.create(
        agency_id=two.agency.pk, person=two.person, channel="sms", address=NUMBER, before=list(before),
        address_index=phone_index(NUMBER), **values,
    )  # fmt: skip
    Preference.objects.create(agency_id=two.agency.pk, route=route, kind=Kind.MEETING, wanted=True)
    return route


def minutes_before(session: SupportSession, minutes: int) -> datetime:
    return session.starts_at - timedelta(minutes=minutes)
