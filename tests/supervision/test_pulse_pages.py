"""The pages of the pulses: what is typed stays, what is refused says so, and nobody sees what is not theirs."""

from datetime import date

import pytest
from django.urls import reverse

from supervision.models import PeoplesAnswer, PeoplesNote, PulseAnswer, WorkplaceAnswer
from supervision.pulse_items import (
    all_items,
    items_of_month,
    items_of_quarter,
    month_of,
    quarter_of,
    workplace_items,
)
from tests import factories

from .pulse_world import JANUARY, JUNE, MAY, PulseWorld, on

OVER = date(2026, 4, 1)


@pytest.fixture
def world():
    return PulseWorld()


def get(user, route, *arguments):
    return factories.sign_in(user).get(reverse(route, args=arguments))


def post(user, route, *arguments, data):
    return factories.sign_in(user).post(reverse(route, args=arguments), data)


def taps(items, answer):
    return {item.id: answer for item in items}


def test_five_taps_and_one_save(world):
    with on(MAY):
        page = get(world.peer.user, "supervision:pulse")
        said = taps(items_of_month(MAY), "2") | {"text": "A good month."}
        saved = post(world.peer.user, "supervision:pulse", data=said)
        again = get(world.peer.user, "supervision:pulse")

    assert page.content.count(b"<fieldset") == 5
    assert saved.status_code == 302
    assert PulseAnswer.objects.count() == 5
    assert "A good month." in again.content.decode()
    assert again.content.count(b"checked") == 5


def test_a_word_that_is_none_is_refused_and_what_was_typed_stays(world):
    items = items_of_month(MAY)
    with on(MAY):
        answer = post(
            world.peer.user, "supervision:pulse", data={items[0].id: "9", "text": "Typed on the bus."}
        )

    assert answer.status_code == 422
    assert "Typed on the bus." in answer.content.decode()
    assert not PulseAnswer.objects.exists()


def test_the_supervisor_taps_about_one_peer_and_sees_three_voices(world):
    with on(MAY):
        for user, address in ((world.peer.user, ()), (world.senior, (world.peer.pk,))):
            route = "supervision:pulse_of" if address else "supervision:pulse"
            post(user, route, *address, data=taps(items_of_month(MAY), "3"))
        page = get(world.senior, "supervision:voices_of", world.peer.pk).content.decode()

    assert page.count('class="ps-chart"') == 5
    assert "nearly always" in page
    assert "Chinman" in page
    assert "people, together" in page


def test_all_twenty_sentences_are_offered_to_the_supervisor_too_in_their_own_voice(world):
    peer = world.peer.pk
    long = reverse("supervision:pulse_of_long", args=[peer])
    with on(MAY):
        short = get(world.senior, "supervision:pulse_of", peer).content.decode()
        page = get(world.senior, "supervision:pulse_of_long", peer)
        saved = post(world.senior, "supervision:pulse_of_long", peer, data=taps(all_items(), "2"))
    with on(JUNE):
        later = get(world.senior, "supervision:pulse_of", peer).content.decode()
        again = post(world.senior, "supervision:pulse_of_long", peer, data=taps(all_items(), "1"))

    assert (long in short, long in later) == (True, False)
    assert (page.content.count(b"<fieldset"), page.content.count(b"All twenty sentences")) == (20, 0)
    assert b"They listen as somebody who has been there." in page.content
    assert (saved.status_code, again.status_code) == (302, 422)
    assert PulseAnswer.objects.filter(voice="senior", answer=2).count() == 20


def test_a_month_is_deleted_and_an_unknown_one_is_not_there(world):
    with on(MAY):
        post(world.peer.user, "supervision:pulse", data=taps(items_of_month(MAY), "3"))
        answers = [
            post(world.peer.user, "supervision:pulse_forget", month, data={}).status_code
            for month in ("2026-13", "soon", "2026-04", "2026-05")
        ]

    assert answers == [404, 404, 404, 302]
    assert not PulseAnswer.objects.exists()


