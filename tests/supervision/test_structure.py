"""The lists about structure: who is to be found, overdue, or over; for each reader only what is theirs."""

from datetime import timedelta

import pytest

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.people import services
from peersupport.people.models import Credential, SupervisionLink
from peersupport.rules.models import ProgramRules
from supervision.queries import structure
from tests.factories import (
    make_link,
    make_peer,
    make_program,
)
from tests.supervision.structure_house import House


@pytest.fixture
def house():
    return House()


AGO = "With the senior peer supervisor: the last one is more than 30 days ago."
CLINICAL_AGO = "With the clinical supervisor: the last one is more than 30 days ago."
NEUTRAL = "With the senior peer supervisor: longer ago than the rules say, or not written down."


def test_without_a_rule_there_is_no_list(house):
    shown = structure.overdue(house.office)

    assert (shown.lines, shown.has_rules) == ([], False)
    assert structure.over_ratio(house.office).has_rules is False


def test_the_last_meeting_that_counts_decides(house):
    house.rule()
    by = house.senior
    assert house.overdue(by) == [
        ("Jin Baek", "With the senior peer supervisor: no meeting is written down yet.")
    ]

    house.met(days=31)
    assert house.overdue(by) == [("Jin Baek", AGO)]
    house.met("clinical", days=1)
    house.met(days=1, state="planned")
    house.met(days=1, state="cancelled")
    assert house.overdue(by) == [("Jin Baek", AGO)]
    house.met(days=30)
    assert house.overdue(by) == []


@pytest.mark.parametrize("kind", ["senior", "either"])
def test_the_office_hears_of_the_peer_room_no_more_than_that_the_time_is_over(house, kind):
    house.rule(kind=kind)
    words = {line for _name, line in house.overdue()}
    house.met(days=40)
    words |= {line for _name, line in house.overdue()}
    house.met(days=2, minutes=29)
    words |= {line for _name, line in house.overdue()}

    if kind == "senior":
        assert words == {NEUTRAL}
    assert len(words) == 1
    house.met(days=1)
    assert house.overdue() == []


def test_the_office_hears_of_the_clinical_room_what_its_days_say_anyway(house):
    house.rule(kind="clinical")
    house.met("clinical", days=31)

    assert house.overdue() == [("Jin Baek", CLINICAL_AGO)]


def test_where_either_counts_a_supervisor_hears_of_their_own_room_alone(house):
    house.rule(kind="either")
    house.met("clinical", days=31)
    before = house.overdue(house.clinical)
    house.met(days=1)

    assert house.overdue(house.clinical) == before
    assert before == [("Jin Baek", f"{CLINICAL_AGO} A meeting with the other supervisor counts as well.")]
    assert house.overdue(house.senior) == house.overdue() == []


def test_too_short_or_of_another_way_does_not_count_and_is_said(house):
    house.rule()
    house.met(days=40)

    house.met(days=2, minutes=29)
    house.met(days=2, form="observed")

    (line,) = house.overdue(house.senior)
    assert line[1].endswith("the last one was shorter, or of another way, than the rules count.")
    house.met(days=29, minutes=30, form="group")
    assert house.overdue() == []


def test_either_of_the_two_counts_where_the_rule_says_either(house):
    house.rule(kind="either")

    house.met("clinical", days=3)

    assert house.overdue() == []


def test_a_stage_has_its_own_line_and_the_strictest_program_holds(house):
    house.rule(interval_days=7, stage="training")
    house.met(days=10)
    assert house.overdue() == []
    Credential.objects.create(agency_id=house.agency.pk, peer=house.peer, title="x", stage="training")
    assert len(house.overdue()) == 1

    Credential.objects.all().delete()
    other = make_program(agency=house.agency)
    house.rule(other, interval_days=9)
    assert house.overdue() == []
    services_program = make_peer(agency=house.agency, program=other, name="Wen")
    make_link(peer=services_program, kind="senior", supervisor=house.senior, made_by=house.office)
    assert [name for name, _words in house.overdue()] == ["Wen"]


def test_who_was_linked_lately_has_the_same_time_from_then(house):
    house.rule()
    SupervisionLink.objects.update(starts_on=house.agency.today() - timedelta(days=30))
    assert house.overdue() == []

    with clock.set_to(clock.now() + timedelta(days=1)):
        assert len(house.overdue()) == 1


def test_a_rule_about_nobody_linked_is_no_reminder(house):
    house.rule()
    services.end_link(link=house.links["senior"], by=house.office)

    assert house.overdue() == []


def test_a_closed_program_and_a_pack_no_longer_followed_ask_for_nothing(house):
    house.rule()
    assert house.overdue()
    ProgramRules.objects.update(ended_at=clock.now())
    assert house.overdue() == []
    house.rule()
    Program.objects.update(closed_on=house.agency.today())

    assert house.overdue() == []


def test_each_supervisor_reads_about_their_own_peers_and_their_own_rule(house):
    house.rule()
    stranger = make_peer(agency=house.agency, program=house.program, name="Wen")
    make_link(peer=stranger, kind="senior", made_by=house.office)

    assert [name for name, _words in house.overdue()] == ["Jin Baek", "Wen"]
    assert [name for name, _words in house.overdue(by=house.senior)] == ["Jin Baek"]
    assert house.overdue(by=house.clinical) == []


def test_more_peers_than_the_rules_say(house):
    house.rule(most_peers=2)
    for name in ("Ann", "Bo"):
        peer = make_peer(agency=house.agency, program=house.program, name=name)
        assert structure.over_ratio(house.office).lines == []
        make_link(peer=peer, kind="senior", supervisor=house.senior, made_by=house.office)

    (line,) = structure.over_ratio(house.office).lines

    assert (line.title, line.text) == (
        house.senior.name, "As senior peer supervisor: more than the 2 peers that the rules name.",
    )  # fmt: skip
    assert len(structure.over_ratio(house.senior).lines) == 1
    assert structure.over_ratio(house.clinical).lines == []


def test_standing_in_counts_on_nobodys_list(house):
    house.rule(most_peers=1)
    other = make_peer(agency=house.agency, program=house.program)
    regular = make_link(peer=other, kind="senior", made_by=house.office)
    make_link(
        peer=other, kind="senior", supervisor=house.senior, made_by=house.office, covers_for=regular.supervisor,
        ends_on=house.agency.today() + timedelta(days=5),
    )  # fmt: skip

    assert structure.over_ratio(house.office).lines == []


def test_only_the_hybrid_model_has_somebody_to_find(house):
    circle = make_program(agency=house.agency, supervision_model="circle")
    make_peer(agency=house.agency, program=circle, name="In a circle")
    alone = make_peer(agency=house.agency, program=house.program, name="Wen")
    make_link(peer=alone, kind="clinical", supervisor=house.clinical, made_by=house.office)

    lines = structure.without_second(house.office).lines
    assert [(line.title, line.tag) for line in lines] == [("Wen", "senior peer supervisor to find")]
    assert [line.title for line in structure.without_second(house.clinical).lines] == ["Wen"]
    assert structure.without_second(house.senior).lines == []
    services.make_exception(
        peer=alone, kind="one_link", reason="x", ends_on=house.agency.today(), by=house.office
    )
    assert structure.without_second(house.office).lines == []
