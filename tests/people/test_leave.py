"""A supervisor is away: one step for all their peers, listed, and ended in one tap."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import ProposedLink, SupervisionLink, SupervisorLeave
from tests.factories import (
    make_admin,
    make_agency,
    make_link,
    make_peer,
    make_staff,
    make_supervisor,
    sign_in,
)


class House:
    def __init__(self):
        self.agency = make_agency()
        self.office = make_admin(agency=self.agency)
        make_admin(agency=self.agency)  # nobody waits a day, as in a house of one
        self.curtis = make_supervisor("senior", agency=self.agency, name="Curtis Hale")
        self.gloria = make_supervisor("senior", agency=self.agency, name="Gloria Ontiveros")
        self.peers = [make_peer(agency=self.agency, name=name) for name in ("Ann", "Bo")]
        for peer in self.peers:
            make_link(peer=peer, kind="senior", supervisor=self.curtis, made_by=self.office)
        self.first = self.agency.today()
        self.last = self.first + timedelta(days=7)

    def arrange(self, **said):
        usual = {
            "supervisor": self.curtis, "kind": "senior", "stands_in": self.gloria, "starts_on": self.first,
            "ends_on": self.last, "by": self.office,
        }  # fmt: skip
        return services.arrange_leave(**{**usual, **said})

    def covers(self):
        return SupervisionLink.objects.in_force(self.first).filter(covers_for=self.curtis)


@pytest.fixture
def house():
    return House()


def test_one_step_for_all_their_peers_and_one_tap_back(house):
    done = house.arrange()

    assert {link.peer for link in house.covers()} == set(house.peers)
    assert {(link.supervisor, link.ends_on) for link in done.linked} == {(house.gloria, house.last)}
    assert all(link.opens_at > link.created_at + timedelta(days=2) for link in done.linked)
    services.end_leave(leave=done.leave, by=house.office)
    assert not house.covers().exists()
    assert SupervisionLink.objects.in_force(house.first).filter(supervisor=house.curtis).count() == 2
    with pytest.raises(WrongState):
        services.end_leave(leave=done.leave, by=house.office)


def test_peers_for_whom_it_cant_be_are_named_with_the_reason(house):
    make_link(peer=house.peers[0], kind="senior", supervisor=house.gloria, made_by=house.office)
    own = make_peer(user=house.gloria)
    make_link(peer=own, kind="senior", supervisor=house.curtis, made_by=house.office)

    done = house.arrange()

    assert [link.peer for link in done.linked] == [house.peers[1]]
    assert [name for name, _why in done.left] == ["Ann", "Gloria Ontiveros"]
    assert all(why.endswith((".", "else.")) for _name, why in done.left)


def test_who_has_a_part_in_it_asks_a_second_colleague(house):
    own_hand = make_staff(Role.ADMIN, Role.CLINICAL_SUPERVISOR, agency=house.agency)

    done = house.arrange(by=own_hand)

    assert (len(done.linked), len(done.asked)) == (0, 2)
    assert not house.covers().exists()
    services.end_leave(leave=done.leave, by=house.office)
    assert not ProposedLink.objects.open_in(house.agency.pk).exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (lambda h: {"stands_in": h.curtis}, "Nobody stands in for themselves"),
        (lambda h: {"ends_on": h.first - timedelta(days=1)}, "ends before it starts"),
        (lambda h: {"kind": "clinical"}, "does not have that task"),
        (lambda h: {"supervisor": make_supervisor("senior", agency=h.agency)}, "looks after nobody"),
    ],
)
def test_what_cant_be_says_why_and_leaves_nothing(house, said, sentence):
    with pytest.raises(DomainError, match=sentence):
        house.arrange(**said(house))

    assert not house.covers().exists()


def test_two_leaves_of_one_supervisor_never_share_a_day(house):
    house.arrange()

    with pytest.raises(WrongState, match="Somebody stands in for them in these days already"):
        house.arrange(starts_on=house.last, ends_on=house.last + timedelta(days=2))


def test_nobody_makes_themselves_stand_in(house):
    both = make_staff(Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR, agency=house.agency)

    with pytest.raises(NotAllowed):
        house.arrange(stands_in=both, by=both)


def test_from_the_page_to_the_list_and_back(house):
    desk = sign_in(house.office)
    sent = {
        "supervisor": f"senior:{house.curtis.pk}",
        "stands_in": str(house.gloria.pk),
        "starts_on": house.first.isoformat(),
        "ends_on": house.last.isoformat(),
    }

    wrong = desk.post(reverse("supervision:leave_add"), {**sent, "stands_in": str(house.curtis.pk)})
    answer = desk.post(reverse("supervision:leave_add"), sent, follow=True)

    assert wrong.status_code == 422
    assert "Nobody stands in for themselves" in wrong.content.decode()
    page = answer.content.decode()
    assert "Curtis Hale is away, Gloria Ontiveros stands in" in page
    assert "Arranged for 2 peers." in page
    assert "(senior peer supervisor, away)" in desk.get(reverse("desk:link_list")).content.decode()
    desk.post(reverse("supervision:leave_end", args=[SupervisorLeave.objects.get().pk]))
    assert not house.covers().exists()
