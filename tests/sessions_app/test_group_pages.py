"""Pages of groups: written down, read, and by whom."""

import uuid

import pytest
from django.urls import reverse

from peersupport.people.models import Pairing
from sessions_app.models import Group, GroupRegular, SessionNote, SupportSession
from sessions_app.services import Words, add_regular, complete_gathering, write_group_note
from tests import factories
from tests.sessions_app.circle import Circle, came
from tests.sessions_app.world import wall

LOU_WAS_QUIET = Words(text="Lou was quiet.", kinds=("companionship",))


@pytest.fixture
def circle():
    return Circle()


def post_met(client, group, **fields):
    said = {"key": uuid.uuid4(), "count": "9", "minutes": "90", "when": "now", **fields}
    return client.post(reverse("sessions_app:group_met", args=[group.pk]), said)


def seen(user, session):
    return (
        factories.sign_in(user)
        .get(reverse("sessions_app:session_detail", args=[session.pk]))
        .content.decode()
    )


def test_a_number_is_enough(circle):
    answer = post_met(factories.sign_in(circle.user), circle.group)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert SupportSession.objects.get().gathering.headcount == 9


def test_more_than_the_chips_show(circle):
    post_met(factories.sign_in(circle.user), circle.group, count="more", count_more="40")

    assert SupportSession.objects.get().gathering.headcount == 40


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"count": ""}, "Please say how many came, or tick who."),
        ({"count": "more"}, "Please write the number."),
        ({"count": "more", "count_more": "0"}, "Please check the number."),
        ({"count": "more", "count_more": "9999999999"}, "Please check the number."),
        ({"count": "13"}, "Please choose one of the answers shown."),
        ({"people": ["nobody"]}, ""),
        ({"minutes": "other"}, "Please write how many minutes."),
        (
            {"text": "We cooked."},
            "A few lines can be kept when the group agreement was read aloud at the start.",
        ),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(circle, fields, words):
    answer = post_met(factories.sign_in(circle.user), circle.group, kinds=["companionship"], **fields)

    if words:
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert 'value="companionship"' in answer.content.decode()
        assert not SupportSession.objects.exists()


