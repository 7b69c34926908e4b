import uuid

import pytest

from peersupport.audit import services as audit
from peersupport.core.principal import acting_as
from peersupport.people.models import AboutMe, BlockedStaff, ContactDetails, LeaveOut
from tests.factories import (
    give_account,
    make_admin,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    sign_in,
)

BAD = ["\x00", "a\x07b", "x\u202ey"]
PAGES = ["/my/contact/", "/my/about/", "/my/leave-out/", "/my/keep-away/"]


@pytest.fixture
def pairing():
    return make_pairing()


@pytest.fixture
def own(pairing):
    return give_account(pairing.person)


def opened(user, row):
    with acting_as(user.pk), audit.reading(by=user, purpose="own_record", via="person") as reading:
        return reading.open(row)


@pytest.mark.parametrize("path", PAGES)
def test_my_pages_are_nobody_elses(pairing, own, path):
    others = [pairing.peer.user, make_admin(agency=pairing.agency), make_link(peer=pairing.peer).supervisor]

    assert [sign_in(user).get(path).status_code for user in others] == [404] * 3
    assert sign_in(own).get(path).status_code == 200
    assert sign_in(own).put(path).status_code == 405


def test_how_to_reach_me_is_kept_and_shown_again(pairing, own):
    body = {"phone": "555-0142", "may_call": "on", "phone_is_shared": "on", "safe_hours": "before three"}
    client = sign_in(own)

    response = client.post("/my/contact/", body)

    contact = ContactDetails.objects.get(person=pairing.person)
    assert (response.status_code, response["Location"]) == (302, "/my/contact/")
    assert (contact.may_call, contact.may_text, contact.phone_is_shared) == (True, False, True)
    assert opened(own, contact).phone == "555-0142"
    assert 'value="before three"' in client.get("/my/contact/").content.decode()


def test_an_unlikely_phone_number_is_said_at_the_field(own):
    response = sign_in(own).post("/my/contact/", {"phone": "never", "safe_hours": "before three"})

    assert response.status_code == 422
    assert "This does not look like a phone number." in response.content.decode()
    assert 'value="before three"' in response.content.decode()


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("field", ["phone", "email", "address", "safe_hours", "other_way"])
def test_broken_letters_are_refused_in_every_field(own, field, bad):
    response = sign_in(own).post("/my/contact/", {field: f"12345{bad}6"})

    assert response.status_code == 422
    assert field in response.context["form"].errors


@pytest.mark.parametrize("bad", [*BAD, "", "   ", "\u200b", "x" * 1001])
@pytest.mark.parametrize("path", ["/my/about/", "/my/leave-out/"])
def test_a_line_that_says_nothing_or_is_broken_is_refused(own, path, bad):
    response = sign_in(own).post(path, {"text": bad, "audience": "paired"})

    assert response.status_code == 422
    assert "text" in response.context["form"].errors
    assert not AboutMe.objects.exists()
    assert not LeaveOut.objects.exists()


def test_a_line_about_me_has_an_audience_and_goes_at_once(own):
    client = sign_in(own)
    client.post("/my/about/", {"text": "O’Brien’s 👩‍👧 candle", "audience": "paired"})
    line = AboutMe.objects.get()
    assert (opened(own, line).text, line.audience) == ("O’Brien’s 👩‍👧 candle", "paired")
    assert "Can be read by: my peer" in client.get("/my/about/").content.decode()

    client.post(f"/my/about/{line.pk}/remove/")

    assert not AboutMe.objects.exists()


def test_an_invented_audience_is_refused(own):
    response = sign_in(own).post("/my/about/", {"text": "x", "audience": "everybody"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["audience"])


def test_what_we_leave_out_can_be_taken_away_again(own):
    client = sign_in(own)
    client.post("/my/leave-out/", {"text": "my brother"})
    line = LeaveOut.objects.get()
    assert "my brother" in client.get("/my/leave-out/").content.decode()

    client.post(f"/my/leave-out/{line.pk}/remove/")

    assert not LeaveOut.objects.exists()


@pytest.mark.parametrize("path", ["about", "leave-out"])
def test_lines_of_others_are_not_mine_to_take_away(own, path):
    other = make_person()
    line = (AboutMe if path == "about" else LeaveOut).objects.create(
        agency_id=other.agency_id, person=other, text="theirs"
    )

    assert sign_in(own).post(f"/my/{path}/{line.pk}/remove/").status_code == 404
    assert sign_in(own).get(f"/my/{path}/{line.pk}/remove/").status_code == 405
    assert sign_in(own).post(f"/my/{path}/{uuid.uuid4()}/remove/").status_code == 404


def test_keeping_somebody_away_counts_from_the_next_request_and_back(pairing, own):
    supervisor = make_link(peer=pairing.peer).supervisor
    client = sign_in(own)
    assert supervisor.first_name_only in client.get("/my/keep-away/").content.decode()
    assert sign_in(supervisor).get(f"/people/{pairing.person_id}/").status_code == 200

    client.post(f"/my/keep-away/{supervisor.pk}/")
    assert sign_in(supervisor).get(f"/people/{pairing.person_id}/").status_code == 404
    assert "Let in again" in client.get("/my/keep-away/").content.decode()

    client.post(f"/my/keep-away/{supervisor.pk}/let-in/")
    assert sign_in(supervisor).get(f"/people/{pairing.person_id}/").status_code == 200


def test_letting_in_whom_nobody_keeps_away_is_told(pairing, own):
    assert sign_in(own).post(f"/my/keep-away/{pairing.peer.user_id}/let-in/").status_code == 409


def test_only_staff_of_this_house_can_be_kept_away(own):
    strangers = [make_peer().user.pk, own.pk, uuid.uuid4()]

    assert [sign_in(own).post(f"/my/keep-away/{pk}/").status_code for pk in strangers] == [404] * 3
    assert not BlockedStaff.objects.exists()


def test_the_list_names_nobody_by_family_name(pairing, own):
    make_peer(agency=pairing.agency, name="Tomasz Wilk")

    content = sign_in(own).get("/my/keep-away/").content.decode()

    assert "Tomasz" in content
    assert "Wilk" not in content
