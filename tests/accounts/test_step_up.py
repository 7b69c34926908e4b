""" "Is it you?" before something is given away, widened or taken along, and what was typed is not lost."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from peersupport.accounts.models import Membership, StaffInvitation
from peersupport.accounts.roles import Role
from peersupport.api.models import Token
from peersupport.core import clock
from peersupport.people import services as people
from peersupport.people.models import BlockedStaff, ProposedLink, SupervisionLink
from tests import factories
from tests.factories import PASSWORD, sign_in
from tests.sessions_app.world import Two

AGAIN, BY_CODE = "/account/reauthenticate/", "/account/reauthenticate/code/"
TOKENS = "/account/tokens/"


@pytest.fixture
def office():
    return factories.make_admin(password=PASSWORD)


@pytest.fixture
def stale(office):
    """A browser of the office in which nobody said who they are for six minutes."""
    return sign_in(office, minutes_ago=6)


def answer(client, asked, **values):
    """Follow to the question and answer it with the password."""
    to = dict(part.split("=") for part in asked["Location"].partition("?")[2].split("&"))["next"]
    said = {"password": PASSWORD, "next": to.replace("%2F", "/").replace("%3F", "?").replace("%3D", "=")}
    return client.post(AGAIN, said | values)


def pages(office):
    peer = factories.make_peer(agency=office.agency)
    person = factories.make_person(agency=office.agency)
    return [
        reverse("sharing:let_in_ask", args=[person.pk]),
        reverse("desk:link_add", args=[peer.pk]),
        reverse("desk:task_give", args=[peer.user_id]),
        "/manage/invitations/add/",
        "/take-along/people/",
        "/take-along/people/?role=x",
        TOKENS + "?make=1",
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_page_that_widens_asks_first_and_leads_back(office, stale, number):
    address = pages(office)[number]
    assert sign_in(office, minutes_ago=4).get(address).status_code == 200

    asked = stale.get(address)
    assert (asked.status_code, asked["Location"].partition("?")[0]) == (302, AGAIN)
    back = answer(stale, asked)

    assert (back.status_code, back["Location"]) == (302, address)
    assert stale.get(address).status_code == 200


def test_what_was_sent_goes_through_after_the_answer(office, stale):
    colleague = factories.make_staff(Role.PEER, agency=office.agency)
    asked = stale.post(reverse("desk:task_give", args=[colleague.pk]), {"role": Role.CLINICAL_SUPERVISOR})
    assert not Membership.objects.filter(user=colleague, role=Role.CLINICAL_SUPERVISOR).exists()
    assert stale.post(AGAIN, {"password": "a guess"}).status_code == 200

    done = answer(stale, asked)

    assert done["Location"] == reverse("desk:staff_page", args=[colleague.pk])
    assert Membership.objects.filter(user=colleague, role=Role.CLINICAL_SUPERVISOR).exists()


def test_a_form_with_a_fault_comes_back_with_its_own_address(stale):
    asked = stale.post("/manage/invitations/add/", {"name": "Robin"})

    shown = answer(stale, asked)

    assert shown.status_code == 422
    assert 'action="/manage/invitations/add/"' in shown.content.decode()
    assert 'value="Robin"' in shown.content.decode()
    assert not StaffInvitation.objects.exists()


def test_a_form_left_behind_does_not_go_through_later(office, stale):
    colleague = factories.make_staff(Role.PEER, agency=office.agency)
    address = reverse("desk:task_give", args=[colleague.pk])
    stale.post(address, {"role": Role.CLINICAL_SUPERVISOR})

    back = answer(stale, stale.get(address))

    assert (back.status_code, back["Location"]) == (302, address)
    assert not Membership.objects.filter(user=colleague, role=Role.CLINICAL_SUPERVISOR).exists()


def test_a_token_is_made_and_shown_once_after_the_answer(stale):
    listed = stale.get(TOKENS)
    assert (listed.status_code, "Make it" in listed.content.decode()) == (200, False)

    shown = answer(stale, stale.post(TOKENS, {"name": "laptop"}))

    assert "Your new token" in shown.content.decode()
    assert Token.objects.get().name == "laptop"


def test_a_link_is_confirmed_after_the_answer(office, stale):
    asking = factories.make_staff(Role.ADMIN, Role.CLINICAL_SUPERVISOR, agency=office.agency)
    told = {"peer": factories.make_peer(agency=office.agency), "kind": "senior", "by": asking}
    proposal = people.propose_link(
        supervisor=factories.make_supervisor("senior", agency=office.agency), **told
    )
    assert isinstance(proposal, ProposedLink)
    asked = stale.post(reverse("desk:link_confirm", args=[proposal.pk]))
    assert not SupervisionLink.objects.exists()

    assert answer(stale, asked)["Location"] == "/manage/supervision/"

    assert SupervisionLink.objects.get().confirmed_by == office


def test_a_file_is_asked_for_again_on_its_own_page(office, stale):
    asked = stale.post("/take-along/people/", {"why": "overview"})

    back = answer(stale, asked)

    assert back["Location"] == "/take-along/people/"
    taken = stale.post("/take-along/people/", {"why": "overview"})
    assert taken["Content-Disposition"].startswith("attachment")


def test_a_person_without_a_password_gets_a_code_and_their_own_list():
    own = factories.give_account(Two().person)
    client = sign_in(own, minutes_ago=6)
    asked = client.post("/my/take-along/")
    assert asked["Location"] == BY_CODE + "?next=%2Fmy%2Fmeetings%2F"
    page = client.get(asked["Location"])
    assert ("Send me a code" in page.content.decode(), len(mail.outbox)) == (True, 0)

    client.post(BY_CODE, {"action": "send", "next": "/my/meetings/"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE).group()
    before = client.cookies["sessionid"].value
    back = client.post(BY_CODE, {"code": f" {code.lower()} ", "next": "/my/meetings/"})

    assert (back["Location"], mail.outbox[-1].to) == ("/my/meetings/", [own.email])
    assert client.cookies["sessionid"].value != before
    assert client.post("/my/take-along/")["Content-Disposition"].startswith("attachment")


def test_a_code_works_three_times_ten_minutes_and_in_one_browser(office):
    first, other = (sign_in(office, minutes_ago=6) for _ in range(2))
    first.post(BY_CODE, {"action": "send"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE).group()

    assert other.post(BY_CODE, {"code": code}).status_code == 422
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert first.post(BY_CODE, {"code": code}).status_code == 422
    wrong = [first.post(BY_CODE, {"code": "ABC-DEF"}).status_code for _ in range(3)]
    assert (wrong, first.post(BY_CODE, {"code": code}).status_code) == ([422] * 3, 422)
    assert first.get(TOKENS + "?make=1").status_code == 302


def test_the_question_leads_nowhere_else(office, stale):
    stale.post(BY_CODE, {"action": "send", "next": "https://elsewhere.example/"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE).group()

    assert stale.post(BY_CODE, {"code": code, "next": "https://elsewhere.example/"})["Location"] == "/"


def test_a_sign_in_with_the_form_counts_for_five_minutes(client, office):
    EmailAddress.objects.create(user=office, email=office.email, verified=True, primary=True)
    client.post("/account/login/", {"login": office.email, "password": PASSWORD})

    assert client.get("/manage/invitations/add/").status_code == 200
    with clock.set_to(clock.now() + timedelta(minutes=5)):
        assert client.get("/manage/invitations/add/")["Location"].startswith(AGAIN)


def test_whoever_has_no_business_there_is_not_asked():
    peer = factories.make_peer()
    client = sign_in(peer.user, minutes_ago=60)

    assert client.get("/manage/invitations/add/").status_code == 404
    assert client.get(reverse("desk:link_add", args=[peer.pk])).status_code == 404


def test_narrowing_never_asks(office, stale):
    peer = factories.make_peer(agency=office.agency)
    link = factories.make_link(peer=peer)
    two = Two()
    own = sign_in(factories.give_account(two.person), minutes_ago=60)

    stale.post(reverse("desk:link_end", args=[link.pk]))
    stale.post(reverse("desk:staff_leave", args=[peer.user_id]))
    own.post(reverse("my_record:keep_away_add", args=[two.user.pk]))

    link.refresh_from_db()
    peer.user.refresh_from_db()
    assert (link.ended_at is not None, peer.user.is_active) == (True, False)
    assert BlockedStaff.objects.filter(person=two.person, user=two.user).exists()
