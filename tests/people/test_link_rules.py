"""Links that can't be: overlapping, over oneself, both rooms by one, by who decides on pay. And the exceptions."""

from datetime import timedelta

import pytest
from django.db import transaction

from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import DecidesOn, LinkException, SupervisionLink
from peersupport.people.supervising import pay_exception_of, standings
from tests.factories import (
    make_admin,
    make_agency,
    make_link,
    make_peer,
    make_program,
    make_staff,
    make_supervisor,
)


class Desk:
    """An office of two, a peer, and a colleague with both tasks."""

    def __init__(self):
        self.agency = make_agency()
        self.office = make_admin(agency=self.agency)
        make_admin(agency=self.agency)  # nobody waits a day, as in a house of one
        self.peer = make_peer(agency=self.agency, name="Jin Baek")
        self.both = make_staff(
            Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR, agency=self.agency, name="Gloria Ontiveros"
        )
        self.today = self.agency.today()

    def day(self, days):
        return self.today + timedelta(days=days)

    def link(self, kind="clinical", **said):
        said = {"peer": self.peer, "supervisor": self.both, "by": self.office, **said}
        with transaction.atomic():
            return services.link_supervision(kind=kind, **said)

    def exception(self, kind, **said):
        said = {"supervisor": self.both, "reason": "one for now", "ends_on": self.day(60), **said}
        return services.make_exception(peer=self.peer, kind=kind, **{"by": self.office, **said})


@pytest.fixture
def desk():
    return Desk()


def test_two_links_of_the_same_two_never_share_a_day(desk):
    desk.link(starts_on=desk.day(10), ends_on=desk.day(20))

    for first, last in ((0, 10), (20, 30), (12, 14), (0, None), (0, 40)):
        with pytest.raises(WrongState, match="linked in this way already"):
            desk.link(starts_on=desk.day(first), ends_on=None if last is None else desk.day(last))
    before = desk.link(starts_on=desk.day(0), ends_on=desk.day(9))
    after = desk.link(starts_on=desk.day(21))
    assert SupervisionLink.objects.filter(peer=desk.peer).count() == 3
    services.end_link(link=after, by=desk.office)
    assert desk.link(starts_on=desk.day(30)).pk not in {before.pk, after.pk}


def test_a_link_that_starts_later_counts_from_now_on(desk):
    desk.link(starts_on=desk.day(30))

    with pytest.raises(WrongState, match="linked in this way already"):
        desk.link()


def test_nobody_looks_after_themselves(desk):
    own = make_peer(user=make_staff(Role.SENIOR_PEER_SUPERVISOR, Role.PEER, agency=desk.agency))

    with pytest.raises(DomainError, match="Nobody looks after their own work alone"):
        desk.link("senior", peer=own, supervisor=own.user)
    regular = make_link(peer=own, kind="senior", made_by=desk.office)
    with pytest.raises(DomainError, match="Nobody looks after their own work alone"):
        desk.link("senior", peer=own, supervisor=own.user, covers_for=regular.supervisor, ends_on=desk.day(3))


def test_one_colleague_is_not_both_supervisors_today_or_on_a_day_to_come(desk):
    desk.link("clinical")

    for first in (0, 30):
        with pytest.raises(DomainError, match="The two rooms belong to two people") as refused:
            desk.link("senior", starts_on=desk.day(first))
        assert refused.value.field == "supervisor"
    services.end_link(link=SupervisionLink.objects.get(), by=desk.office)
    desk.link("senior")


def test_standing_in_is_no_way_into_the_other_room(desk):
    desk.link("clinical")
    senior = make_link(peer=desk.peer, kind="senior", made_by=desk.office)

    with pytest.raises(DomainError, match="The two rooms belong to two people"):
        desk.link("senior", covers_for=senior.supervisor, ends_on=desk.day(5))


def test_a_proposal_is_looked_at_again_when_it_is_confirmed(desk):
    asking = make_staff(Role.ADMIN, Role.CLINICAL_SUPERVISOR, agency=desk.agency)
    asked = services.propose_link(peer=desk.peer, supervisor=desk.both, kind="senior", by=asking)
    desk.link("clinical")

    with pytest.raises(DomainError, match="The two rooms belong to two people"):
        services.confirm_link(proposal=asked, by=desk.office)


def test_an_exception_opens_the_other_room_until_its_last_day(desk):
    desk.link("clinical")
    exception = desk.exception("both_rooms")

    for last in (None, desk.day(61)):
        with pytest.raises(DomainError, match="The exception ends on") as refused:
            desk.link("senior", ends_on=last)
        assert refused.value.field == "ends_on"
    desk.link("senior", ends_on=desk.day(60))
    with pytest.raises(WrongState, match="End one of the two first"):
        services.end_exception(exception=exception, by=desk.office)
    services.end_link(link=SupervisionLink.objects.get(kind="senior"), by=desk.office)
    services.end_exception(exception=exception, by=desk.office)
    with pytest.raises(DomainError, match="The two rooms belong to two people"):
        desk.link("senior", ends_on=desk.day(5))


def test_an_exception_for_somebody_else_opens_nothing(desk):
    desk.link("clinical")
    desk.exception("both_rooms", supervisor=make_supervisor("senior", agency=desk.agency))

    with pytest.raises(DomainError, match="The two rooms belong to two people"):
        desk.link("senior", ends_on=desk.day(5))


def test_who_decides_on_pay_is_not_the_senior_peer_supervisor(desk):
    services.set_decides(peer=desk.peer, user=desk.both, by=desk.office)

    with pytest.raises(DomainError, match="decides on this peer’s pay, contract or discipline"):
        desk.link("senior")
    desk.link("clinical")


