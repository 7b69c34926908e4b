"""A peer's certificates and what they learned: what counts, what is due, and who keeps it."""

from datetime import date, timedelta

import pytest

from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people.models import Credential
from peersupport.people.services import add_credential, change_credential, remove_credential
from supervision.models import EducationHours
from supervision.queries.credentials import credentials_page
from supervision.queries.my_work import my_work
from supervision.services import add_education, remove_education
from tests import factories


@pytest.fixture
def peer():
    return factories.make_peer(program=factories.make_program())


@pytest.fixture
def admin(peer):
    return factories.make_admin(agency=peer.agency)


def waiting(user):
    return [(str(line.title), str(line.tag)) for line in my_work(user).waiting]


def renewal(**values):
    return {
        "title": "Certified peer specialist", "stage": "certified", "valid_until": None, "renew_years": 2,
        "renew_hours": 20, "renew_ethics_hours": 6, **values,
    }  # fmt: skip


def learn(peer, day, minutes, topic="other"):
    return add_education(day=day, title="Workshop", topic=topic, minutes=minutes, is_paid=True, by=peer.user)


def test_education_counts_for_as_long_as_the_rule_says(peer):
    today = peer.agency.today()
    until = today + timedelta(days=24)
    add_credential(peer=peer, by=peer.user, **renewal(valid_until=until))
    learn(peer, today, 90, "ethics")
    learn(peer, today - timedelta(days=600), 300)
    learn(peer, today - timedelta(days=720), 600)

    (one,) = credentials_page(peer).certificates

    assert (one.learned, one.learned_ethics, one.asks, one.asks_ethics) == (390, 90, 1200, 360)
    assert one.runs_out_soon


def test_a_leap_day_and_a_certificate_of_long_ago_break_nothing(peer):
    add_credential(peer=peer, by=peer.user, **renewal(valid_until=date(2028, 2, 29), renew_years=1))
    add_credential(peer=peer, by=peer.user, **renewal(valid_until=date(1, 5, 1), renew_years=20))

    assert [one.since for one in credentials_page(peer).certificates] == [date(1, 5, 2), date(2027, 3, 1)]


@pytest.mark.parametrize(("days", "expected"), [(24, "in 24 days"), (0, "today"), (90, "in 90 days")])
def test_a_certificate_that_runs_out_is_said_once_and_calmly(peer, days, expected):
    until = peer.agency.today() + timedelta(days=days)
    add_credential(peer=peer, title="CPS", valid_until=until, by=peer.user)

    ((title, tag),) = waiting(peer.user)

    assert title.startswith("Your certificate runs out on ")
    assert tag == expected


def test_nothing_waits_for_a_peer_without_a_certificate_or_hours(peer, admin):
    assert waiting(peer.user) == []
    add_credential(peer=peer, title="In training", stage="training", valid_until=None, by=peer.user)
    later = peer.agency.today() + timedelta(days=91)
    add_credential(peer=peer, title="CPS", valid_until=later, by=peer.user)
    assert waiting(peer.user) == []
    page = factories.sign_in(peer.user).get("/supervision/certificates/").content.decode()
    assert "missing" not in page.lower()


def test_the_office_is_told_in_a_house_that_sends_bills(peer, admin):
    soon = peer.agency.today() + timedelta(days=80)
    add_credential(peer=peer, title="CPS", valid_until=soon, by=peer.user)
    assert waiting(admin) == []
    type(peer.agency).objects.filter(pk=peer.agency_id).update(brings_bills=True)
    admin.agency.refresh_from_db()

    assert waiting(admin) == [("1 certificate runs out within 90 days", "")]
    assert "CPS" in factories.sign_in(admin).get("/manage/credentials/").content.decode()


def test_a_certificate_is_changed_by_the_peer_and_the_office_and_by_nobody_else(peer, admin):
    own = add_credential(peer=peer, title="CPS", valid_until=None, by=peer.user)
    other = factories.make_peer(agency=peer.agency)
    far = factories.make_admin()
    change_credential(credential=own, by=admin, **renewal(title="CPS 2"))
    change_credential(credential=own, by=peer.user, **renewal(title="CPS 3", stage="initial"))
    for one in (other.user, far, factories.make_supervisor("clinical", agency=peer.agency)):
        with pytest.raises(Credential.DoesNotExist):
            change_credential(credential=own, by=one, **renewal())
        with pytest.raises(Credential.DoesNotExist):
            remove_credential(credential=own, by=one)
    own.refresh_from_db()
    assert (own.title, own.stage, own.renew_hours) == ("CPS 3", "initial", 20)
    remove_credential(credential=own, by=peer.user)

    assert not Credential.objects.exists()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("renew_years", {"renew_years": 0}),
        ("renew_hours", {"renew_hours": 1001}),
        ("renew_ethics_hours", {"renew_ethics_hours": 21}),
        ("renew_ethics_hours", {"renew_hours": None}),
        ("title", {"title": " "}),
    ],
)
def test_a_renewal_that_cannot_be_is_refused_in_plain_words(peer, field, values):
    with pytest.raises(DomainError) as refused:
        add_credential(peer=peer, by=peer.user, **renewal(**values))

    assert refused.value.field == field


def test_what_somebody_learned_is_theirs_alone_and_can_be_taken_off(peer):
    row = learn(peer, peer.agency.today(), 60)
    with pytest.raises(EducationHours.DoesNotExist):
        remove_education(row=row, by=factories.make_peer(agency=peer.agency).user)
    remove_education(row=row, by=peer.user)

    assert not EducationHours.objects.exists()


def test_education_that_cannot_be_is_refused(peer, admin):
    today = peer.agency.today()
    for day, minutes in ((today + timedelta(days=1), 60), (today, 0), (today, 10081)):
        with pytest.raises(DomainError):
            learn(peer, day, minutes)
    with pytest.raises(NotAllowed):
        add_education(day=today, title="x", topic="other", minutes=5, is_paid=True, by=admin)


def test_education_is_written_down_in_the_browser(peer):
    client = factories.sign_in(peer.user)
    said = {
        "title": "Ethics day",
        "day": str(peer.agency.today()),
        "hours": "1.5",
        "topic": "ethics",
        "paid": "no",
    }
    assert client.post("/supervision/education/add/", said).status_code == 302
    assert client.post("/supervision/education/add/", {**said, "hours": "x"}).status_code == 422

    row = EducationHours.objects.get()
    assert (row.minutes, row.is_paid) == (90, False)
    assert "Ethics day" in client.get("/supervision/certificates/").content.decode()
