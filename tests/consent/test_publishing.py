"""A version lies open, every comment is answered, and a second person puts it in force."""

from datetime import timedelta

import pytest

from consent import services
from consent.checks import waits
from consent.comparison import differences
from consent.models import ConfidentialityPolicy, ConsentNow, PolicyComment
from consent.rule import Audience, Content, Rule, bit
from peersupport.accounts.roles import Role
from peersupport.audit.models import LedgerEntry
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import News
from tests.consent.agreed import COVER, days_are_over, published, put_in_force, say
from tests.factories import (
    give_account,
    make_admin,
    make_agency,
    make_pairing,
    make_peer,
    make_person,
    make_staff,
    make_supervisor,
)


@pytest.fixture
def office():
    return make_staff(Role.ADMIN, agency=make_agency())


@pytest.fixture
def draft(office):
    """A second version; the first was made by this one person alone."""
    services.publish_policy(policy=services.start_policy(agency=office.agency, by=office), by=office)
    return services.start_policy(agency=office.agency, by=office)


def opened(draft, office, **values):
    services.propose_policy(policy=draft, by=office, **values)
    draft.refresh_from_db()
    return draft


def test_the_first_version_is_published_alone_and_says_so(office):
    draft = services.start_policy(agency=office.agency, by=office)

    policy = services.publish_policy(policy=draft, by=office)

    assert (policy.change, policy.published_alone, policy.by_a_peer) == ("first", "first", False)


def test_a_later_version_waits_for_the_days_and_the_answers(office, draft):
    second = make_supervisor("senior", agency=office.agency)
    assert [words[:40] for words in waits(draft, second)] == ["Peers and people have not seen it yet. O"]
    opened(draft, office)
    comment = services.say_about_policy(policy=draft, text="Shorter.", by=second)

    with pytest.raises(WrongState, match="open for comment until"):
        services.publish_policy(policy=draft, by=second)
    days_are_over(draft)
    with pytest.raises(WrongState, match="Every comment gets an answer first"):
        services.publish_policy(policy=draft, by=second)
    services.answer_comment(comment=comment, answer="We did.", by=office)
    policy = services.publish_policy(policy=draft, by=second)

    assert (policy.state, policy.change, policy.published_alone, policy.by_a_peer) == (
        "published", "wording", "", True,
    )  # fmt: skip
    assert ConfidentialityPolicy.objects.get(version=1).state == "retired"
    assert LedgerEntry.objects.filter(action="policy.published").count() == 2


def test_whoever_proposed_it_does_not_publish_it(office, draft):
    other = make_admin(agency=office.agency)
    opened(draft, office)
    days_are_over(draft)

    with pytest.raises(WrongState, match="somebody else publishes it"):
        services.publish_policy(policy=draft, by=office)
    with pytest.raises(NotAllowed):
        services.publish_policy(policy=draft, by=make_peer(agency=office.agency).user)
    with pytest.raises(NotAllowed):
        services.publish_policy(policy=draft, by=make_admin())

    assert services.publish_policy(policy=draft, by=other).by_a_peer is False


def test_alone_in_the_office_it_waits_one_more_day_and_says_so(office, draft):
    opened(draft, office)
    now = clock.now()
    ConfidentialityPolicy.objects.filter(pk=draft.pk).update(comments_until=now - timedelta(hours=23))

    with pytest.raises(WrongState, match="alone in the office"):
        services.publish_policy(policy=draft, by=office)
    ConfidentialityPolicy.objects.filter(pk=draft.pk).update(comments_until=now - timedelta(hours=25))
    policy = services.publish_policy(policy=draft, by=office)

    assert policy.published_alone == "nobody_else"


def test_the_days_are_those_of_the_version_in_force(office, draft):
    services.set_days(policy=draft, days={"comment_days": 1}, by=office)

    opened(draft, office)

    assert draft.comments_until - draft.proposed_at == timedelta(days=14)


def test_people_peers_and_others_speak_and_are_answered(office, draft):
    person = make_person(agency=office.agency)
    own, peer = give_account(person), make_peer(agency=office.agency).user
    opened(draft, office)

    for by, paper in ((own, False), (peer, False), (peer, True), (office, False)):
        services.say_about_policy(policy=draft, text="Shorter.", for_a_person=paper, by=by)

    said = PolicyComment.objects.values_list("voice", "person", "on_paper")
    assert list(said) == [
        ("person", person.pk, False),
        ("peer", None, False),
        ("person", None, True),
        ("staff", None, False),
    ]


