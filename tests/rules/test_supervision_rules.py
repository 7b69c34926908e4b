"""Rules of supervision: examples that come with the product, a house's own numbers as new versions, old ones kept."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Program
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.rules import services
from peersupport.rules.models import ProgramRules, SupervisionPack
from peersupport.rules.packs import shipped_packs
from tests.factories import make_admin, make_agency, make_peer, make_program, sign_in


@pytest.fixture
def office():
    return make_admin(agency=make_agency())


@pytest.fixture
def program(office):
    return make_program(agency=office.agency)


def followed(program):
    row = (
        ProgramRules.objects.in_force(program.agency_id)
        .filter(program=program)
        .select_related("pack")
        .first()
    )
    return row and (row.pack.jurisdiction, row.pack.version)


def test_the_examples_name_where_they_stand_and_are_not_checked(office, program):
    packs = shipped_packs()
    assert set(packs) == {"house", "texas", "dc", "north_carolina", "missouri", "pennsylvania"}
    assert all(pack.source for key, pack in packs.items() if key != "house")
    assert {(rule.stage, rule.interval_days) for rule in packs["texas"].rules} == {
        ("training", 7), ("initial", 7), ("certified", 31),
    }  # fmt: skip
    (capital,) = packs["dc"].rules
    assert (capital.interval_days, capital.minimum_minutes, capital.most_peers) == (7, 60, 7)

    for key in packs:
        services.choose_pack(program=program, jurisdiction=key, by=office)
        assert followed(program) == (key, 1)
    assert not SupervisionPack.objects.exclude(checked_on=None).exists()


def test_own_numbers_are_a_new_version_that_programs_follow_at_once(office, program):
    other = make_program(agency=office.agency)
    services.choose_pack(program=program, jurisdiction="dc", by=office)
    services.choose_pack(program=other, jurisdiction="texas", by=office)
    numbers = [replace(rule, interval_days=14) for rule in shipped_packs()["dc"].rules]

    changed = services.change_pack(
        jurisdiction="dc", rules=numbers, checked_on=office.agency.today(), by=office
    )

    assert (followed(program), followed(other)) == (("dc", 2), ("texas", 1))
    assert [rule.interval_days for rule in changed.rules.all()] == [14]
    first = SupervisionPack.objects.get(jurisdiction="dc", version=1)
    assert [rule.interval_days for rule in first.rules.all()] == [7]
    assert ProgramRules.objects.filter(program=program).count() == 2


def test_what_is_asked_of_notes_is_part_of_a_version(office, program):
    services.choose_pack(program=program, jurisdiction="missouri", by=office)
    asked = ["purpose", "done", "response", "change"]
    assert ProgramRules.objects.prompts_for(program.pk) == asked

    changed = services.change_pack(
        jurisdiction="missouri", rules=[], each_note=True, prompts=["together", "purpose"], by=office
    )

    assert (changed.each_note, changed.prompts) == (True, ["purpose", "together"])
    assert ProgramRules.objects.prompts_for(program.pk) == ["purpose", "together"]
    first = SupervisionPack.objects.get(jurisdiction="missouri", version=1)
    assert (first.each_note, first.prompts) == (False, asked)
    with pytest.raises(DomainError) as refused:
        services.change_pack(jurisdiction="missouri", rules=[], prompts=["golf"], by=office)
    assert refused.value.field == "prompts"
    services.follow_no_rules(program=program, by=office)
    assert ProgramRules.objects.prompts_for(program.pk) == []


def test_the_office_ticks_what_is_asked_of_notes(office, program):
    desk = sign_in(office)
    address = reverse("desk:rules_edit", args=["missouri"])
    page = desk.get(address).content.decode()
    saved = desk.post(address, {"each_note": "on", "prompts": ["strengths"]}, follow=True).content.decode()

    ticks = re.findall(r'<input[^>]*name="prompts"[^>]*>', page)
    assert (len(ticks), sum(" checked" in tick for tick in ticks)) == (6, 4)
    assert "A note for payment says: what they are good at" in saved
    assert desk.post(address, {"prompts": ["golf"]}).status_code == 422
    newest = SupervisionPack.objects.newest_of(office.agency_id, "missouri")
    assert (newest.version, newest.each_note, newest.prompts) == (2, True, ["strengths"])


def test_chosen_twice_it_is_chosen_once_and_none_is_a_choice(office, program):
    one = services.choose_pack(program=program, jurisdiction="dc", by=office)

    assert services.choose_pack(program=program, jurisdiction="dc", by=office) == one
    services.follow_no_rules(program=program, by=office)
    assert followed(program) is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"interval_days": 0}, "interval_days"),
        ({"interval_days": 367}, "interval_days"),
        ({"minimum_minutes": 481}, "minimum_minutes"),
        ({"most_peers": 0}, "most_peers"),
        ({"modes": ()}, "modes"),
        ({"modes": ("smoke signs",)}, "modes"),
    ],
)
def test_numbers_nobody_can_keep_are_refused(office, said, field):
    (rule,) = shipped_packs()["dc"].rules

    with pytest.raises(DomainError) as refused:
        services.change_pack(jurisdiction="dc", rules=[replace(rule, **said)], by=office)
    assert refused.value.field == field


def test_what_nobody_knows_or_may_choose_is_refused(office, program):
    (rule,) = shipped_packs()["dc"].rules
    peer = make_peer(agency=office.agency).user

    with pytest.raises(DomainError):
        services.choose_pack(program=program, jurisdiction="atlantis", by=office)
    with pytest.raises(DomainError, match="about this already"):
        services.change_pack(jurisdiction="dc", rules=[rule, rule], by=office)
    with pytest.raises(DomainError, match="still to come"):
        services.change_pack(
            jurisdiction="dc", rules=[rule], by=office, checked_on=office.agency.today() + timedelta(days=1)
        )
    with pytest.raises(NotAllowed):
        services.choose_pack(program=program, jurisdiction="dc", by=peer)
    with pytest.raises(Program.DoesNotExist):
        services.choose_pack(program=make_program(), jurisdiction="dc", by=office)


def test_from_the_page_to_a_second_version(office, program):
    desk = sign_in(office)
    choose = reverse("desk:program_rules", args=[program.pk])
    edit = reverse("desk:rules_edit", args=["dc"])

    desk.post(choose, {"jurisdiction": "dc"})
    page = desk.get(reverse("desk:rules")).content.decode()
    assert "District of Columbia, version 1" in page
    assert "not checked" in page
    boxes = {"interval_0": "10", "minutes_0": "45", "modes_0": ["individual"], "most_0": ""}
    refused = desk.post(edit, {**boxes, "interval_0": "often"})
    saved = desk.post(edit, boxes, follow=True).content.decode()

    assert refused.status_code == 422
    assert "often" in refused.content.decode()
    assert "For everybody. With either of the two: every 10 days, 45 minutes or more" in saved
    assert "every 7 days, 60 minutes or more, at most 7 peers" in saved
    assert followed(program) == ("dc", 2)
    assert desk.get(reverse("desk:rules_edit", args=["atlantis"])).status_code == 404
