"""What is written about a peer's links: on their own page, beside their taps, and from a form to its row."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.people import services
from tests.factories import make_peer, make_supervisor, sign_in
from tests.supervision.structure_house import House


@pytest.fixture
def house():
    return House()


def test_the_peer_reads_whatever_is_written_about_their_links(house):
    exception = services.make_exception(
        peer=house.peer, kind="one_link", reason="Two of us are ill.", ends_on=house.agency.today(),
        by=house.office,
    )  # fmt: skip
    services.set_decides(peer=house.peer, user=house.clinical, by=house.office)

    page = sign_in(house.peer.user).get(reverse("supervision:my_structure")).content.decode()

    assert "Two of us are ill." in page
    assert f"written by {house.office.name}" in page
    assert page.count(house.clinical.name) == 2
    assert reverse("supervision:exception_end", args=[exception.pk]) not in page


def test_the_exception_about_pay_stands_beside_the_taps_of_the_peer_alone(house):
    services.make_exception(
        peer=house.peer, kind="decides", supervisor=house.senior, reason="Two of us.",
        ends_on=house.agency.today(), by=house.office,
    )  # fmt: skip
    services.set_decides(peer=house.peer, user=house.senior, ends_on=house.agency.today(), by=house.office)
    said = f"{house.senior.name}, your senior peer supervisor, also decides about your pay"
    stranger = make_peer(agency=house.agency)

    for route in ("pulse", "pulse_long"):
        assert said in sign_in(house.peer.user).get(reverse(f"supervision:{route}")).content.decode()
        assert said not in sign_in(stranger.user).get(reverse(f"supervision:{route}")).content.decode()
    theirs = sign_in(house.senior).get(reverse("supervision:pulse_of", args=[house.peer.pk]))
    assert (theirs.status_code, said in theirs.content.decode()) == (200, False)


def test_from_the_page_to_an_exception_and_its_end(house):
    desk = sign_in(house.office)
    add = reverse("supervision:exception_add", args=[house.peer.pk])
    last = house.agency.today() + timedelta(days=200)
    sent = {"kind": "one_link", "reason": "We look for somebody.", "ends_on": last.isoformat()}

    refused = desk.post(add, sent)
    made = desk.post(
        add, {**sent, "ends_on": (house.agency.today() + timedelta(days=20)).isoformat()}, follow=True
    )

    assert refused.status_code == 422
    assert "An exception lasts at most 180 days." in refused.content.decode()
    assert "We look for somebody." in refused.content.decode()
    exception = house.peer.link_exceptions.get()
    assert "We look for somebody." in made.content.decode()
    ended = desk.post(reverse("supervision:exception_end", args=[exception.pk]), follow=True)
    assert "None. The rules hold as they are." in ended.content.decode()


def test_from_the_page_to_who_decides(house):
    desk = sign_in(house.office)
    add = reverse("supervision:decides_add", args=[house.peer.pk])

    refused = desk.post(add, {"user": str(house.senior.pk)})
    made = desk.post(add, {"user": str(house.clinical.pk)}, follow=True)

    assert refused.status_code == 422
    assert "whoever decides on a peer’s pay can’t be" in refused.content.decode()
    decides = house.peer.deciders.get()
    # as a supervisor, as who decides, and on the button that ends it
    assert made.content.decode().count(house.clinical.name) == 3
    desk.post(reverse("supervision:decides_end", args=[decides.pk]))
    assert not house.peer.deciders.in_force(house.agency.today()).exists()


def test_a_supervisor_of_nobody_reads_empty_lists(house):
    alone = sign_in(make_supervisor("clinical", agency=house.agency))

    for route in ("without_second", "overdue", "over_ratio"):
        answer = alone.get(reverse(f"supervision:{route}"))
        assert answer.status_code == 200
        assert "Jin Baek" not in answer.content.decode()
