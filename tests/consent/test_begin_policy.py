"""A version is put in force for a later day: until then nothing holds but what was promised, and less never waits."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from consent import services
from consent.models import ConfidentialityPolicy, ConsentReminder
from consent.tasks import begin_policies, begin_policy_of
from peersupport.accounts.roles import Role
from peersupport.audit.models import LedgerEntry
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import News
from tests.consent.agreed import days_are_over, published, put_in_force, say
from tests.factories import make_admin, make_agency, make_pairing, make_peer, make_person, sign_in
from tests.support.midday import ZONE

DAY = timedelta(days=1)


class House:
    def __init__(self):
        self.agency = make_agency(time_zone=ZONE)
        self.policy = published(self.agency)
        self.writer, self.second = make_admin(agency=self.agency), make_admin(agency=self.agency)
        person = make_person(agency=self.agency)
        self.pairing = make_pairing(person=person, peer=make_peer(agency=self.agency))
        say(self.pairing)
        self.soon = self.agency.today() + 10 * DAY

    def draft(self, **rules):
        draft = services.start_policy(agency=self.agency, by=self.writer)
        for cell, rule in (rules or {"clinical__narrative": 1}).items():
            audience, content = cell.split("__")
            draft.audiences.filter(audience=audience, content=content).update(rule=rule)
        return draft

    def later(self, **rules):
        policy = put_in_force(self.draft(**rules), by=self.second, begins_on=self.soon)
        News.objects.all().delete()
        return policy

    def midnight(self):
        """The first moment of the day on the wall clock of the house."""
        return datetime.combine(self.soon, time(), ZoneInfo(ZONE))

    def in_force(self):
        return ConfidentialityPolicy.objects.published_for(self.agency).version


@pytest.fixture
def house():
    return House()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr("consent.tasks.begin_policy_of.delay", begin_policy_of)


def test_it_begins_with_the_first_minute_of_its_day_in_the_house(house):
    policy = house.later()
    assert (policy.state, policy.valid_from, policy.published_by) == ("draft", None, None)

    with clock.set_to(house.midnight() - timedelta(seconds=1)):
        begin_policies()
        assert house.in_force() == 1
        assert not News.objects.exists()
        assert not ConsentReminder.objects.open().exists()
    with clock.set_to(house.midnight()):
        begin_policies()
        begin_policies()
        assert house.in_force() == 2

    policy.refresh_from_db()
    assert policy.valid_from == house.midnight()
    assert (policy.published_by, policy.change, policy.published_alone) == (house.second, "wider", "")
    assert list(News.objects.values_list("kind", flat=True)) == ["promise"]
    assert [one.kind for one in ConsentReminder.objects.open()] == ["superseded"]
    assert LedgerEntry.objects.filter(action="policy.published").count() == 2


@pytest.mark.parametrize(
    "rules",
    [{"cover__narrative": 0}, {"cover__narrative": 0, "clinical__narrative": 1}],
    ids=["less", "both"],
)
def test_what_shares_less_anywhere_never_waits(house, rules):
    with pytest.raises(DomainError, match="never waits") as refused:
        house.later(**rules)

    assert refused.value.field == "begins_on"
    draft = ConfidentialityPolicy.objects.draft_of(house.agency.pk)
    assert services.publish_policy(policy=draft, by=house.second).state == "published"


def test_the_first_promise_and_a_day_far_off_are_refused(house):
    elsewhere = make_admin()
    first = services.start_policy(agency=elsewhere.agency, by=elsewhere)
    with pytest.raises(DomainError, match="first promise"):
        services.publish_policy(policy=first, begins_on=elsewhere.agency.today() + DAY, by=elsewhere)
    with pytest.raises(DomainError, match="three months"):
        put_in_force(house.draft(), by=house.second, begins_on=house.agency.today() + 91 * DAY)


def test_today_or_a_day_gone_by_is_now(house):
    policy = put_in_force(house.draft(), by=house.second, begins_on=house.agency.today() - DAY)

    assert (policy.state, policy.begins_on) == ("published", None)


def test_every_condition_of_publishing_stands_before_the_day_is_set(house):
    draft = house.draft()
    services.propose_policy(policy=draft, words_allow_more=False, by=house.writer)
    with pytest.raises(WrongState, match="open for comment"):
        services.publish_policy(policy=draft, begins_on=house.soon, by=house.second)
    days_are_over(draft)
    with pytest.raises(WrongState, match="somebody else publishes"):
        services.publish_policy(policy=draft, begins_on=house.soon, by=house.writer)

    assert ConfidentialityPolicy.objects.get(pk=draft.pk).begins_on is None


def test_nobody_writes_on_it_meanwhile_and_taking_it_back_takes_the_day_away(house):
    policy = house.later()
    with pytest.raises(WrongState):
        services.set_days(policy=policy, days={"consent_valid_days": 200}, by=house.writer)

    services.take_back_proposal(policy=policy, by=house.writer)

    with clock.set_to(house.midnight() + DAY):
        begin_policies()
        assert house.in_force() == 1


def test_the_day_can_be_moved_or_come_at_once(house):
    policy = house.later()
    moved = services.publish_policy(policy=policy, begins_on=house.soon + DAY, by=house.second)
    assert moved.begins_on == house.soon + DAY
    with clock.set_to(house.midnight()):
        assert services.begin_policy(policy_id=policy.pk) is False

    now = services.publish_policy(policy=policy, by=house.second)

    assert (now.state, now.begins_on, now.begins_by) == ("published", None, None)


@pytest.mark.parametrize("what", ["left", "role", "language"])
def test_where_something_is_missing_by_then_the_day_is_taken_away(house, what):
    policy = house.later()
    if what == "left":
        house.second.is_active = False
        house.second.save()
    elif what == "role":
        house.second.memberships.filter(role=Role.ADMIN).update(ended_at=clock.now())
    else:
        policy.texts.filter(language="es", page="short").update(body="")
    with clock.set_to(house.midnight()):
        begin_policies()
        assert house.in_force() == 1

    policy.refresh_from_db()
    assert (policy.state, policy.begins_on, policy.begins_by) == ("draft", None, None)
    assert not News.objects.exists()


def test_an_answer_before_the_day_is_one_to_the_promise_of_that_day(house):
    house.later()

    consent = say(house.pairing, choices={("clinical", "narrative"): True})

    assert consent.policy_id == house.policy.pk


def test_the_second_person_sets_the_day_on_the_page_and_everybody_in_the_office_reads_it(house):
    draft = house.draft()
    services.propose_policy(policy=draft, words_allow_more=False, by=house.writer)
    days_are_over(draft)
    client = sign_in(house.second)
    address = f"/manage/policy/{draft.pk}/publish/"
    assert "From which day?" in client.get(address).content.decode()

    assert client.post(address, {"begins_on": "soon"}).status_code == 422
    far = house.agency.today() + 200 * DAY
    assert client.post(address, {"begins_on": far.isoformat()}).status_code == 409
    answer = client.post(address, {"begins_on": house.soon.isoformat()}, follow=True).content.decode()

    assert "Until then what is promised today holds." in answer
    assert "Begins on" in answer
    assert house.second.name in client.get(address).content.decode()
    assert "begins on" in client.get("/manage/policy/").content.decode()


def test_a_version_that_shares_less_has_no_day_on_its_page(house):
    draft = house.draft(cover__narrative=0)
    services.propose_policy(policy=draft, words_allow_more=False, by=house.writer)
    days_are_over(draft)

    assert (
        "From which day?"
        not in sign_in(house.second).get(f"/manage/policy/{draft.pk}/publish/").content.decode()
    )
