"""The pages of the rooms, tapped through as a peer and a supervisor do."""

import re

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from peersupport.accounts.models import Program
from peersupport.core import clock
from supervision.models import ClinicalMeeting, KeptAnswer, SeniorLine, SeniorMeeting, SharedLine, TalkWish
from tests import factories
from tests.parts.rooms import line, met
from tests.supervision.test_room_meetings import Two


@pytest.fixture
def two(database):
    return Two()


def page(client, name, *args, data=None):
    address = reverse(f"supervision:{name}", args=args)
    response = client.get(address) if data is None else client.post(address, data, follow=True)
    return response, response.content.decode()


def test_after_an_hour_the_length_is_all_that_is_asked(two):
    client = factories.sign_in(two.user)
    _response, form = page(client, "meeting_met_new", "senior")
    assert f'value="s-{two.senior.pk}"' in form
    assert re.search(rf'value="s-{two.senior.pk}"[^>]*checked', form)
    said = {"peers": f"s-{two.senior.pk}", "held_on": two.today.isoformat(), "minutes": "60"}
    response, shown = page(client, "meeting_met_new", "senior", data=said)

    held = SeniorMeeting.objects.get()
    assert (held.minutes, held.held_on, held.form) == (60, two.today, "individual")
    assert response.redirect_chain[-1][0] == reverse("supervision:meeting_page", args=["senior", held.pk])
    assert "Written down: you met." in shown
    page(client, "meeting_undo", "senior", held.pk, data={})
    assert not SeniorMeeting.objects.exists()


def test_a_length_that_is_missing_is_asked_for_and_nothing_is_lost(two):
    client = factories.sign_in(two.user)
    said = {"peers": f"s-{two.senior.pk}", "held_on": "2999-01-01", "minutes": "60"}
    response, shown = page(client, "meeting_met_new", "senior", data=said)

    assert response.status_code == 422
    assert "That day is still to come. You can plan it instead." in shown
    assert "2999-01-01" in shown
    assert page(client, "meeting_met_new", "senior", data={})[0].status_code == 422


def test_a_supervisor_plans_with_several_and_the_peers_find_it(two):
    other = factories.make_peer(agency=two.agency)
    factories.make_link(peer=other, kind="clinical", supervisor=two.clinical)
    client = factories.sign_in(two.clinical)
    peers = [f"p-{two.peer.pk}", f"p-{other.pk}"]
    day = two.today.replace(year=two.today.year + 1, day=1, month=1)
    said = {"peers": peers, "start_date": day.isoformat(), "start_time": "10:00"}
    page(client, "meeting_plan", "clinical", data=said)

    assert ClinicalMeeting.objects.get().form == "group"
    for user in (two.user, other.user):
        assert two.clinical.name in page(factories.sign_in(user), "meetings")[1]
    assert two.clinical.name not in page(factories.sign_in(two.senior), "meetings")[1]


def test_a_circle_writes_down_that_it_met(two):
    other = factories.make_peer(agency=two.agency)
    client = factories.sign_in(two.user)
    assert page(client, "meeting_met_new", "circle")[0].status_code == 404
    factories.make_program(agency=two.agency, supervision_model=Program.SupervisionModel.CIRCLE)
    said = {"peers": [f"p-{other.pk}"], "held_on": two.today.isoformat(), "minutes": "90"}
    page(client, "meeting_met_new", "circle", data=said)

    assert SeniorMeeting.objects.get().supervisor is None
    assert two.user.name in page(factories.sign_in(other.user), "meetings")[1]
    assert page(factories.sign_in(two.senior), "meeting_met_new", "circle")[0].status_code == 404


def test_a_circle_is_shown_no_empty_clinical_room(two):
    title = "Safety and paperwork room"
    alone = factories.make_peer(agency=two.agency)
    client = factories.sign_in(alone.user)
    assert title in page(client, "meetings")[1]
    factories.make_program(agency=two.agency, supervision_model=Program.SupervisionModel.CIRCLE)

    assert title not in page(client, "meetings")[1]
    for user in (two.user, two.clinical):
        assert title in page(factories.sign_in(user), "meetings")[1]
    met("clinical", alone, two.clinical)
    assert title in page(client, "meetings")[1]


def test_a_line_is_written_shared_with_a_yes_and_taken_back(two):
    client = factories.sign_in(two.user)
    meeting = met("senior", two.peer, two.senior)
    page(client, "meeting_page", "senior", meeting.pk, data={"kind": "agenda", "text": "Mondays at the desk"})
    row = SeniorLine.objects.get()
    _response, asked = page(client, "line_share", row.pk)
    assert "Mondays at the desk" in asked
    page(client, "line_share", row.pk, data={"audience": "office"})

    office = factories.sign_in(factories.make_admin(agency=two.agency))
    assert "Mondays at the desk" in page(office, "meeting_dates")[1]
    assert "shared with: the office" in page(client, "meeting_page", "senior", meeting.pk)[1]
    page(client, "shared_take_back", SharedLine.objects.get().pk, data={})
    assert "Mondays at the desk" not in page(office, "meeting_dates")[1]


def test_the_office_sees_days_of_the_clinical_room_alone(two):
    clinical = met("clinical", two.peer, two.clinical, days_ago=40)
    senior = met("senior", two.peer, two.senior, days_ago=20)
    shown = page(factories.sign_in(factories.make_admin(agency=two.agency)), "meeting_dates")[1]

    assert date_format(clinical.held_on, "DATE_FORMAT") in shown
    assert date_format(senior.held_on, "DATE_FORMAT") not in shown


