"""A peer with people, both supervisors and an office; answers are given through the services on a day that is set."""

from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.principal import acting_as
from supervision import services
from supervision.pulse_items import items_of_quarter, quarter_of, workplace_items
from tests import factories
from tests.sessions_app.world import ZONE

JANUARY, MARCH, MAY, JUNE, JULY = (date(2026, month, 20) for month in (1, 3, 5, 6, 7))


@contextmanager
def on(day: date, by: User | None = None):
    """It is noon of that day, and `by` acts."""
    with clock.set_to(datetime.combine(day, time(12), ZoneInfo(ZONE))), acting_as(by.pk if by else None):
        yield


def day_there(at: datetime) -> date:
    """What the calendar of the house shows at that instant."""
    return at.astimezone(ZoneInfo(ZONE)).date()


class PulseWorld:
    def __init__(self) -> None:
        self.agency = factories.make_agency(time_zone=ZONE)
        self.office = factories.make_admin(agency=self.agency)
        self.peer = factories.make_peer(agency=self.agency, name="Gabe Thibodeaux")
        self.program = factories.make_program(agency=self.agency)
        self.senior, self.clinical = (
            factories.make_link(peer=self.peer, kind=kind, made_by=self.office).supervisor
            for kind in ("senior", "clinical")
        )

    def person(self) -> User:
        """Somebody with a phone who walks with the peer."""
        person = factories.make_person(program=self.program, added_by=self.office)
        factories.make_pairing(person=person, peer=self.peer)
        return factories.give_account(person)

    def people_say(self, day: date, answers: list[int], *, text: str = "") -> None:
        """As many new people as there are answers, each with the same word for every sentence."""
        for answer in answers:
            user = self.person()
            with on(day, user):
                said = {item.id: answer for item in items_of_quarter(quarter_of(day))}
                services.answer_about_peer(peer=self.peer, answers=said, text=text, by=user)

    def sheets_say(self, day: date, answers: list[int]) -> None:
        for answer in answers:
            with on(day, self.office):
                said = {item.id: answer for item in items_of_quarter(quarter_of(day))}
                services.enter_sheet(peer=self.peer, answers=said, by=self.office)

    def peers_say(self, day: date, answers: list[int]) -> None:
        """As many new peers of the house as there are answers about working here."""
        for answer in answers:
            user = factories.make_peer(agency=self.agency).user
            with on(day, user):
                said = {item.id: answer for item in workplace_items()}
                services.answer_workplace(answers=said, by=user)
