"""The few doors of each role, in the order of use. One table, so that a role's menu can be read at a glance."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role


@dataclass(frozen=True)
class Door:
    label: Promise
    route: str
    also: tuple[str, ...] = ()  # addresses behind this door that don't begin with its own

    @property
    def url(self) -> str:
        return reverse(self.route)

    def leads_to(self, path: str) -> bool:
        inside = path == self.url if self.url == "/" else path.startswith(self.url)
        return inside or path.startswith(self.also)


TODAY = Door(_("Today"), "home:index", also=("/day/", "/on-call/", "/concerns/"))
PEOPLE = Door(_("People"), "people:person_list", also=("/plan/",))
MEETINGS = Door(_("Meetings"), "sessions_app:session_list", also=("/series/",))
GROUPS = Door(_("Groups"), "sessions_app:group_list", also=("/tally/",))
SUPERVISION = Door(_("Role"), "supervision:index")
HOUSE = Door(_("The house"), "desk:home", also=("/operate/",))
MY_SPACE = Door(_("My space"), "home:index")
OUR_MEETINGS = Door(_("Meetings"), "my_record:meeting_list")
AGREED = Door(_("Our agreement"), "my_record:agreement")

DOORS = {
    Role.PEER: [TODAY, PEOPLE, MEETINGS, GROUPS, SUPERVISION],
    Role.CLINICAL_SUPERVISOR: [TODAY, PEOPLE, MEETINGS, SUPERVISION],
    Role.SENIOR_PEER_SUPERVISOR: [TODAY, PEOPLE, MEETINGS, SUPERVISION],
    Role.ADMIN: [TODAY, PEOPLE, GROUPS, SUPERVISION, HOUSE],
    Role.PERSON: [MY_SPACE, OUR_MEETINGS, AGREED],
}


# Doors of a house that knows people by a name. One that only counts has them put away.
WITH_NAMES = {PEOPLE}


def doors_for(user: User) -> list[Door]:
    """The doors of all roles the user has today, each once, as far as the house needs them."""
    doors = [door for role in DOORS if role in user.roles for door in DOORS[role]]
    put_away = set() if user.agency.keeps_names else WITH_NAMES
    return [door for door in dict.fromkeys(doors) if door not in put_away]
