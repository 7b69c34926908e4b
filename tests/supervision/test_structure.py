"""The lists about structure: who is to be found, overdue, or over; for each reader only what is theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.people import services
from peersupport.people.models import Credential, SupervisionLink
from peersupport.rules.models import ProgramRules, SupervisionPack, SupervisionRule
from supervision.models import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace
from supervision.queries import structure
from tests.factories import (
    make_admin,
    make_agency,
    make_link,
    make_peer,
    make_program,
    make_supervisor,
    sign_in,
)

ROOMS = {"clinical": (ClinicalMeeting, ClinicalPlace), "senior": (SeniorMeeting, SeniorPlace)}


class House:
    """A hybrid program, a peer with both links since long ago, and an office."""

    def __init__(self):
        self.agency = make_agency()
        self.office = make_admin(agency=self.agency)
        self.program = make_program(agency=self.agency)
        self.peer = make_peer(agency=self.agency, program=self.program, name="Jin Baek")
        self.links = {
            kind: make_link(peer=self.peer, kind=kind, made_by=self.office) for kind in ("clinical", "senior")
        }
        self.clinical, self.senior = (self.links[kind].supervisor for kind in ("clinical", "senior"))

    def rule(self, program=None, **values):
        program = program or self.program
        pack = SupervisionPack.objects.create(
            agency_id=self.agency.pk, jurisdiction="house", names={"en": "x"}, made_by=self.office,
            version=SupervisionPack.objects.count() + 1,
        )  # fmt: skip
        said = {
            "kind": "senior",
            "interval_days": 30,
            "minimum_minutes": 30,
            "modes": ["individual", "group"],
        }
        SupervisionRule.objects.create(agency_id=self.agency.pk, pack=pack, **{**said, **values})
        ProgramRules.objects.create(agency_id=self.agency.pk, program=program, pack=pack)

    def met(self, kind="senior", *, days, minutes=45, form="individual", state="held"):
        meetings, places = ROOMS[kind]
        meeting = meetings.objects.create(
            agency_id=self.agency.pk, supervisor=self.links[kind].supervisor, made_by=self.office, form=form,
            state=state, minutes=minutes if state == "held" else None,
            held_on=self.agency.today() - timedelta(days=days) if state == "held" else None,
        )  # fmt: skip
        places.objects.create(agency_id=self.agency.pk, meeting=meeting, peer=self.peer)

    def overdue(self, by=None):
        return [(line.title, line.text) for line in structure.overdue(by or self.office).lines]


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


def test_the_peer_reads_whatever_is_written_about_their_links(house):
    exception = services.make_exception(
        peer=house.peer, kind="one_link", reason="Two of us are ill.", ends_on=house.agency.today(),
        by=house.office,
    )  # fmt: skip
    services.set_decides(peer=house.peer, user=house.clinical, by=house.office)

    page = sign_in(house.peer.user).get(reverse("supervision:my_structure")).content.decode()

    assert "Two of us are ill." in page
    assert f"written by {house.office.name}" in page
    assert page.count(house.clinical.name) == 2
    assert reverse("supervision:exception_end", args=[exception.pk]) not in page


def test_the_exception_about_pay_stands_beside_the_taps_of_the_peer_alone(house):
    services.make_exception(
        peer=house.peer, kind="decides", supervisor=house.senior, reason="Two of us.",
        ends_on=house.agency.today(), by=house.office,
    )  # fmt: skip
    services.set_decides(peer=house.peer, user=house.senior, ends_on=house.agency.today(), by=house.office)
    said = f"{house.senior.name}, your senior peer supervisor, also decides about your pay"
    stranger = make_peer(agency=house.agency)

    for route in ("pulse", "pulse_long"):
        assert said in sign_in(house.peer.user).get(reverse(f"supervision:{route}")).content.decode()
        assert said not in sign_in(stranger.user).get(reverse(f"supervision:{route}")).content.decode()
    theirs = sign_in(house.senior).get(reverse("supervision:pulse_of", args=[house.peer.pk]))
    assert (theirs.status_code, said in theirs.content.decode()) == (200, False)


def test_from_the_page_to_an_exception_and_its_end(house):
    desk = sign_in(house.office)
    add = reverse("supervision:exception_add", args=[house.peer.pk])
    last = house.agency.today() + timedelta(days=200)
    sent = {"kind": "one_link", "reason": "We look for somebody.", "ends_on": last.isoformat()}

    refused = desk.post(add, sent)
    made = desk.post(
        add, {**sent, "ends_on": (house.agency.today() + timedelta(days=20)).isoformat()}, follow=True
    )

    assert refused.status_code == 422
    assert "An exception lasts at most 180 days." in refused.content.decode()
    assert "We look for somebody." in refused.content.decode()
    exception = house.peer.link_exceptions.get()
    assert "We look for somebody." in made.content.decode()
    ended = desk.post(reverse("supervision:exception_end", args=[exception.pk]), follow=True)
    assert "None. The rules hold as they are." in ended.content.decode()


def test_from_the_page_to_who_decides(house):
    desk = sign_in(house.office)
    add = reverse("supervision:decides_add", args=[house.peer.pk])

    refused = desk.post(add, {"user": str(house.senior.pk)})
    made = desk.post(add, {"user": str(house.clinical.pk)}, follow=True)

    assert refused.status_code == 422
    assert "whoever decides on a peer’s pay can’t be" in refused.content.decode()
    decides = house.peer.deciders.get()
    # as a supervisor, as who decides, and on the button that ends it
    assert made.content.decode().count(house.clinical.name) == 3
    desk.post(reverse("supervision:decides_end", args=[decides.pk]))
    assert not house.peer.deciders.in_force(house.agency.today()).exists()


def test_a_supervisor_of_nobody_reads_empty_lists(house):
    alone = sign_in(make_supervisor("clinical", agency=house.agency))

    for route in ("without_second", "overdue", "over_ratio"):
        answer = alone.get(reverse(f"supervision:{route}"))
        assert answer.status_code == 200
        assert "Jin Baek" not in answer.content.decode()
