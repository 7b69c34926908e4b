"""Each writable field against what people, clumsy programs and attackers send: a sentence at the field or an exact
round trip, nothing typed lost, never a 5xx."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from peersupport.audit.services import reading
from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app.models import SessionNote, SupportSession
from tests import factories
from tests.sessions_app.world import Two
from tests.support.midday import NEW_YORK

LOG = reverse("sessions_app:session_log")
GOOD = {"minutes": "45", "when": "now", "kinds": ["emotional"], "text": "A bench."}
LINES = ["agenda", "next_step", "taken_along"]
TEXTS = ["text", "own_words"]

KEPT = [
    "José and Jose\u0301 met",
    "👩‍👩‍👧 🏳️‍🌈",
    "مرحبا يا صديقي",
    "नमस्ते",
    "O'Neil \"quoted\" <b>&amp;</b> {{ 7*7 }} {% now 'Y' %}",
    "=1+1",
    "'; DROP TABLE sessions_app_sessionnote; --",
    "null",
    "%s {0.__class__} ../../etc",
    "javascript:alert(1)",
]
REFUSED = ["with\x00nul", "bell\x07", "turned\u202eround"]
BLANK = ["", "   ", "\u200b\u200d", "\n\t\n"]

NUMBERS = [
    "-5",
    "0",
    "1441",
    "2147483648",
    "1e400",
    "NaN",
    "Infinity",
    "1,5",
    "true",
    "9" * 5000,
    "",
    "12 apples",
]
DATES = [
    "0001-01-01",
    "1999-12-31",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-13-45",
    "x",
    "",
    "31.1.2026",
    "\x00",
]
TIMES = ["24:00", "12:60", "-1:00", "x", "", "12", "\x00"]
CODES = ["rocket", "\x00", "them,me", "THEM", "' OR 1=1", "🚀"]
CHOICES = [
    "minutes",
    "when",
    "way",
    "place",
    "kinds",
    "agenda_by",
    "own_words_by",
    "why_shared",
    "next_step_whose",
    "how_written",
    "language",
]


@pytest.fixture
def post():
    return posting(Two())


@pytest.fixture
def post_in_new_york():
    """Where the clocks go forward and back, whatever time it is."""
    return posting(Two(zone=NEW_YORK))


def posting(two):
    client = factories.sign_in(two.user)

    def send(**values):
        response = client.post(
            f"{LOG}?person={two.person.pk}&draft={uuid.uuid4()}", GOOD | {"shared_story": "on"} | values
        )
        assert response.status_code in {302, 422}, response.status_code
        return set(response.context["form"].errors) if response.status_code == 422 else None

    send.two = two
    return send


def stored(two):
    note = SessionNote.objects.latest("completed_at")
    with acting_as(two.user.pk), reading(by=two.user, purpose="own_work", via="author") as handle:
        return handle.open(note)


@pytest.mark.parametrize("value", KEPT)
def test_words_come_back_as_they_were_written(post, value):
    assert post(**dict.fromkeys([*LINES, *TEXTS], value)) is None

    note = stored(post.two)
    expected = value.replace("e\u0301", "é")
    assert {name: getattr(note, name) for name in [*LINES, *TEXTS]} == dict.fromkeys(
        [*LINES, *TEXTS], expected
    )


@pytest.mark.parametrize("value", REFUSED)
def test_hidden_characters_are_refused_at_their_field(post, value):
    assert post(**dict.fromkeys([*LINES, *TEXTS], value)) == {*LINES, *TEXTS}


@pytest.mark.parametrize("value", BLANK)
def test_blank_is_nothing(post, value):
    assert post(text=value) == {"text"}
    assert post(text=value, rest_stays_between_us="on") is None


@pytest.mark.parametrize(
    ("letters", "wrong"), [(600, None), (601, {"text"}), (10_001, {"text"}), (1_000_000, {"text"})]
)
def test_long_note(post, letters, wrong):
    assert post(text="a" * letters) == wrong


def test_long_lines_and_many_lines(post):
    assert post(agenda="a" * 201, own_words="b\n" * 100_000) == {"agenda", "own_words"}
    assert post(agenda="two\nlines") == {"agenda"}


@pytest.mark.parametrize("value", NUMBERS)
def test_numbers_that_are_no_length(post, value):
    assert post(minutes="other", minutes_other=value) == {"minutes_other"}


def test_arabic_digits_are_digits(post):
    assert post(minutes="other", minutes_other="٧٥") is None
    assert SupportSession.objects.get().minutes == 75


@pytest.mark.parametrize("value", DATES)
def test_days_that_are_none(post, value):
    assert post(when="day", start_date=value, start_time="10:00") == {"start_date"}


@pytest.mark.parametrize("value", TIMES)
def test_times_that_are_none(post, value):
    assert post(when="day", start_date="2026-01-05", start_time=value) == {"start_time"}


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", CODES)
def test_unknown_answers(post, name, value):
    assert post(**{name: value}) == {name}


def test_mass_assignment_changes_nothing(post):
    stranger = factories.make_peer(agency=post.two.agency)
    extra = {
        "peer": stranger.pk,
        "agency": uuid.uuid4(),
        "state": "cancelled",
        "level": "billable",
        "author_id": stranger.user.pk,
        "has_note": "",
        "created_at": "2001-01-01",
        "signed_as": "Dr.",
    }

    assert post(**extra) is None

    session, note = SupportSession.objects.get(), SessionNote.objects.get()
    assert (session.peer, session.state, session.level, session.has_note, note.signed_as) == (
        post.two.peer,
        "completed",
        "brief",
        True,
        "",
    )


@pytest.mark.parametrize(
    "opened",
    ["", "x", "9999-12-31T00:00+00:00", "0001-01-01T00:00+00:00", "2026", "0001-01-01T00:00+23:00"],
)
def test_moment_of_opening_is_never_in_the_way(post, opened):
    assert post(opened_at=opened) is None


def test_time_that_the_clocks_skip_is_explained(post_in_new_york):
    post = post_in_new_york
    with clock.set_to(datetime(2027, 3, 20, tzinfo=ZoneInfo(NEW_YORK))):
        post.two.agree()
        assert post(when="day", start_date="2027-03-14", start_time="02:30") == {"start_time"}


def test_time_that_comes_twice_asks_which(post_in_new_york):
    post = post_in_new_york
    with clock.set_to(datetime(2026, 11, 10, tzinfo=ZoneInfo(NEW_YORK))):
        post.two.agree()
        night = {"when": "day", "start_date": "2026-11-01", "start_time": "01:30"}
        assert post(**night) == {"which_hour"}
        assert post(**night, which_hour="1") is None
    session = SupportSession.objects.get()
    assert (session.local_start, session.starts_at.hour) == ("2026-11-01T01:30", 6)


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"a" * 3_000_000, b"minutes=%ED%A0%80&text=%00", b"%", b"&" * 600]
)
def test_broken_bodies(body):
    two = Two()

    response = factories.sign_in(two.user).post(
        f"{LOG}?person={two.person.pk}&draft={uuid.uuid4()}",
        body,
        content_type="application/x-www-form-urlencoded",
    )

    assert 400 <= response.status_code < 500
