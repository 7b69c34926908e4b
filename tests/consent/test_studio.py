"""Writing a version: a copy of the one in force, small pages, two tabs, and what a house may not open."""

import pytest

from consent import services, stamps
from consent.checks import gaps
from consent.models import ConfidentialityPolicy, PolicyLimit
from consent.rule import MAY_BE_ASKED, Rule
from consent.services import ChangedMeanwhile, LimitTerms, LimitWords
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from tests.consent.agreed import published
from tests.factories import make_admin, make_peer

WORDS = {
    language: LimitWords(title="Fire", plain_words="The house burns.", who_is_told="The fire brigade.")
    for language in ("en", "es")
}
TERMS = LimitTerms(told=["where"], talk_first=True, within=0)


@pytest.fixture
def office():
    return make_admin()


@pytest.fixture
def draft(office):
    return services.start_policy(agency=office.agency, by=office)


def texts_of(policy):
    return set(policy.texts.values_list("language", "page", "body"))


def test_a_new_version_is_a_copy_of_the_one_in_force(office):
    before = published(office.agency, clinical__narrative=Rule.ASK)

    draft = services.start_policy(agency=office.agency, by=office)

    assert (draft.version, draft.state) == (2, "draft")
    assert texts_of(draft) == texts_of(before)
    assert stamps.rules_of(draft) == stamps.rules_of(before)
    assert [stamps.limit_of(draft, n) for n in range(1, 7)] == [
        stamps.limit_of(before, n) for n in range(1, 7)
    ]


def test_there_is_one_draft_at_a_time(office, draft):
    with pytest.raises(WrongState, match="one at a time"):
        services.start_policy(agency=office.agency, by=office)

    assert ConfidentialityPolicy.objects.count() == 1


def test_only_the_office_writes(office, draft):
    stranger, peer = make_admin(), make_peer(agency=office.agency).user

    with pytest.raises(ConfidentialityPolicy.DoesNotExist):
        services.write_page(policy=draft, page="short", bodies={"en": "x"}, by=stranger)
    with pytest.raises(NotAllowed):
        services.write_page(policy=draft, page="short", bodies={"en": "x"}, by=peer)
    with pytest.raises(NotAllowed):
        services.start_policy(agency=office.agency, by=peer)


def test_two_tabs_do_not_undo_each_other(office, draft):
    seen = stamps.stamp(stamps.page_of(draft, "short"))
    services.write_page(policy=draft, page="short", bodies={"en": "One"}, seen=seen, by=office)

    with pytest.raises(ChangedMeanwhile):
        services.write_page(policy=draft, page="short", bodies={"en": "Two"}, seen=seen, by=office)
    services.write_page(policy=draft, page="closing", bodies={"en": "Another page"}, by=office)

    assert stamps.page_of(draft, "short")["en"] == "One"


def test_a_limit_is_added_written_and_taken_out(office, draft):
    order = services.add_limit(policy=draft, code="own", by=office)
    services.write_limit(policy=draft, order=order, words=WORDS, terms=TERMS, by=office)
    services.add_limit(policy=draft, code="own", by=office)

    services.remove_limit(policy=draft, order=6, by=office)

    assert list(draft.terms.values_list("order", "code"))[-2:] == [(6, "own"), (7, "own")]
    assert set(draft.limits.filter(order=6).values_list("title", flat=True)) == {"Fire"}
    with pytest.raises(WrongState):
        services.remove_limit(policy=draft, order=8, by=office)


@pytest.mark.parametrize("code", ["self", "weather", ""])
def test_each_kind_of_limit_stands_once(office, draft, code):
    with pytest.raises(DomainError) as refused:
        services.add_limit(policy=draft, code=code, by=office)

    assert refused.value.field == "code"
    assert PolicyLimit.objects.filter(policy=draft, language="en").count() == 6


def test_not_always_talking_first_wants_a_reason(office, draft):
    terms = LimitTerms(told=[], talk_first=False, within=0)

    with pytest.raises(DomainError) as refused:
        services.write_limit(policy=draft, order=1, words=WORDS, terms=terms, by=office)

    assert refused.value.field == "not_when_en"


def test_a_sixth_question_is_refused(office, draft):
    with pytest.raises(DomainError, match="6 yes or no questions. A person can be asked 5 at most"):
        services.set_readers(policy=draft, rules=dict.fromkeys(MAY_BE_ASKED, 1), by=office)

    five = dict.fromkeys(MAY_BE_ASKED - {("responder", "plan")}, 1)
    services.set_readers(policy=draft, rules=five | {("responder", "plan"): 0}, by=office)
    assert draft.audiences.filter(rule=Rule.ASK).count() == 5


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({("paired", "narrative"): 2}, "can't open that much"),
        ({("senior", "plan"): 1}, "can't open that much"),
        ({("paired", "check_ins"): 1}, "can't open that much"),
        ({("cover", "plan"): 1}, "no question to ask"),
    ],
)
def test_no_rule_opens_more_than_the_house_permits(office, draft, rules, words):
    with pytest.raises(DomainError, match=words):
        services.set_readers(policy=draft, rules=rules, by=office)

    assert not draft.audiences.filter(rule=Rule.ALWAYS, content="narrative").exists()


@pytest.mark.parametrize(("name", "number"), [("comment_days", 0), ("consent_valid_days", 731)])
def test_days_have_limits(office, draft, name, number):
    with pytest.raises(DomainError) as refused:
        services.set_days(policy=draft, days={name: number}, by=office)

    assert refused.value.field == name


def test_days_for_a_peers_own_notes_only_become_fewer(office):
    published(office.agency)
    draft = services.start_policy(agency=office.agency, by=office)

    with pytest.raises(DomainError, match="open by itself"):
        services.set_days(policy=draft, days={"own_text_days": 91}, by=office)
    services.set_days(policy=draft, days={"own_text_days": 30}, by=office)

    draft.refresh_from_db()
    assert draft.own_text_days == 30


def test_a_version_says_what_it_still_lacks(office, draft):
    services.write_page(policy=draft, page="short", bodies={"es": " "}, by=office)
    services.add_limit(policy=draft, code="own", by=office)

    assert gaps(draft) == [
        "The page “The short version” is empty in Español.",
        "Limit 7 has no words in English.",
        "Limit 7 has no words in Español.",
    ]
    with pytest.raises(DomainError, match="is empty in Español"):
        services.publish_policy(policy=draft, by=office)


def test_a_promise_without_a_single_limit_is_refused(office, draft):
    for _ in range(6):
        services.remove_limit(policy=draft, order=1, by=office)

    with pytest.raises(DomainError, match="no limit yet"):
        services.publish_policy(policy=draft, by=office)


def test_a_published_or_open_version_is_not_written_on(office, draft):
    services.publish_policy(policy=draft, by=office)
    newer = services.start_policy(agency=office.agency, by=office)
    services.propose_policy(policy=newer, by=office)

    for policy in (draft, newer):
        with pytest.raises(WrongState):
            services.write_page(policy=policy, page="short", bodies={"en": "x"}, by=office)
