"""Writing a plan for hard times: versions, taking back, whose hand, drafts, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Program
from peersupport.audit.models import AuditEvent
from peersupport.audit.services import Purpose
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.models import DataKey
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.safety.forms.plan import YES
from peersupport.safety.models import PlanDraft, SafetyPlan
from peersupport.safety.plan_rule import KEEP_WORDS
from peersupport.safety.plan_words import NAMES, PARTS
from peersupport.safety.queries.plan import open_plan, open_versions
from peersupport.safety.services import (
    PlanChanged,
    expire_plan_drafts,
    forget_plan_drafts_about,
    save_plan,
    save_plan_draft,
    take_plan_back,
)
from sessions_app.levels import RULES
from tests.factories import make_peer, sign_in
from tests.safety.planned import Planned


@pytest.fixture
def two():
    return Planned()


def texts(two, *numbers):
    with acting_as(two.me.pk):
        return [open_versions(two.person, number, by=two.me)[number].texts["alone"] for number in numbers]


def test_every_change_is_a_version_and_the_same_words_are_none(two):
    first = two.write(parts={"alone": "one"})
    again = two.write(parts={"alone": "  one "})
    second = two.write(by=two.user, parts={"alone": "two"})

    assert (first.number, again.pk, second.number) == (1, first.pk, 2)
    assert texts(two, 1, 2) == ["one", "two"]
    assert [(plan.typed, plan.typed_by_id) for plan in SafetyPlan.objects.order_by("number")] == [
        ("own", two.me.pk), ("beside", two.user.pk),
    ]  # fmt: skip
    actions = AuditEvent.objects.filter(action__startswith="hard_times_plan.").values_list(
        "action", flat=True
    )
    assert list(actions) == ["hard_times_plan.saved"] * 2


def test_another_language_or_choice_is_a_version_too(two):
    two.write()
    two.write(show_not_wanted=True)
    two.write(show_not_wanted=True, language="es")

    assert SafetyPlan.objects.count() == 3


def test_there_are_thirteen_parts_in_the_accepted_order_and_each_has_its_column():
    columns = [field.name for field in SafetyPlan._meta.fields if field.name in NAMES]

    assert len(NAMES) == 13
    assert tuple(columns) == NAMES
    assert (NAMES[0], NAMES[9]) == ("carried", "not_wanted")
    assert all(str(part.title) and str(part.hint) and str(part.on_paper) for part in PARTS)


def test_taking_back_makes_a_new_version(two):
    for words in ("one", "two"):
        two.write(parts={"alone": words})

    back = take_plan_back(person=two.person, number=1, base=2, by=two.me)
    nothing = take_plan_back(person=two.person, number=0, base=3, by=two.me)

    assert (back.number, back.taken_from, nothing.taken_from) == (3, 1, 0)
    assert texts(two, 1, 2, 3, 4) == ["one", "two", "one", ""]


@pytest.mark.parametrize("number", [2, 3, 9])
def test_what_is_no_earlier_version_is_not_taken_back_to(two, number):
    two.write()
    two.write(parts={"alone": "two"})

    with pytest.raises(SafetyPlan.DoesNotExist):
        take_plan_back(person=two.person, number=number, base=2, by=two.me)


def test_a_peer_takes_back_only_what_they_just_typed(two):
    two.write(parts={"alone": "one"})
    two.write(parts={"alone": "two"})
    with pytest.raises(NotAllowed):
        take_plan_back(person=two.person, number=1, base=2, by=two.user)
    two.write(by=two.user, parts={"alone": "three"})
    with pytest.raises(NotAllowed):
        take_plan_back(person=two.person, number=1, base=3, by=two.user)

    take_plan_back(person=two.person, number=2, base=3, by=two.user)

    assert texts(two, 4) == ["two"]


def test_a_no_to_showing_a_part_is_opened_again_by_the_person_alone(two):
    two.write(show_not_wanted=True)
    two.write(show_not_wanted=False, parts={"alone": "two"})

    for answer in (True, None):
        with pytest.raises(DomainError, match="Only they can change it") as refused:
            two.write(by=two.user, show_not_wanted=answer)
        assert refused.value.field == "show_not_wanted"
    back = take_plan_back(person=two.person, number=1, base=2, by=two.me)

    assert (back.show_not_wanted, texts(two, 3)) == (False, ["The radio, low"])
    assert two.write(show_not_wanted=True).show_not_wanted is True


def test_the_page_says_so_at_the_question_and_keeps_what_was_typed(two):
    two.write(show_not_wanted=False)
    typed = dict.fromkeys(NAMES, "") | {
        "alone": "feed the birds",
        "base": "1",
        "language": "en",
        "typed": "beside",
    }

    page = sign_in(two.user).post(
        reverse("safety:plan_write", args=[two.person.pk]), typed | {"show_not_wanted": YES}
    )

    assert page.status_code == 422
    assert "Only they can change it" in str(page.context["form"].errors["show_not_wanted"])
    assert "feed the birds" in page.content.decode()
    assert SafetyPlan.objects.count() == 1


def test_who_has_no_space_of_their_own_says_it_beside_their_peer(two):
    SupportedPerson.objects.filter(pk=two.person.pk).update(user=None)
    two.write(by=two.user, show_not_wanted=False)

    assert two.write(by=two.user, show_not_wanted=True).show_not_wanted is True


def test_a_page_that_is_behind_changes_nothing(two):
    two.write(parts={"alone": "one"})

    with pytest.raises(PlanChanged):
        two.write(base=0, parts={"alone": "two"})
    with pytest.raises(PlanChanged):
        take_plan_back(person=two.person, number=0, base=7, by=two.me)

    assert SafetyPlan.objects.count() == 1


def test_a_peer_never_writes_on_the_persons_phone(two):
    with pytest.raises(NotAllowed):
        two.write(by=two.user, typed="own")
    assert two.write(typed="beside").typed == "own"


@pytest.mark.parametrize(
    "change",
    [
        lambda two: two.withdraw(),
        lambda two: Program.objects.filter(pk=two.program.pk).update(level="attendance"),
        lambda two: Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now()),
    ],
    ids=["withdrawn", "a level without words", "a break"],
)
def test_without_a_yes_a_peer_stores_nothing_and_the_person_everything(two, change):
    change(two)

    with pytest.raises(DomainError):
        two.write(by=two.user)
    with pytest.raises(DomainError):
        save_plan_draft(person=two.person, payload={"alone": "x"}, by=two.user)
    assert (SafetyPlan.objects.count(), PlanDraft.objects.count()) == (0, 0)

    two.write()
    with acting_as(two.me.pk):
        opened = open_plan(two.person, by=two.me, purpose=Purpose.OWN_RECORD, via="person")
    assert opened.texts["alone"] == "The radio, low"


def test_where_the_plan_is_closed_to_them_a_peer_writes_nothing():
    two = Planned(paired=0)

    with pytest.raises(Pairing.DoesNotExist):
        two.write(by=two.user)
    with pytest.raises(Pairing.DoesNotExist):
        two.write(by=make_peer(agency=two.agency).user)


def test_the_levels_that_keep_words_are_those_of_the_notes():
    assert {level for level, rule in RULES.items() if rule.keeps_words} == set(KEEP_WORDS)


@pytest.mark.parametrize("words", ["a\x00b", "\u202eturned", "x" * 4001])
def test_words_that_cannot_be_kept_are_told_at_their_box(two, words):
    with pytest.raises(DomainError) as told:
        two.write(parts={"signs": words})

    assert told.value.field == "signs"


def test_a_draft_is_its_authors_and_goes_when_it_is_saved(two):
    for by in (two.user, two.me):
        save_plan_draft(person=two.person, payload={"alone": "half a"}, by=by)
        save_plan_draft(person=two.person, payload={"alone": "half a line"}, by=by)
    assert PlanDraft.objects.count() == 2

    two.write()

    assert [draft.author_id for draft in PlanDraft.objects.all()] == [two.user.pk]


def test_a_draft_goes_after_two_weeks(two):
    save_plan_draft(person=two.person, payload={"alone": "half"}, by=two.me)
    assert expire_plan_drafts() == 0

    with clock.set_to(clock.now() + timedelta(days=15)):
        assert (expire_plan_drafts(), expire_plan_drafts()) == (1, 0)


def test_far_too_long_a_draft_is_refused(two):
    with pytest.raises(DomainError):
        save_plan_draft(person=two.person, payload={"alone": "x" * 60_000}, by=two.me)


def test_a_destroyed_key_leaves_nothing_to_read(two):
    two.write()
    save_plan_draft(person=two.person, payload={"alone": "half"}, by=two.user)

    forget_plan_drafts_about(person=two.person, by=two.office)
    DataKey.objects.filter(owner_id=two.person.pk).update(
        wrapped=None, wrapped_by="", destroyed_at=clock.now()
    )

    with acting_as(two.me.pk):
        opened = open_plan(two.person, by=two.me, purpose=Purpose.OWN_RECORD, via="person")
    assert set(opened.texts.values()) == {"", "This was deleted."}
    assert not PlanDraft.objects.exists()


def test_the_audit_row_and_the_version_are_one(two, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("peersupport.safety.services.plan.record", broken)
    with pytest.raises(RuntimeError):
        two.write()

    assert not SafetyPlan.objects.exists()


def test_nobody_writes_for_somebody_who_died(two):
    SupportedPerson.objects.filter(pk=two.person.pk).update(died_on=two.person.program.today())

    with pytest.raises(SupportedPerson.DoesNotExist):
        save_plan(person=two.person, parts={}, base=0, language="en", show_not_wanted=None, by=two.me)
