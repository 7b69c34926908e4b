"""Letting a colleague in: asked by one of the office, agreed to by another, read of by the person before it opens."""

from datetime import timedelta

import pytest

from peersupport.audit.models import LedgerEntry
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people import services
from peersupport.people.models import AskedGrant, News, PersonGrant, SupportedPerson
from peersupport.people.services.letting_in import not_available_for
from tests.factories import (
    give_account,
    give_role,
    make_admin,
    make_block,
    make_grant,
    make_pairing,
    make_peer,
    make_person,
    make_staff,
    make_supervisor,
)


class Office:
    """Two of the office, a colleague, and a person a peer walks with."""

    def __init__(self, *, alone=False):
        self.asking = make_admin(name="Asking")
        self.agency = self.asking.agency
        self.second = None if alone else make_admin(agency=self.agency, name="Second")
        self.colleague = make_supervisor("clinical", agency=self.agency, name="Colleague")
        self.person = make_person(agency=self.agency, added_by=self.asking)
        self.walk = make_pairing(
            person=self.person, peer=make_peer(agency=self.agency), offered_by=self.asking
        )

    def ask(self, **values):
        said = {
            "person": self.person, "user": self.colleague, "audience": "clinical", "contents": ["facts", "narrative"],
            "reason": "to plan the move", "ends_on": self.person.program.today() + timedelta(days=30), "wait_days": 5,
            "by": self.asking, **values,
        }  # fmt: skip
        return services.ask_to_let_in(**said)


@pytest.fixture
def office():
    return Office()


def test_what_is_asked_opens_nothing_and_tells_nobody(office):
    asked = office.ask()

    assert isinstance(asked, AskedGrant)
    assert not PersonGrant.objects.exists()
    assert not News.objects.exists()


def test_another_one_of_the_office_agrees_and_the_person_reads_of_it_first(office):
    asked = office.ask()

    grant = services.confirm_let_in(asked=asked, wait_days=5, by=office.second)

    assert (grant.granted_by, grant.confirmed_by, grant.reason) == (
        office.asking,
        office.second,
        "to plan the move",
    )
    assert timedelta(days=4, hours=23) < grant.starts_at - clock.now() <= timedelta(days=5)
    assert not PersonGrant.objects.in_force().exists()
    news = News.objects.get()
    assert (news.kind, news.about, news.opens_at) == ("let_in", office.colleague, grant.starts_at)
    assert LedgerEntry.objects.filter(action="grant.given").count() == 1
    with clock.set_to(clock.now() + timedelta(days=5, minutes=1)):
        assert list(PersonGrant.objects.in_force()) == [grant]


@pytest.mark.parametrize("who", ["asking", "colleague"])
def test_nobody_agrees_to_their_own_or_for_themselves(office, who):
    give_role(office.colleague, "agency_admin")
    asked = office.ask()

    with pytest.raises(NotAllowed):
        services.confirm_let_in(asked=asked, by=getattr(office, who))
    assert not PersonGrant.objects.exists()


def test_nobody_outside_the_office_agrees(office):
    asked = office.ask()

    with pytest.raises(NotAllowed):
        services.confirm_let_in(asked=asked, by=office.walk.peer.user)
    for user in (office.colleague, make_peer(agency=office.agency).user, make_admin()):
        with pytest.raises(AskedGrant.DoesNotExist):
            services.confirm_let_in(asked=asked, by=user)
    with pytest.raises(NotAllowed):
        services.confirm_let_in(asked=asked, by=give_account(office.person))


def test_nobody_asks_for_themselves_and_a_peer_does_not_ask(office):
    for values in (
        {"user": office.asking},
        {"by": office.walk.peer.user},
        {"by": give_account(office.person)},
    ):
        with pytest.raises(NotAllowed):
            office.ask(**values)
    with pytest.raises(SupportedPerson.DoesNotExist):
        office.ask(by=office.colleague)


