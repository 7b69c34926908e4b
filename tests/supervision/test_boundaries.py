"""Choices about boundaries stay in the peer room; examples have a second person; the house says its own lines."""

import uuid

import pytest

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.fields import sealed_fields
from peersupport.core.models import DataKey
from peersupport.core.principal import acting_as
from peersupport.rules.services import set_house_promise
from supervision.models import BoundaryCase, BoundaryDecision, HouseLine
from supervision.queries.boundaries import boundary_lines, cases_page, decisions_under, my_decisions
from supervision.services import (
    answer_case,
    change_boundary,
    forget_old_choices,
    mark_talked_over,
    propose_case,
    set_house_lines,
    write_boundary,
)
from supervision.tasks import forget_old_choices_everywhere
from tests import factories
from tests.parts.boundaries import chosen, example, said


@pytest.fixture
def office():
    return factories.make_admin()


@pytest.fixture
def peer(office):
    return factories.make_peer(agency=office.agency, name="Jin Baek").user


@pytest.fixture
def senior(peer):
    return factories.make_link(peer=peer.peer, kind="senior").supervisor


def test_it_is_sealed_with_the_key_of_the_peer_room(peer):
    chosen(peer)

    assert {field.owner for field in sealed_fields(BoundaryDecision)} == {"senior"}
    assert DataKey.objects.filter(owner_kind="senior", owner_id=peer.peer.pk).exists()


def test_it_points_to_no_person():
    pointed = {
        field.related_model._meta.label for field in BoundaryDecision._meta.fields if field.is_relation
    }
    pointed |= {field.related_model._meta.label for field in BoundaryCase._meta.fields if field.is_relation}

    assert pointed == {"accounts.Agency", "accounts.User", "people.PeerSpecialist"}


def test_the_same_key_twice_is_one_and_a_strange_one_none(office, peer):
    first = chosen(peer)
    again = write_boundary(key=first.pk, said=said("Something else."), by=peer)

    with acting_as(peer.pk):
        assert [shown.words.happened for shown in my_decisions(peer)] == ["Asked for a ride home."]
    assert again.pk == first.pk
    with pytest.raises(WrongState):
        write_boundary(key=first.pk, said=said(), by=factories.make_peer(agency=office.agency).user)


def test_who_reads_it(office, peer, senior):
    decision = chosen(peer)
    far = factories.make_link(peer=factories.make_peer(agency=office.agency), kind="senior").supervisor
    clinical = factories.make_link(peer=peer.peer, kind="clinical").supervisor
    colleague = factories.make_peer(agency=office.agency).user

    readers = [user for user in (peer, senior, far, clinical, office, colleague)
               if BoundaryDecision.objects.read_by(user).filter(pk=decision.pk).exists()]  # fmt: skip

    assert readers == [peer, senior]


def test_when_the_link_ends_it_closes(peer, senior):
    chosen(peer)
    peer.peer.links.update(ended_at=clock.now())

    with acting_as(senior.pk):
        assert decisions_under(senior) == []


def test_both_say_that_they_talked_it_over_and_a_slip_is_undone(office, peer, senior):
    decision = chosen(peer)
    assert [line.title for line in boundary_lines(senior).waiting] == [
        "1 choice about a boundary to talk over"
    ]

    assert mark_talked_over(decision=decision, by=senior).talked_over_by == senior
    assert boundary_lines(senior).waiting == []
    assert mark_talked_over(decision=decision, talked=False, by=peer).talked_over_at is None
    with pytest.raises(BoundaryDecision.DoesNotExist):
        mark_talked_over(decision=decision, by=office)


@pytest.mark.parametrize(
    ("months", "days", "stays"), [(6, 170, True), (6, 190, False), (1, 27, True), (1, 33, False)]
)
def test_words_of_the_peer_room_go_after_the_months_of_the_house(office, peer, months, days, stays):
    set_house_promise(answer_days=10, room_text_months=months, by=office)
    with clock.set_to(clock.ago(days=days)):
        chosen(peer)
    elsewhere = chosen(factories.make_peer().user)

    forget_old_choices_everywhere()

    assert BoundaryDecision.objects.own(peer).exists() is stays
    assert BoundaryDecision.objects.filter(pk=elsewhere.pk).exists()
    assert forget_old_choices(agency=office.agency) == 0


