"""What a peer's page says about agreements: one calm line a person, and at the very moment it is so."""

from datetime import timedelta

import pytest

from consent import services
from peersupport.core import clock
from tests.consent.agreed import put_in_force
from tests.factories import give_account, make_admin, sign_in
from tests.sessions_app.world import Two, publish_once

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
SOON = "you could ask whether it is still right"
OVER = "What you agreed has run out: renew when you meet"
NEW = "A new version of what we promise: talk about what is different, and ask"
FIRST = "Talk through what stays between you two"


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def ends(two):
    return two.person.consents.get().expires_at


def lines(user):
    content = sign_in(user).get("/").content.decode()
    return [words for words in (SOON, OVER, NEW, FIRST) if words in content]


def test_thirty_days_before_it_is_said_in_one_week_and_not_again(two, ends):
    said = {}
    for days in (31, 30, 24, 23, 7, 1):
        with clock.set_to(ends - days * DAY + SECOND):
            said[days] = lines(two.user)

    assert said == {31: [], 30: [SOON], 24: [SOON], 23: [], 7: [], 1: []}


def test_at_the_moment_it_runs_out_the_page_says_so_before_any_run(two, ends):
    with clock.set_to(ends - SECOND):
        assert lines(two.user) == []
    with clock.set_to(ends):
        assert lines(two.user) == [OVER]
        two.agree()
        assert lines(two.user) == []


def test_the_persons_own_page_and_the_staff_page_say_calmly_that_it_ran_out(two, ends):
    own = give_account(two.person)
    calm = "has ended by itself. If it still feels right, you renew it together when you meet."
    with clock.set_to(ends - SECOND):
        assert calm not in sign_in(own).get("/").content.decode()
    with clock.set_to(ends):
        assert calm in sign_in(own).get("/").content.decode()
        assert calm in sign_in(own).get("/my/agreement/").content.decode()
        page = sign_in(two.user).get(f"/people/{two.person.pk}/").content.decode()
        assert "It has run out. Renew it when you meet, if it is still right." in page


def test_a_wider_version_is_one_question_and_other_words_are_none(two):
    for changes, line in ((False, []), (True, [NEW])):
        draft = services.start_policy(agency=two.agency, by=make_admin(agency=two.agency))
        if changes:
            draft.audiences.filter(audience="clinical", content="narrative").update(rule=1)
        put_in_force(draft)
        assert lines(two.user) == line


def test_a_yes_taken_back_after_ten_months_is_not_asked_about_the_next_day(two):
    with clock.set_to(clock.now() + 300 * DAY):
        two.withdraw()
    with clock.set_to(clock.now() + 301 * DAY):
        assert lines(two.user) == []
    with clock.set_to(clock.now() + 484 * DAY):
        assert lines(two.user) == [FIRST]


def test_nobody_is_asked_during_a_break():
    two = Two(agreed=False)
    publish_once(two.agency)
    assert lines(two.user) == [FIRST]

    two.pairing.state, two.pairing.paused_at = "paused", clock.now()
    two.pairing.save()

    assert lines(two.user) == []
