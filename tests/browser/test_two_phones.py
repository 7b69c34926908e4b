"""Choosing each other, saying goodbye together and coming back, on the phones of two people at once."""

from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, expect

from consent import services as consent_services
from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from peersupport.people.services import share_experience
from sessions_app.models import Connection, GoodbyePage
from tests import factories
from tests.support.look import faults

PHONE = {"width": 360, "height": 640}


def phone(browser: Browser, live: str, user: User, **options: Any) -> Page:
    context = browser.new_context(viewport=PHONE, has_touch=True, **options)
    cookie = factories.sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


@pytest.fixture
def two() -> tuple[Any, Any]:
    """A person with their own space, and a peer with room who tells something of themselves."""
    person = factories.make_person(program=factories.make_program(level="together"), name="Ana")
    peer = factories.make_peer(agency=person.agency, name="Gabe Oak")
    for topic, text in (("still_hard", "Mondays."), ("helped", "A garden."), ("was_hard", "Two winters.")):
        share_experience(peer=peer, topic=topic, text=text, audience="choosing", by=peer.user)
    factories.give_account(person)
    return person, peer


@pytest.mark.parametrize("language", ["en", "es"])
def test_offer_and_acceptance_on_two_phones(two: Any, browser: Browser, live: str, language: str) -> None:
    person, peer = two
    User.objects.filter(agency=person.agency_id).update(language=language)
    hers, his = phone(browser, live, person.user), phone(browser, live, peer.user, color_scheme="dark")

    def said(text: str, **values: str) -> str:
        with override(language):
            return gettext(text) % values if values else gettext(text)

    hers.goto(live)
    hers.get_by_role("link", name=said("Find someone to walk with me")).click()
    told = hers.locator("main").inner_text()
    assert told.index("Two winters.") < told.index("A garden.") < told.index("Mondays.")
    assert faults(hers) == {}

    hers.get_by_role("button", name=said("I'd like to walk with them")).tap()
    wish = said("%(name)s can see your wish. It starts when they say yes too.", name="Gabe")
    expect(hers.get_by_text(wish)).to_be_visible()
    assert faults(hers) == {}

    his.goto(live)
    expect(his.get_by_text(said("read what you share and would like to walk with you"))).to_be_visible()
    assert faults(his) == {}
    his.get_by_role("link", name="Ana", exact=True).click()
    expect(his.locator("main").get_by_text("English")).to_be_visible()
    assert faults(his) == {}
    his.get_by_role("button", name=said("Yes")).tap()
    expect(his.get_by_text(said("Your yes is written down."))).to_be_visible()

    hers.reload()
    both = {"mine": said("Today"), "name": "Gabe", "theirs": said("Today")}
    yeses = said("You said yes: %(mine)s. %(name)s said yes: %(theirs)s.", **both)
    expect(hers.get_by_text(yeses)).to_be_visible()
    hers.goto(live)
    expect(hers.get_by_text(said("%(name)s and you walk together now.", name="Gabe"))).to_be_visible()
    assert faults(hers) == {}
    assert Pairing.objects.get().state == "active"


def test_a_kind_not_now_on_two_phones_and_a_wish_taken_back(two: Any, browser: Browser, live: str) -> None:
    person, peer = two
    hers, his = phone(browser, live, person.user), phone(browser, live, peer.user)
    hers.goto(live + "/my/peer/choose/")
    hers.get_by_role("button", name="I'd like to walk with them").tap()
    hers.get_by_role("button", name="Undo").tap()
    expect(hers.get_by_text("You can come back to this whenever you like.")).to_be_visible()
    assert Pairing.objects.get().state == "not_now"
    hers.goto(live + "/my/peer/choose/")
    hers.get_by_role("button", name="I'd like to walk with them").tap()
    expect(hers.get_by_role("button", name="Undo")).to_be_visible()

    his.goto(live)
    his.get_by_role("link", name="Not now").click()
    his.get_by_label("Ask me again in a while, if you like.").check()
    assert faults(his) == {}
    his.get_by_role("button", name="Say not now").tap()
    expect(his.get_by_text("Not now. That is fine.")).to_be_visible()

    hers.goto(live + "/my/peer/")
    expect(hers.get_by_text("Ask me again in a while, if you like.")).to_be_visible()
    expect(hers.get_by_text("It says nothing about you. Other peers have room.")).to_be_visible()
    assert faults(hers) == {}
    hers.get_by_role("button", name="All right").tap()
    expect(hers.get_by_text("Nobody walks with you at the moment")).to_be_visible()


def test_goodbye_made_together_and_back_in_one_tap_each(two: Any, browser: Browser, live: str) -> None:
    person, peer = two
    pairing = factories.make_pairing(person=person, peer=peer)
    _agree(person, peer)
    hers, his = phone(browser, live, person.user), phone(browser, live, peer.user)
    his.goto(f"{live}/people/pairings/{pairing.pk}/end/")
    his.get_by_role("link", name="Write the page together").click()
    his.get_by_label("Tuesday choir").check()
    his.get_by_label("What they take along").fill("The habit of asking twice.")
    assert faults(his) == {}
    his.get_by_role("button", name="Save and say goodbye for now").tap()
    expect(his.get_by_text("The habit of asking twice.")).to_be_visible()
    assert faults(his) == {}

    hers.goto(live)
    hers.get_by_role("button", name="Walk with Gabe again").tap()
    expect(hers.get_by_text("You asked to walk together again.")).to_be_visible()
    assert faults(hers) == {}
    hers.goto(f"{live}/my/goodbye/{GoodbyePage.objects.get().pk}/")
    expect(hers.get_by_text("Tuesday choir")).to_be_visible()

    his.goto(live)
    expect(his.get_by_text("would like to walk with you again")).to_be_visible()
    his.get_by_role("button", name="Yes").tap()
    expect(his.get_by_text("You walk together again.")).to_be_visible()
    pairing.refresh_from_db()
    assert (pairing.state, pairing.person.gate.consent_id is not None) == ("active", True)


def _agree(person: Any, peer: Any) -> None:
    admin = factories.make_admin(agency=person.agency)
    with acting_as(peer.user.pk):
        policy = consent_services.start_policy(agency=person.agency, by=admin)
        consent_services.publish_policy(policy=policy, by=admin)
        consent_services.record_answer(
            person=person, answer="yes", language="en", way="typed", signature="A", by=peer.user
        )
        Connection(
            agency=person.agency,
            person=person,
            peer=peer,
            text="Tuesday choir",
            goes_along="",
            state="part_of_it",
        ).save(force_insert=True)