def test_only_the_peer_writes_it_anew(peer, senior):
    decision = chosen(peer)
    change_boundary(decision=decision, said=said("Asked twice."), by=peer)

    with acting_as(senior.pk):
        assert [shown.words.happened for shown in decisions_under(senior)] == ["Asked twice."]
    with pytest.raises(BoundaryDecision.DoesNotExist):
        change_boundary(decision=decision, said=said("x"), by=senior)
    with pytest.raises(NotAllowed):
        write_boundary(key=uuid.uuid4(), said=said(), by=senior)
    with pytest.raises(DomainError):
        change_boundary(decision=decision, said=said(""), by=peer)


def test_an_example_needs_a_second_person(office, peer, senior):
    case = example(peer)
    with acting_as(office.pk):
        assert cases_page(office).shared == []
    for nobody in (peer, factories.make_supervisor("clinical", agency=office.agency)):
        with pytest.raises((NotAllowed, BoundaryCase.DoesNotExist)):
            answer_case(case=case, share=True, by=nobody)

    answer_case(case=case, share=True, by=senior)

    with acting_as(office.pk):
        assert [shown.row.pk for shown in cases_page(office).shared] == [case.pk]
    with pytest.raises(WrongState):
        answer_case(case=case, share=False, by=office)


def test_a_senior_peer_supervisor_does_not_agree_to_their_own(office, senior):
    case = example(senior)

    with pytest.raises(NotAllowed):
        answer_case(case=case, share=True, by=senior)
    assert answer_case(case=case, share=False, by=office).state == "kept"


def test_who_proposes_and_what_it_needs(office, peer):
    with pytest.raises(NotAllowed):
        propose_case(key=uuid.uuid4(), said=said(), by=office)
    for wrong, field in ((said(decided=""), "decided"), (said(""), "happened")):
        with pytest.raises(DomainError) as refused:
            propose_case(key=uuid.uuid4(), said=wrong, by=peer)
        assert refused.value.field == field


def test_examples_are_found_by_kind_and_by_words_with_or_without_marks(office, peer):
    example(peer, "A scarf from María.", about="gift", shared_by=office)
    example(peer, "A ride to the café.", shared_by=office)

    with acting_as(peer.pk):
        found = {
            asked: [shown.words.happened for shown in cases_page(peer, **asked_for).shared]
            for asked, asked_for in {
                "kind": {"about": "gift"}, "words": {"wanted": "CAFE ride"}, "none": {"wanted": "boat"},
            }.items()
        }  # fmt: skip

    assert found == {"kind": ["A scarf from María."], "words": ["A ride to the café."], "none": []}


def test_lines_of_the_house_keep_a_history_and_only_what_changed(office, peer):
    for text in ("Never money.", "Never money.", "Up to 15 dollars."):
        set_house_lines(language="en", texts={"gift": text, "ride": ""}, by=office)

    (line,) = HouseLine.objects.all()
    assert [event.text for event in line.events.order_by("pgh_id")] == ["Never money.", "Up to 15 dollars."]
    with pytest.raises(NotAllowed):
        set_house_lines(language="en", texts={"gift": "x"}, by=peer)
    with pytest.raises(DomainError) as refused:
        set_house_lines(language="en", texts={"gift": "x" * 301}, by=office)
    assert refused.value.field == "gift"


def test_each_topic_is_said_once_in_the_readers_language_where_there_is_one(office):
    set_house_lines(language="en", texts={"ride": "By bus.", "gift": "Small things."}, by=office)
    set_house_lines(language="es", texts={"gift": "Cosas pequeñas."}, by=office)

    assert [line.text for line in HouseLine.objects.said(office.agency_id, "es")] == [
        "Cosas pequeñas.",
        "By bus.",
    ]
    set_house_lines(language="es", texts={"gift": ""}, by=office)
    assert [line.text for line in HouseLine.objects.said(office.agency_id, "es")] == [
        "Small things.",
        "By bus.",
    ]
    assert HouseLine.objects.said(factories.make_agency().pk, "en") == []