def test_the_person_is_told_what_becomes_of_it_and_says_it_once(world):
    user = world.person()
    said = taps(items_of_quarter(quarter_of(MAY)), "1")
    with on(MAY):
        page = get(user, "my_record:pulse", world.peer.pk).content.decode()
        saved = post(user, "my_record:pulse", world.peer.pk, data=said)
        again = get(user, "my_record:pulse", world.peer.pk).content.decode()
        twice = post(user, "my_record:pulse", world.peer.pk, data=said)

    assert "at least five people" in page
    assert saved.status_code == 302
    assert '<form method="post" novalidate' not in again
    assert twice.status_code == 422
    assert PeoplesAnswer.objects.count() == 5


def test_words_without_the_tick_are_not_kept_and_stay_in_the_box(world):
    user = world.person()
    words = {"text": "Only for me."}
    with on(MAY):
        refused = post(user, "my_record:pulse", world.peer.pk, data=words)
        saved = post(user, "my_record:pulse", world.peer.pk, data=words | {"may_read": "on"})

    assert refused.status_code == 422
    assert "Only for me." in refused.content.decode()
    assert saved.status_code == 302
    assert PeoplesNote.objects.get().month == month_of(MAY)


def test_a_person_without_senior_supervisor_has_no_box_for_words(world):
    factories.SupervisionLink.objects.all().delete()
    with on(MAY):
        page = get(world.person(), "my_record:pulse", world.peer.pk).content.decode()

    assert "may_read" not in page


def test_the_sheet_is_printed_and_entered(world):
    items = items_of_quarter(quarter_of(MAY))
    with on(MAY):
        sheet = get(world.office, "supervision:sheet_print", world.peer.pk).content.decode()
        empty = post(world.office, "supervision:sheet_enter", world.peer.pk, data={})
        saved = post(world.office, "supervision:sheet_enter", world.peer.pk, data=taps(items, "0"))

    assert all(item.in_voice("person") in sheet.replace("&#x27;", "'") for item in items)
    assert "not to Gabe" in sheet
    assert empty.status_code == 422
    assert saved.status_code == 302
    assert PeoplesAnswer.objects.filter(on_paper=True).count() == 5


def test_the_workplace_leads_the_page_and_waits_for_its_answer(world):
    world.peers_say(JANUARY, [1] * 5)
    with on(OVER):
        page = get(world.peer.user, "supervision:fidelity").content.decode()
        first = get(world.office, "supervision:index").content.decode()
        half = "2026-01-01"
        empty = post(world.office, "supervision:workplace_reply", half, data={"text": " "})
        wrong = [
            get(world.office, "supervision:workplace_reply", odd).status_code for odd in ("2025-07-01", "x")
        ]
        post(
            world.office, "supervision:workplace_reply", half, data={"text": "The pay range is on the wall."}
        )
        answered = get(world.peer.user, "supervision:fidelity").content.decode()

    assert page.index("My training is paid") < page.index("Three voices")
    assert "The house answers by April 11, 2026" in page
    assert "Please answer." in first
    assert (empty.status_code, wrong) == (422, [404, 404])
    assert "The pay range is on the wall." in answered


def test_a_peer_answers_about_the_workplace_once(world):
    said = taps(workplace_items(), "0")
    with on(JANUARY):
        saved = post(world.peer.user, "supervision:workplace", data=said)
        page = get(world.peer.user, "supervision:workplace").content.decode()
        twice = post(world.peer.user, "supervision:workplace", data=said)

    assert (saved.status_code, twice.status_code) == (302, 409)
    assert "You had your say" in page
    assert WorkplaceAnswer.objects.count() == 5


def test_the_sentences_are_there_in_spanish(world):
    type(world.peer.user).objects.filter(pk=world.peer.user.pk).update(language="es")
    with on(MAY):
        page = get(world.peer.user, "supervision:pulse").content.decode()

    assert items_of_month(MAY)[0].says["peer"]["es"] in page