def test_a_wish_to_talk_is_three_taps_and_a_no_leaves_nothing(two):
    client, senior = factories.sign_in(two.user), factories.sign_in(two.senior)
    page(client, "talk_ask", data={"soon": "no"})
    assert not TalkWish.objects.exists()
    page(client, "talk_ask", data={"soon": "today"})

    assert two.user.name in page(senior, "index")[1]
    assert two.user.name not in page(factories.sign_in(two.clinical), "index")[1]
    page(senior, "talk_close", TalkWish.objects.get().pk, data={})
    assert not TalkWish.objects.exists()


def test_talking_is_offered_first_when_somebody_died(two):
    client = factories.sign_in(two.user)
    assert "Somebody you walked with died" not in page(client, "index")[1]
    factories.make_pairing(peer=two.peer, state="ended", end_reason="died")

    assert "Somebody you walked with died" in page(client, "index")[1]


def test_an_answer_is_kept_for_oneself(two):
    client = factories.sign_in(two.user)
    meeting = met("senior", two.peer, two.senior)
    assert "Nobody has to answer" in page(client, "meeting_page", "senior", meeting.pk)[1]
    page(client, "answer_keep", meeting.pk, data={"text": "I asked too late."})

    assert "I asked too late." in page(client, "answers")[1]
    assert page(factories.sign_in(two.senior), "answers")[0].status_code == 404
    page(client, "answer_delete", KeptAnswer.objects.get().pk, data={})
    assert "Nothing kept" in page(client, "answers")[1]


def test_lists_go_on_where_they_stop_and_survive_nonsense(two):
    for number in range(30):
        met("senior", two.peer, two.senior, days_ago=number + 1)
    client = factories.sign_in(two.user)
    address = reverse("supervision:meeting_list", args=["senior"])
    first = client.get(address).content.decode()
    older = re.search(r'href="(\?before=[^"]+)"', first)
    second = client.get(address + older.group(1).replace("&amp;", "&")).content.decode()

    assert (first.count("ps-row__title"), second.count("ps-row__title")) == (25, 5)
    for nonsense in ("x", "2026-01-01", "2026-01-01,x", "\x00"):
        assert client.get(address, {"before": nonsense}).status_code == 200


def test_every_planned_meeting_can_be_reached(two):
    for _number in range(30):
        met("senior", two.peer, two.senior, planned=True)
    met("senior", two.peer, two.senior)
    client = factories.sign_in(two.user)
    both = page(client, "meetings")[1]
    address = reverse("supervision:meeting_list", args=["senior"])
    assert both.count("ps-row__title") == 21
    assert f"{address}?planned=1" in both

    first = client.get(address, {"planned": "1"}).content.decode()
    later = re.search(r'href="(\?planned=1&amp;after=[^"]+)"', first)
    second = client.get(address + later.group(1).replace("&amp;", "&")).content.decode()
    assert (first.count("ps-row__title"), second.count("ps-row__title")) == (25, 5)
    found = set(re.findall(r"/senior/([0-9a-f-]{36})/", first + second))
    assert found == {str(one.pk) for one in SeniorMeeting.objects.planned()}
    for nonsense in ("x", "2026-01-01", "2026-01-01,x", "\x00"):
        assert client.get(address, {"planned": "1", "after": nonsense}).status_code == 200


def test_every_line_given_out_can_be_reached_and_taken_back(two):
    meeting = met("senior", two.peer, two.senior)
    rows = [line(meeting, two.peer, f"line {number}") for number in range(30)]
    for audience in ("clinical", "office"):
        for number, row in enumerate(rows):
            with clock.set_to(clock.ago(days=number + (40 if audience == "office" else 0))):
                SharedLine.objects.create(
                    agency_id=two.agency.pk, peer=two.peer, audience=audience, line_id=row.pk, text="x"
                )
    client, office = factories.sign_in(two.user), factories.sign_in(factories.make_admin(agency=two.agency))
    assert page(client, "meetings")[1].count(">Take back<") == 25
    shown = page(office, "meeting_dates")[1]
    assert shown.count("shares this with you") == 25
    older = re.search(r'href="(\?before=[^"]+)"', shown).group(1).replace("&amp;", "&")
    rest = office.get(reverse("supervision:meeting_dates") + older).content.decode()
    assert rest.count("shares this with you") == 5

    given = SharedLine.objects.filter(audience="office").earliest("created_at")
    assert page(client, "meeting_page", "senior", meeting.pk)[1].count("Take back from: the office") == 30
    response, _shown = page(client, "shared_take_back", given.pk, data={"from_line": "1"})
    assert response.redirect_chain[-1][0] == reverse("supervision:meeting_page", args=["senior", meeting.pk])
    assert not SharedLine.objects.filter(pk=given.pk).exists()


def test_a_held_meeting_is_not_called_off_and_a_line_of_another_room_is_not_found(two):
    client = factories.sign_in(two.user)
    meeting = met("senior", two.peer, two.senior)
    assert page(client, "meeting_off", "senior", meeting.pk, data={})[0].status_code == 409
    row = line(meeting, two.peer, "x")
    for name, room in (("line_settle", "clinical"), ("line_delete", "clinical"), ("line_carry", "attic")):
        assert page(client, name, room, row.pk, data={})[0].status_code == 404