def test_who_asked_and_left_the_office_has_asked_for_nothing(office):
    asked = office.ask()
    office.asking.memberships.update(ended_at=clock.now())

    with pytest.raises(WrongState):
        services.confirm_let_in(asked=asked, by=office.second)


def test_alone_in_the_office_it_opens_a_day_later_at_least():
    office = Office(alone=True)

    grant = office.ask(wait_days=0)

    assert isinstance(grant, PersonGrant)
    assert grant.confirmed_by is None
    assert timedelta(hours=23) < grant.starts_at - clock.now() <= timedelta(days=1)
    assert News.objects.get(kind="let_in").opens_at == grant.starts_at


def test_a_second_one_whom_the_person_keeps_away_is_no_reason_to_be_alone(office):
    """Else the house would learn of the block: it waits, as for anybody who has no time."""
    make_block(person=office.person, user=office.second)

    asked = office.ask()

    assert isinstance(asked, AskedGrant)
    with pytest.raises(AskedGrant.DoesNotExist):
        services.confirm_let_in(asked=asked, by=office.second)


@pytest.mark.parametrize("why", ["kept away", "asked", "not wanted", "let in", "ended", "wrong task", "left"])
def test_not_available_has_many_reasons_and_one_sentence(office, why):
    if why == "kept away":
        make_block(person=office.person, user=office.colleague)
    elif why in {"asked", "not wanted"}:
        asked = office.ask()
        if why == "not wanted":
            services.drop_let_in(asked=asked, by=give_account(office.person))
    elif why in {"let in", "ended"}:
        grant = make_grant(person=office.person, user=office.colleague, granted_by=office.asking)
        if why == "ended":
            services.revoke_grant(grant=grant, by=office.walk.peer.user)
    elif why == "left":
        office.colleague = make_staff(agency=office.agency)

    with pytest.raises(DomainError) as refused:
        office.ask(audience="senior" if why == "wrong task" else "responder")

    assert (str(refused.value), refused.value.field) == (
        "This colleague is not available. Choose somebody else.",
        "user",
    )


def test_after_a_no_the_question_rests_and_comes_back(office):
    services.drop_let_in(asked=office.ask(), by=office.second)
    assert office.colleague.pk in not_available_for(office.person)

    with clock.set_to(clock.now() + timedelta(days=31)):
        assert office.colleague.pk not in not_available_for(office.person)


def test_a_block_takes_an_open_question_away(office):
    own = give_account(office.person)
    office.ask()

    services.block_staff(person=office.person, user=office.colleague, by=own)

    assert not AskedGrant.objects.waiting().exists()


def test_a_colleague_who_leaves_is_asked_for_no_more(office):
    office.ask()

    services.end_relations_of(user=office.colleague, by=office.asking)

    assert not AskedGrant.objects.waiting().exists()


def test_answered_twice_is_told(office):
    asked = office.ask()
    services.drop_let_in(asked=asked, by=office.walk.peer.user)

    for act in (services.drop_let_in, services.confirm_let_in):
        with pytest.raises(WrongState):
            act(asked=asked, by=office.second)


def test_one_that_ran_out_stands_in_nobodys_way(office):
    own = give_account(office.person)
    words = {"person": office.person, "user": office.colleague, "audience": "clinical", "contents": ["facts"],
             "reason": "x", "confirmed_by": None, "by": own}  # fmt: skip
    before = services.grant_access(ends_at=clock.now() + timedelta(days=2), **words)

    with clock.set_to(clock.now() + timedelta(days=3)):
        again = services.grant_access(ends_at=clock.now() + timedelta(days=2), **words)
        assert list(PersonGrant.objects.not_over()) == [again]
    before.refresh_from_db()
    assert before.revoked_at == before.ends_at
    with pytest.raises(WrongState), clock.set_to(clock.now() + timedelta(days=9)):
        services.revoke_grant(grant=again, by=own)