def test_a_name_in_the_lines_is_pointed_at_and_can_be_said_not_to_be_one(circle):
    circle.walks_with("Big Lou")
    client = factories.sign_in(circle.user)
    said = {"agreement_read": "on", "text": "A big pot of soup.", "key": uuid.uuid4()}

    answer = post_met(client, circle.group, **said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“big” is not anybody&#x27;s name here" in page
    assert "A big pot of soup." in page
    assert post_met(client, circle.group, not_names=["big"], **said).status_code == 302
    assert SupportSession.objects.get().gathering.text is not None


def test_only_the_author_sees_who_came(circle):
    lou, hank = circle.walks_with("Big Lou"), circle.comes("Hank D.")
    session = circle.met(people=[lou, hank], count=8, agreement_read=True, text="We sang.")
    paired = Pairing.objects.get(person=hank).peer.user
    supervisor = factories.make_link(peer=circle.peer).supervisor

    assert {"Big Lou", "Hank D.", "We sang.", ">8<"} == found(seen(circle.user, session))
    assert {"We sang.", ">8<"} == found(seen(supervisor, session))
    assert {"Hank D."} == found(seen(paired, session))


def found(page):
    return {words for words in ("Big Lou", "Hank D.", "We sang.", ">8<") if words in page}


def test_whoever_keeps_the_author_away_since_is_not_shown(circle):
    lou = circle.walks_with("Big Lou")
    session = circle.met(people=[lou], count=8)
    factories.make_block(person=lou, user=circle.user)

    assert found(seen(circle.user, session)) == {">8<"}


def test_a_person_sees_their_own_presence_and_nothing_else(circle):
    lou, hank = circle.walks_with("Big Lou"), circle.comes("Hank D.")
    session = circle.met(people=[lou, hank], count=8, agreement_read=True, text="We sang.")
    write_group_note(session=session, person_id=lou.pk, words=LOU_WAS_QUIET, by=circle.user)
    for person, reads in ((hank, False), (lou, True)):
        client = factories.sign_in(factories.give_account(person))
        pages = [
            client.get(path).content.decode()
            for path in ("/", "/my/meetings/", f"/my/meetings/{session.pk}/")
        ]

        assert all("Voices circle" in page for page in pages)
        assert not any({"We sang.", ">8<"} & found(page) for page in pages)
        assert not any(("Hank D." if person == lou else "Big Lou") in page for page in pages)
        assert ("Lou was quiet." in pages[2]) is reads
        assert ("something to read" in pages[1]) is reads


def test_a_list_of_meetings_tells_each_what_is_theirs(circle):
    lou, hank = circle.walks_with("Big Lou"), circle.comes("Hank D.")
    circle.met(people=[lou, hank], count=8)
    paired = Pairing.objects.get(person=hank).peer.user
    supervisor = factories.make_link(peer=circle.peer).supervisor

    for user, names, is_named in (
        (circle.user, set(), True),
        (supervisor, set(), True),
        (paired, {"Hank D."}, False),
    ):
        page = factories.sign_in(user).get("/sessions/").content.decode()
        assert found(page.partition("ps-rows")[2]) == names
        assert ("Voices circle" in page, "· a group ·" in page) == (is_named, not is_named)


def test_home_of_a_supervisor_names_the_group_and_nobody(circle):
    lou = circle.walks_with("Big Lou")
    circle.met(people=[lou], count=8)
    senior = factories.make_link(peer=circle.peer, kind="senior").supervisor

    page = factories.sign_in(senior).get("/").content.decode()

    assert "Voices circle" in page
    assert "Big Lou" not in page


def test_today_shows_a_planned_group_and_leads_to_who_came(circle):
    plan = circle.plan(local_start=wall(minutes=5))
    client = factories.sign_in(circle.user)

    page = client.get("/").content.decode()

    assert f"/groups/{circle.group.pk}/met/?plan={plan.pk}" in page
    answer = client.get(f"/sessions/{plan.pk}/met/")
    assert answer["Location"] == f"/groups/{circle.group.pk}/met/?plan={plan.pk}"
    assert client.get(answer["Location"]).status_code == 200


def test_a_plan_of_another_group_is_not_there(circle):
    plan = circle.plan()
    other = Circle(agency=circle.agency)

    answer = factories.sign_in(circle.user).get(f"/groups/{other.group.pk}/met/?plan={plan.pk}")

    assert answer.status_code == 404


def test_groups_are_started_changed_closed_and_opened(circle):
    client = factories.sign_in(circle.user)
    said = {"key": uuid.uuid4(), "name": "Sunday walk", "shape": "group", "led_by": "members",
            "program": circle.program.pk}  # fmt: skip

    group = Group.objects.get(pk=client.post("/groups/start/", said)["Location"].split("/")[2])
    client.post(f"/groups/{group.pk}/change/", {**said, "name": "Morning walk"})
    client.post(f"/groups/{group.pk}/close/")

    group.refresh_from_db()
    assert (group.name, group.lead, group.closed_at is None) == ("Morning walk", None, False)
    assert "Open it again" in client.get(f"/groups/{group.pk}/").content.decode()
    assert client.get(f"/groups/{group.pk}/met/").status_code == 409
    client.post(f"/groups/{group.pk}/open/")
    assert client.get(f"/groups/{group.pk}/met/").status_code == 200


def test_the_office_finds_somebody_by_name_and_sees_no_list(circle):
    circle.comes("Svetlana")
    hank = factories.make_person(program=circle.program, name="Hank D.")
    client = factories.sign_in(factories.make_admin(agency=circle.agency))
    path = f"/groups/{circle.group.pk}/"

    assert "Svetlana" not in client.get(path).content.decode()
    assert "Hank D." in client.post(f"{path}regulars/", {"q": "hank"}).content.decode()
    assert client.post(f"{path}regulars/{hank.pk}/").status_code == 302
    assert GroupRegular.objects.filter(person=hank).exists()


def test_a_person_joins_and_leaves_with_one_tap(circle):
    person = factories.make_person(program=circle.program)
    client = factories.sign_in(factories.give_account(person))

    assert "Voices circle" in client.get("/my/groups/").content.decode()
    client.post(f"/my/groups/{circle.group.pk}/join/")
    assert GroupRegular.objects.get().person == person
    client.post(f"/my/groups/{circle.group.pk}/leave/")
    assert not GroupRegular.objects.exists()


def test_a_group_of_a_peer_they_keep_away_is_not_offered_but_can_be_left(circle):
    person = factories.make_person(program=circle.program)
    own = factories.give_account(person)
    add_regular(group=circle.group, person_id=person.pk, by=own)
    factories.make_block(person=person, user=circle.user)
    client = factories.sign_in(own)

    assert client.post(f"/my/groups/{circle.group.pk}/join/").status_code == 404
    client.post(f"/my/groups/{circle.group.pk}/leave/")
    assert "Voices circle" not in client.get("/my/groups/").content.decode()


def test_a_note_for_one_who_came(circle):
    lou = circle.walks_with("Big Lou")
    session = circle.met(people=[lou], kinds=("companionship",))
    client = factories.sign_in(circle.user)
    path = f"/sessions/{session.pk}/people/{lou.pk}/note/"

    assert client.post(path, {"text": ""}).status_code == 422
    said = {"text": "Lou told a joke.", "own_words": "It was fun.", "own_words_by": "them"}
    assert client.post(path, said).status_code == 302
    assert client.post(path, said).status_code == 302
    note = SessionNote.objects.get()
    assert (note.person, note.session, note.own_words_by) == (lou, session, "them")
    read = client.get(client.get(path)["Location"]).content.decode()
    assert "Lou told a joke." in read
    assert client.post(path, {"text": "Another one"}).status_code == 422


def test_a_group_at_a_level_without_words_offers_no_note(circle):
    lou = circle.walks_with("Big Lou", level="attendance")
    session = circle.met(people=[lou])
    client = factories.sign_in(circle.user)

    assert "A note for them" not in seen(circle.user, session)
    assert client.get(f"/sessions/{session.pk}/people/{lou.pk}/note/").status_code == 409


def test_sending_twice_and_from_another_group_key(circle):
    key = uuid.uuid4()
    other = Circle(agency=circle.agency)
    complete_gathering(key=key, group=circle.group, entry=came(count=3), by=circle.user)

    answer = post_met(factories.sign_in(other.user), other.group, key=key)

    assert answer.status_code == 404
