"""The page of who is on call: one card where it is the same, and a door to fill a gap for whoever may."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.safety.models import ReportingDuty
from peersupport.safety.queries.now import on_call_page
from peersupport.safety.services import name_for_on_call
from tests import factories
from tests.factories import sign_in

from .concern_world import World
from .on_call import MONDAY, NightHouse, at

NOON = at("2026-11-30T12:00")


@pytest.fixture
def house(database):
    with clock.set_to(NOON):
        house = NightHouse()
        for name in ("Home Again", "Open House"):
            factories.make_program(agency=house.agency, names={"en": name})
        yield house


def text_of(response):
    return " ".join(response.content.decode().split())


def cards(user):
    return [(place.name, [human.name for human in place.now]) for place in on_call_page(user).places]


def test_where_only_the_house_has_a_line_it_is_one_card(house):
    house.plan(house.emeka, MONDAY, "08:00", "18:00")

    assert cards(house.office) == [("The whole house", ["Emeka"])]


def test_a_program_with_its_own_line_has_its_own_card(house):
    house.plan(house.emeka, MONDAY, "08:00", "18:00")
    house.plan(house.ruth, MONDAY, "08:00", "18:00", program=house.program)

    assert cards(house.office) == [
        ("Home Again, Open House", ["Emeka"]),
        ("Walk With Me", ["Ruth", "Emeka"]),
    ]


def test_a_house_of_one_program_shows_its_name():
    house = NightHouse()
    assert cards(house.office) == [("Walk With Me", [])]


def test_a_gap_opens_the_form_filled_in_for_the_office_and_for_who_may_be_on_call(house):
    house.plan(house.emeka, MONDAY, "18:00", "08:00", program=house.program)
    place = next(place for place in on_call_page(house.office).places if place.name == "Walk With Me")
    assert place.fill_url.endswith(f"?day=2026-11-30&start=12%3A00&end=18%3A00&program={house.program.pk}")
    for user, words in ((house.office, "Plan somebody for it"), (house.ruth, "Take it")):
        page = text_of(sign_in(user).get(reverse("safety:on_call")))
        assert place.fill_url.replace("&", "&amp;") in page
        assert words in page
        assert words in text_of(sign_in(user).get(reverse("safety:planner")))
    peer = factories.make_peer(agency=house.agency).user
    assert "Take it" not in text_of(sign_in(peer).get(reverse("safety:on_call")))

    form = sign_in(house.office).get(place.fill_url).context["form"]

    shown = {name: str(form[name].value()) for name in ("day", "start", "end", "program")}
    assert shown == {"day": "2026-11-30", "start": "12:00", "end": "18:00", "program": str(house.program.pk)}


def test_a_long_gap_and_a_link_that_is_none_leave_the_rest_to_be_said(house):
    place = on_call_page(house.office).places[0]
    assert place.fill_url.endswith("?day=2026-11-30&start=12%3A00")
    odd = sign_in(house.office).get(f"{reverse('safety:shift_add')}?day=x&start=%00&program=y&user=z")
    assert odd.status_code == 200


def test_what_nobody_looked_up_says_so_once(house):
    ReportingDuty.objects.create(
        agency=house.agency, category="child", must_report="unchecked", to_whom="The county",
        starts_on=MONDAY - timedelta(days=1), made_by=house.office,
    )  # fmt: skip
    page = text_of(sign_in(house.office).get(reverse("safety:duties")))
    assert (page.count("not checked"), page.count("The county")) == (4, 1)  # once for each of the four duties


def test_colleagues_are_called_under_the_number_they_gave_for_it():
    world = World()
    first = world.line[0]
    concern = world.worry()
    mine = sign_in(world.user)
    assert f"Call {first.name}" not in text_of(mine.get(f"/concerns/{concern.pk}/kept/"))

    name_for_on_call(user=first, phone="555 0177", by=world.office)
    name_for_on_call(user=world.user, phone="555 0178", by=world.office)

    for path in (f"/concerns/{concern.pk}/kept/", f"/concerns/{concern.pk}/"):
        assert 'href="tel:5550177"' in text_of(mine.get(path))
    assert 'href="tel:5550178"' in text_of(sign_in(first).get(f"/concerns/{concern.pk}/"))