def test_nor_the_other_way_round(desk):
    desk.link("senior")

    with pytest.raises(DomainError, match="is this peer’s senior peer supervisor") as refused:
        services.set_decides(peer=desk.peer, user=desk.both, by=desk.office)
    assert refused.value.field == "user"
    with pytest.raises(DomainError, match="is this peer’s senior peer supervisor"):
        services.set_decides(peer=desk.peer, user=desk.both, starts_on=desk.day(50), by=desk.office)
    services.end_link(link=SupervisionLink.objects.get(), by=desk.office)
    services.set_decides(peer=desk.peer, user=desk.both, by=desk.office)
    assert pay_exception_of(desk.peer.user) is None


def test_an_exception_about_pay_is_said_to_the_peer_every_time(desk):
    desk.exception("decides", ends_on=desk.day(90))
    services.set_decides(peer=desk.peer, user=desk.both, by=desk.office)
    with pytest.raises(DomainError, match="The exception ends on"):
        desk.link("senior")
    assert pay_exception_of(desk.peer.user) is None

    desk.link("senior", ends_on=desk.day(90))

    said = pay_exception_of(desk.peer.user)
    assert said is not None
    assert said.startswith(
        "Gloria Ontiveros, your senior peer supervisor, also decides about your pay: an exception"
    )
    with clock.set_to(clock.now() + timedelta(days=92)):
        assert pay_exception_of(desk.peer.user) is None


def test_who_decides_is_written_once_and_never_about_oneself(desk):
    written = services.set_decides(peer=desk.peer, user=desk.both, by=desk.office)

    with pytest.raises(WrongState, match="written down for these days already"):
        services.set_decides(peer=desk.peer, user=desk.both, by=desk.office)
    with pytest.raises(DomainError, match="Nobody decides on their own work"):
        services.set_decides(peer=desk.peer, user=desk.peer.user, by=desk.office)
    with pytest.raises(NotAllowed):
        services.set_decides(peer=desk.peer, user=desk.office, by=desk.both)
    services.end_decides(decides=written, by=desk.office)
    with pytest.raises(WrongState):
        services.end_decides(decides=written, by=desk.office)
    assert not DecidesOn.objects.in_force(desk.today).exists()


def test_who_makes_an_exception_gains_nothing_by_it(desk):
    own_hand = make_staff(Role.ADMIN, Role.CLINICAL_SUPERVISOR, agency=desk.agency)
    peer_too = make_peer(user=make_staff(Role.ADMIN, Role.PEER, agency=desk.agency))

    with pytest.raises(NotAllowed, match="Nobody makes an exception for themselves"):
        desk.exception("both_rooms", supervisor=own_hand, by=own_hand)
    with pytest.raises(NotAllowed, match="Nobody makes an exception for themselves"):
        services.make_exception(
            peer=peer_too, kind="one_link", reason="x", ends_on=desk.day(9), by=peer_too.user
        )
    with pytest.raises(NotAllowed):
        desk.exception("one_link", by=desk.both)
    with pytest.raises(type(desk.peer).DoesNotExist):
        desk.exception("one_link", by=make_admin(agency=make_agency()))


@pytest.mark.parametrize(
    ("said", "sentence", "field"),
    [
        ({"ends_on": 181}, "at most 180 days", "ends_on"),
        ({"ends_on": -1}, "ends before it starts", "ends_on"),
        ({"reason": "  "}, "write something|Please", "reason"),
        ({"supervisor": None}, "Choose whom this is for", "supervisor"),
    ],
)
def test_an_exception_that_cant_be_says_why(desk, said, sentence, field):
    if "ends_on" in said:
        said = {"ends_on": desk.day(said["ends_on"])}

    with pytest.raises(DomainError, match=sentence) as refused:
        desk.exception("both_rooms", **said)
    assert refused.value.field == field
    assert not LinkException.objects.exists()


def test_an_exception_is_made_once_for_these_days(desk):
    desk.exception("one_link")

    with pytest.raises(WrongState, match="holds in these days already"):
        desk.exception("one_link", starts_on=desk.day(60), ends_on=desk.day(70))
    later = desk.exception("one_link", starts_on=desk.day(61), ends_on=desk.day(70))
    assert later.supervisor is None


def test_one_link_is_enough_while_an_exception_says_so(desk):
    desk.link("clinical")
    make_program(agency=desk.agency)

    def standing():
        return standings(desk.agency, [desk.peer])[desk.peer.pk]

    assert (standing().missing, standing().words) == (["senior"], "senior peer supervisor to find")
    assert standing().sentence == "A senior peer supervisor is still to be found. Support goes on."
    desk.exception("one_link")
    assert (standing().missing, standing().sentence) == ([], "")
    assert standing().words.startswith("one is enough until")
    make_link(peer=desk.peer, kind="senior", made_by=desk.office)
    assert standing().words == "both supervisors are there"


def test_an_exception_for_one_link_needs_one(desk):
    make_program(agency=desk.agency)
    desk.exception("one_link")

    assert standings(desk.agency, [desk.peer])[desk.peer.pk].words == "both supervisors to find"


@pytest.mark.parametrize("model", ["peer_led", "circle"])
def test_the_other_two_models_miss_nobody(desk, model):
    own = make_program(agency=desk.agency, supervision_model=model)
    make_program(agency=desk.agency)
    peer = make_peer(agency=desk.agency, program=own)

    found = standings(desk.agency, [peer])[peer.pk]

    assert (found.missing, found.words, found.sentence) == ([], "", "")