def test_nothing_is_said_before_and_after(office, draft):
    with pytest.raises(WrongState):
        services.say_about_policy(policy=draft, text="Shorter.", by=office)
    opened(draft, office)
    with pytest.raises(DomainError):
        services.say_about_policy(policy=draft, text="  ", by=office)
    days_are_over(draft)
    with pytest.raises(WrongState, match="time for comments is over"):
        services.say_about_policy(policy=draft, text="Shorter.", by=office)

    assert not PolicyComment.objects.exists()


def test_another_house_hears_and_says_nothing(office, draft):
    opened(draft, office)

    with pytest.raises(ConfidentialityPolicy.DoesNotExist):
        services.say_about_policy(policy=draft, text="Shorter.", by=make_admin())


def test_taken_back_it_is_written_on_and_the_days_begin_anew(office, draft):
    opened(draft, office)
    services.say_about_policy(policy=draft, text="Shorter.", by=office)

    services.take_back_proposal(policy=draft, by=office)
    services.write_page(policy=draft, page="short", bodies={"en": "Short."}, by=office)
    with pytest.raises(DomainError, match="let anybody know more"):
        services.propose_policy(policy=draft, by=office)
    opened(draft, office, words_allow_more=False)

    assert draft.comments_until > clock.now() + timedelta(days=13)
    assert draft.comments.unanswered().count() == 1
    with pytest.raises(WrongState):
        services.propose_policy(policy=draft, by=office)


def test_what_changed_is_told_in_plain_words_and_classed(office, draft):
    services.set_readers(policy=draft, rules={("clinical", "narrative"): 1, COVER: 0}, by=office)
    services.set_days(policy=draft, days={"answer_days": 5, "own_text_days": 30}, by=office)
    services.remove_limit(policy=draft, order=5, by=office)
    before = ConfidentialityPolicy.objects.get(version=1)
    draft.refresh_from_db()

    found = differences(before, draft, language="en")

    assert [(difference.change, difference.words) for difference in found] == [
        ("wider", ("New: your clinical supervisor can read notes if you agree. "
                  "Before: your clinical supervisor can't read notes.")),
        ("narrower", ("New: a peer who stands in can't read notes. "
                     "Before: a peer who stands in can read notes if you agree.")),
        ("narrower", "No reason any more: A judge orders it."),
        ("narrower", "Days a peer reads their own notes after a goodbye: now 30, before 90."),
        ("wording", "Days until an answer gets an answer: now 5, before 7."),
    ]  # fmt: skip


@pytest.mark.parametrize(("allow_more", "change"), [(False, "wording"), (True, "wider")])
def test_changed_words_are_what_their_writer_says_in_front_of_everybody(office, draft, allow_more, change):
    services.write_page(policy=draft, page="closing", bodies={"en": "Another word."}, by=office)

    policy = put_in_force(draft, words_allow_more=allow_more)

    assert policy.change == change


def test_narrower_holds_at_once_and_wider_waits_for_the_next_conversation():
    pairing = make_pairing()
    published(pairing.agency)
    say(pairing, choices={COVER: True})
    supervisor = (Audience.CLINICAL, Content.NARRATIVE)
    allows = lambda: ConsentNow.objects.get(person=pairing.person).allows  # noqa: E731
    before = allows()

    published(pairing.agency, clinical__narrative=Rule.ASK, cover__narrative=Rule.NEVER)
    narrowed = allows()
    say(pairing, choices={supervisor: True})

    assert (before & bit(*COVER), narrowed & bit(*COVER)) == (bit(*COVER), 0)
    assert (narrowed & bit(*supervisor), allows() & bit(*supervisor)) == (0, bit(*supervisor))


@pytest.mark.parametrize(
    ("rules", "kind"),
    [
        ({"clinical__narrative": Rule.ASK}, "promise"),
        ({"cover__narrative": Rule.NEVER}, "promise_less"),
        ({}, "promise_said"),
    ],
)
def test_less_or_the_same_in_other_words_is_told_and_not_asked(rules, kind):
    pairing = make_pairing()
    published(pairing.agency)
    say(pairing)
    make_person(agency=pairing.agency)

    published(pairing.agency, **rules)

    news = News.objects.exclude(kind__in=["agreed", "proposed"])
    assert list(news.values_list("person", "kind")) == [(pairing.person_id, kind)]
    assert News.objects.filter(kind="proposed").count() == 2
