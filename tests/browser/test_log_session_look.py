"""Every page about meetings: axe finds nothing, nothing covers a control, nothing runs off sideways."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from peersupport.people.models import LeaveOut
from sessions_app.models import SupportSession
from sessions_app.services import mark_not_met
from tests import factories
from tests.sessions_app.world import Two, an_entry, wall
from tests.support.look import faults

THEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
WIDTHS = {"small": (320, 568), "phone": (360, 640), "wide": (1280, 800)}


def opened(browser: Browser, live: str, user: object, scheme: str, size: str = "phone") -> Page:
    width, height = WIDTHS[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    session = factories.sign_in(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live}])
    return context.new_page()


def of(session: SupportSession, name: str) -> str:
    return reverse(f"sessions_app:{name}", args=[session.pk])


def pages(two: Two) -> Iterator[str]:
    """One address of every kind, full of things."""
    log, plan = reverse("sessions_app:session_log"), reverse("sessions_app:session_plan")
    LeaveOut.objects.create(agency=two.agency, person=two.person, text="A name")
    yield log
    yield plan
    yield f"{plan}?person={two.person.pk}"
    yield f"{log}?person={two.person.pk}"
    for level in ("attendance", "together", "billable"):
        yield f"{log}?person={Two(peer=two.peer, level=level).person.pk}"
    yield f"{log}?person={Two(peer=two.peer, agreed=False).person.pk}"
    done = two.complete(
        an_entry(own_words="Good.", next_step="Again", shared_story=True, why_shared="me_too")
    )
    to_come, missed = two.plan(local_start=wall(days=1)), two.plan_now()
    mark_not_met(session=missed, by=two.user)
    yield reverse("sessions_app:session_list")
    yield reverse("sessions_app:session_list") + "?state=planned"
    for session in (done, to_come, missed):
        yield of(session, "session_detail")
    yield of(done, "session_read")
    yield of(to_come, "session_met")
    yield of(to_come, "session_move")


@THEMES
def test_pages_of_meetings_have_no_faults(live: str, browser: Browser, scheme: str) -> None:
    two = Two()
    page = opened(browser, live, two.user, scheme)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    found = {}

    for address in pages(two):
        response = page.goto(live + address)
        assert response.status == 200, address
        found[address] = faults(page)

    assert ({address: fault for address, fault in found.items() if fault}, problems) == ({}, [])


@pytest.mark.parametrize(("size", "language"), [("small", "es"), ("wide", "en")])
def test_form_and_its_errors_fit_every_width(live: str, browser: Browser, size: str, language: str) -> None:
    two = Two(level="together")
    type(two.user).objects.filter(pk=two.user.pk).update(language=language)
    page = opened(browser, live, two.user, "light", size)
    page.goto(f"{live}/sessions/log/?person={two.person.pk}")
    page.locator("#add-more summary").click()

    assert faults(page) == {}

    page.locator(".ps-savebar__save").click()
    page.get_by_role("alert").wait_for()
    assert faults(page) == {}


def test_empty_pages_have_no_faults(live: str, browser: Browser) -> None:
    peer = factories.make_peer()
    page = opened(browser, live, peer.user, "light")

    for name in ("session_list", "session_log", "session_plan"):
        page.goto(live + reverse(f"sessions_app:{name}"))
        assert faults(page) == {}, name


def test_question_why_has_no_faults(live: str, browser: Browser) -> None:
    two = Two()
    session = two.complete()
    supervisor = factories.make_link(peer=two.peer).supervisor
    page = opened(browser, live, supervisor, "dark")

    page.goto(live + of(session, "session_detail"))

    assert faults(page) == {}
