"""Programs, the settings of the house, and what waits on the desk."""

import pytest
from django.urls import reverse

from consent.services import publish_policy, record_answer, start_policy
from peersupport.accounts.models import Agency, Membership, Program
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.desk import services
from peersupport.desk.queries.home import desk_home
from peersupport.desk.queries.pairings import pairing_parts
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    sign_in,
)


@pytest.fixture
def office():
    return make_admin()


@pytest.fixture
def program(office):
    return make_program(agency=office.agency, level="brief")


def changed(program, office, **values):
    said = {
        "names": dict(program.names), "level": program.level, "time_zone": program.time_zone,
        "supervision_model": program.supervision_model,
    }  # fmt: skip
    return services.change_program(program=program, by=office, **{**said, **values})


def test_a_higher_level_waits_for_each_person_and_the_page_says_whom(office, program):
    person = make_person(program=program, name="Ana R.")
    pairing = make_pairing(person=person, peer=make_peer(agency=office.agency))
    publish_policy(policy=start_policy(agency=office.agency, by=office), by=office)
    record_answer(
        person=person, answer="yes", language="en", way="typed", signature="Ana", by=pairing.peer.user
    )
    desk, page = sign_in(office), reverse("desk:program_edit", args=[program.pk])
    assert "agreed to less" not in desk.get(page).content.decode()

    changed(program, office, level="together")

    said = desk.get(page).content.decode()
    assert "Somebody here agreed to less" in said
    assert "Ana R." in said
    person.refresh_from_db()
    assert person.gate.level == "brief"


def test_a_house_without_bills_has_no_level_for_a_payer(office, program):
    with pytest.raises(DomainError) as error:
        changed(program, office, level="billable")
    assert error.value.field == "level"
    page = sign_in(office).get(reverse("desk:program_add")).content.decode()
    assert "used for payment" not in page

    Agency.objects.filter(pk=office.agency_id).update(brings_bills=True)
    assert "used for payment" in sign_in(office).get(reverse("desk:program_add")).content.decode()


def test_where_people_have_names_nothing_becomes_nobody(office, program):
    make_person(program=program)

    with pytest.raises(DomainError):
        changed(program, office, level="none")


def test_a_program_closes_when_nobody_walks_in_it_and_leaves_the_choices(office, program):
    pairing = make_pairing(person=make_person(program=program), peer=make_peer(agency=office.agency))
    with pytest.raises(WrongState):
        services.close_program(program=program, by=office)
    pairing.state, pairing.ended_at, pairing.end_reason = "ended", clock.now(), "goodbye"
    pairing.save()
    desk = sign_in(office)

    answer = desk.post(reverse("desk:program_close", args=[program.pk]), follow=True)

    assert (
        f"undo:{reverse('desk:program_open', args=[program.pk])}"
        in str([message.extra_tags for message in answer.context["messages"]])
        or "Undo" in answer.content.decode()
    )
    assert program.name not in desk.get(reverse("desk:invitation_add")).content.decode()
    desk.post(reverse("desk:program_open", args=[program.pk]))
    assert Program.objects.get(pk=program.pk).closed_on is None


def test_only_the_office_of_the_house_changes_a_program(office, program):
    for by in (make_admin(), make_peer(agency=office.agency).user):
        with pytest.raises((NotAllowed, Program.DoesNotExist)):
            changed(program, by)


def test_names_are_kept_for_each_language(office):
    data = {"name_en": "Home Again", "name_es": "De vuelta", "level": "brief", "supervision_model": "circle",
            "time_zone": "America/Denver"}  # fmt: skip
    desk = sign_in(office)
    odd = desk.post(reverse("desk:program_add"), {**data, "name_en": "", "time_zone": "Mars"})
    assert (odd.status_code, set(odd.context["form"].errors)) == (422, {"name_en", "time_zone"})

    desk.post(reverse("desk:program_add"), data)

    assert Program.objects.get(level="brief").names == {"en": "Home Again", "es": "De vuelta"}


ABOUT_PEOPLE = {
    "People and peers", "Agreements to talk over", "Who is let in", "Bring people and past meetings in",
}  # fmt: skip


def titles_of(desk):
    """The doors of the desk, in their order."""
    return [str(row.title) for row in desk.get(reverse("desk:home")).context["desk"].doors]


