"""The services of the apps above leave a news row as well, or are silent for a reason that is written down."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from peersupport.accounts import services as accounts
from peersupport.accounts.models import Program
from peersupport.desk import services as desk
from peersupport.people.models import News
from tests.people.house import House, link, news, services_of
from tests.people.silent import SILENT_ABOVE

ABOVE: dict[str, tuple[Callable[[House], Any], str]] = {
    "desk.let_go": (
        lambda h: (link(h), News.objects.all().delete(), desk.let_go(user=h.peer.user, by=h.admin)),
        "Ana link_ended, Bo link_ended",
    ),
    "desk.change_program": (lambda h: change_level(h, desk), "Ana level, Bo level"),
    "accounts.change_program": (lambda h: change_level(h, accounts), "Ana level, Bo level"),
}


def change_level(house: House, app: Any) -> None:
    """Both are in one program, which keeps more from now on."""
    program = house.ana.program
    Program.objects.filter(pk=program.pk).update(level="brief")
    type(house.bo).objects.filter(pk=house.bo.pk).update(program=program)
    News.objects.all().delete()
    app.change_program(
        program=program, level="together", names=program.names, time_zone="UTC",
        supervision_model=program.supervision_model, by=house.admin,
    )  # fmt: skip


def test_no_service_above_is_left_out_and_each_silent_one_has_a_reason():
    told = set(ABOVE)
    silent = {f"{app.rpartition('.')[2]}.{name}" for app, reasons in SILENT_ABOVE.items() for name in reasons}
    offered = {
        f"{app.rpartition('.')[2]}.{name}"
        for app in SILENT_ABOVE
        for name in services_of(import_module(f"{app}.services"), app)
    }

    assert (offered - told - silent, told & silent, (told | silent) - offered) == (set(), set(), set())
    assert all(reason for reasons in SILENT_ABOVE.values() for reason in reasons.values())


@pytest.mark.parametrize("name", ABOVE)
def test_who_is_concerned_finds_it_in_their_news(name):
    act, expected = ABOVE[name]
    house = House()

    act(house)

    assert news() == expected
