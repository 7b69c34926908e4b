"""The services of the apps above leave a news row as well, or are silent for a reason that is written down."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from peersupport.accounts import services as accounts
from peersupport.accounts.models import Program
from peersupport.desk import services as desk
from peersupport.people.models import News
from sessions_app.services import answer_why_withheld, ask_why_withheld, decide_passage
from tests.people.house import House, link, news, services_of
from tests.people.silent import SILENT_ABOVE
from tests.sessions_app.reviewed import Reviewed

ABOVE: dict[str, tuple[Callable[[House], Any], str]] = {
    "desk.let_go": (
        lambda h: (link(h), News.objects.all().delete(), desk.let_go(user=h.peer.user, by=h.admin)),
        "Ana link_ended, Bo link_ended",
    ),
    "desk.change_program": (lambda h: change_level(h, desk), "Ana level, Bo level"),
    "sessions_app.return_review": (lambda h: reviewed().returned(), "Ana R. note_asked"),
    "sessions_app.decide_passage": (lambda h: withheld(reviewed()), "Ana R. withheld"),
    "sessions_app.answer_why_withheld": (lambda h: explained(reviewed()), "Ana R. why_told"),
    "accounts.change_program": (lambda h: change_level(h, accounts), "Ana level, Bo level"),
}


def reviewed() -> Reviewed:
    world = Reviewed()
    News.objects.all().delete()
    return world


def withheld(world: Reviewed) -> Any:
    return decide_passage(passage=world.asked_to_withhold(), agrees=True, by=world.clinical)


def explained(world: Reviewed) -> None:
    passage = ask_why_withheld(passage=withheld(world), by=world.me)
    News.objects.all().delete()
    answer_why_withheld(passage=passage, text="It is his to tell.", by=world.clinical)


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