def test_the_settings_of_the_house(office):
    desk, page = sign_in(office), reverse("desk:house_settings")
    before = titles_of(desk)
    assert before == [
        "Programs", "Colleagues", "People and peers", "Agreements to talk over", "Supervision", "Who is on call",
        "The phone plan", "Wider help", "What must be reported", "What we promise",
        "What the house promises its peers", "What the house says about boundaries", "Words of the house",
        "What changed, by whom", "What was shared outside", "Messages that need somebody", "Who is let in",
        "Bring people and past meetings in", "Settings of the house",
    ]  # fmt: skip
    initial = desk.get(page).context["form"].initial
    data = {**initial, "neutral_name": "Lamplight", "keeps_names": "", "brings_bills": "on"}

    assert desk.post(page, data | {"neutral_name": "Our recovery house"}).status_code == 422
    assert desk.post(page, data).status_code == 302

    agency = Agency.objects.get(pk=office.agency_id)
    assert (agency.neutral_name, agency.keeps_names, agency.brings_bills) == ("Lamplight", False, True)
    # What is about people is put away where no names are kept: in the menu of the desk and above it.
    assert titles_of(desk) == [title for title in before if title not in ABOUT_PEOPLE]
    assert [door["url"] for door in desk.get(page).context["nav"]] == [
        "/",
        "/groups/",
        "/supervision/",
        "/manage/",
    ]


def test_the_desk_says_what_waits_and_nothing_else(office, program):
    peer = make_peer(agency=office.agency, program=program)
    make_person(
        program=program, confirmed_at=None, confirmed_by=None, confirm_by=clock.now(), added_by=peer.user
    )
    gone = make_pairing(person=make_person(program=program), peer=make_peer(agency=office.agency))
    Membership.objects.filter(user=gone.peer.user).update(ended_at=clock.now())
    wish = make_pairing(person=make_person(program=program), peer=peer, state="offered")
    wish.offered_by = give_account(wish.person)
    wish.save()

    waiting = {row.title: row.tag for row in desk_home(office).waiting}

    assert waiting == {
        "People added by a peer": "1",
        "People whose peer works here no more": "1",
        "Wishes for a peer": "1",
        "Nobody on call, in the next 14 days": "1",
        "Peers to find a supervisor for": "1",
        "Put in writing that signals are no ground for discipline": "1",
    }


def test_who_keeps_the_office_away_and_colleagues_stand_on_no_list(office, program):
    hidden = make_person(program=program, name="Hidden H.")
    make_block(person=hidden, user=office)
    own_life = make_person(program=program, name="Other Life")
    own_life.also_staff = make_peer(agency=office.agency).user
    own_life.save()

    assert pairing_parts(office) == []


def test_a_task_is_given_once_and_ended(office):
    peer = make_peer(agency=office.agency)
    colleague, desk = peer.user, sign_in(office)
    give = reverse("desk:task_give", args=[colleague.pk])
    assert desk.post(give, {"role": "peer"}).status_code == 422

    desk.post(give, {"role": "agency_admin"})
    task = Membership.objects.get(user=colleague, role=Role.ADMIN)
    desk.post(reverse("desk:task_end", args=[task.pk]))

    task.refresh_from_db()
    assert task.ended_at is not None
    assert desk.post(reverse("desk:task_give", args=[office.pk]), {"role": "peer"}).status_code == 403


def test_part_2_is_off_until_the_office_says_so_and_stands_in_the_history(office, program):
    person = make_person(program=program)
    gate, desk = person.gate.changes, sign_in(office)
    page = reverse("desk:program_edit", args=[program.pk])
    said = {
        "name_en": "A",
        "name_es": "",
        "level": "brief",
        "supervision_model": "hybrid",
        "time_zone": "UTC",
    }
    assert not program.part2

    assert desk.post(page, said | {"part2": "on"}).status_code == 302

    program.refresh_from_db()
    person.gate.refresh_from_db()
    assert (program.part2, person.gate.changes) == (True, gate + 1)
    assert "42 CFR Part 2" in desk.get(reverse("desk:changes")).content.decode()
    assert changed(program, office, level="attendance").part2


def test_a_neutral_name_that_tells_too_much_is_shown_to_the_office_and_stops_nothing(office):
    desk, settings = sign_in(office), reverse("desk:house_settings")
    waits = "A neutral name that may tell what this is about"
    assert waits not in desk.get(reverse("desk:home")).content.decode()
    Agency.objects.filter(pk=office.agency_id).update(neutral_name="Recovery Friends")

    assert waits in desk.get(reverse("desk:home")).content.decode()
    page = desk.get(settings)
    assert "may tell whoever sees the phone" in page.content.decode()
    said = {name: value for name, value in page.context["form"].initial.items() if value is not False}
    assert desk.post(settings, {**said, "on_call_phone": "555-0100"}).status_code == 302
    refused = desk.post(settings, {**said, "neutral_name": "The Clinic"})
    assert list(refused.context["form"].errors) == ["neutral_name"]
