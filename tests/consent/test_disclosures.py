"""What leaves the house: only on a ground that is there, exactly as it was looked at, and never without a link."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction

from consent import seals, services
from consent.models import AskedDisclosure, Disclosure, Release
from consent.outgoing import NOTICE, Item, trace_of
from peersupport.audit.models import AuditEvent, LedgerEntry
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import News, SupportedPerson
from tests import factories

from .agreed import published
from .going_out import DAYS, LETTER, Going


def opened(row, by):
    with acting_as(by.pk), reading(by=by, purpose=Purpose.OTHER, via="x") as handle:
        return handle.open(type(row).objects.get(pk=row.pk))


def nothing_went_out():
    return (
        not Disclosure.objects.exists() and not LedgerEntry.objects.filter(action="disclosure.made").exists()
    )


def test_what_went_out_is_frozen_with_its_ground_and_its_link():
    going = Going()
    release = going.release()

    sent = going.send(release, (DAYS, LETTER))

    words = opened(sent, going.own)
    assert words.text.splitlines()[:4] == [
        f"From: {going.agency.name}", "To: County housing office", "Which way: by mail", "About: Sam",
    ]  # fmt: skip
    assert "Days\n3 March, 10 March\n\nWhat we write\nSam has come every week" in words.text
    assert NOTICE not in words.text
    assert [(item["kind"], item["hash"]) for item in sent.items] == [
        (item.kind, trace_of(item, words.salt)) for item in (DAYS, LETTER)
    ]
    link = LedgerEntry.objects.get(action="disclosure.made")
    assert (link.target_id, link.payload["seal"]) == (sent.pk, sent.seal)
    assert "Sam" not in str(link.payload)
    assert list(seals.broken_outgoing()) == []
    assert News.objects.get(kind="went_out").about == going.user


def test_under_part_2_the_notice_and_a_copy_of_the_permission_go_with_it():
    going = Going(part2=True)
    release = going.release()

    sent = going.send(release)

    text = opened(sent, going.own).text
    assert NOTICE in text
    assert opened(release, going.own).text in text
    assert (sent.part2, sent.notice) == (True, "2.32(a)(2)/2024")


def test_a_permission_from_before_part_2_does_not_carry():
    going = Going()
    release = going.release()
    going.program.part2 = True
    going.program.save()

    with pytest.raises(WrongState, match="come under 42 CFR Part 2"):
        going.send(release)

    assert nothing_went_out()


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], "nothing in it"),
        ([Item("words", None, "x", "  ")], "nothing in it"),
        ([Item("goals", None, "x", "y")], "does not speak of"),
    ],
)
def test_only_what_the_permission_speaks_of(items, sentence):
    going = Going()
    release = going.release()

    with pytest.raises(DomainError, match=sentence):
        going.send(release, items)

    assert nothing_went_out()


def test_a_permission_that_is_over_lets_nothing_out():
    going = Going()
    taken_back, over = going.release(), going.release(until_on=going.program.today())
    with acting_as(going.own.pk):
        services.end_release(release=taken_back, by=going.own)

    with pytest.raises(WrongState, match="taken back"):
        going.send(taken_back)
    with clock.set_to(clock.now() + timedelta(days=2)), pytest.raises(WrongState, match="over"):
        going.send(over)

    assert nothing_went_out()


def test_what_is_sent_is_what_was_looked_at():
    going = Going()
    release = going.release()

    with pytest.raises(WrongState, match="not what was looked at"):
        going.send(release, looked_at="0" * 64)

    assert nothing_went_out()


def test_the_same_key_twice_sends_once():
    going, key = Going(), uuid.uuid4()
    release, other = going.release(), going.release()

    assert going.send(release, key=key) == going.send(release, key=key)
    with pytest.raises(WrongState):
        going.send(other, key=key)

    assert Disclosure.objects.count() == 1


@pytest.mark.parametrize("who", ["clinical", "office", "elsewhere", "blocked"])
def test_nobody_else_sends_on_it(who):
    going = Going()
    release = going.release()
    by = {
        "clinical": lambda: going.clinical,
        "office": lambda: going.office,
        "elsewhere": lambda: Going().user,
        "blocked": lambda: factories.make_block(person=going.person, user=going.user).user,
    }[who]()

    with pytest.raises(Release.DoesNotExist):
        going.send(release, by=by)

    assert nothing_went_out()


def test_the_person_takes_one_thing_along_and_nobody_else_does():
    going = Going()
    with acting_as(going.own.pk):
        draft = services.preview_own(person=going.person, items=[LETTER], by=going.own)
        taken = services.take_along(
            key=uuid.uuid4(), person=going.person, items=[LETTER], looked_at=draft.fingerprint, by=going.own
        )

    assert (taken.basis, taken.made_by, taken.notice) == ("own", going.own, "")
    assert LedgerEntry.objects.filter(action="disclosure.made", target_id=taken.pk).count() == 1
    with acting_as(going.user.pk), pytest.raises(SupportedPerson.DoesNotExist):
        services.preview_own(person=going.person, items=[LETTER], by=going.user)


def test_a_limit_of_the_policy_in_force_is_a_ground():
    going = Going()
    with pytest.raises(DomainError, match="no such limit"):
        going.by_limit()
    policy = published(going.agency)

    sent = going.by_limit()

    assert (sent.basis, sent.limit, sent.policy) == ("limit", "medical", policy)
    with pytest.raises(DomainError, match="at least 20"):
        going.by_limit(reason="because")
    with pytest.raises(DomainError, match="Who is it for"):
        going.by_limit(recipient=" ")
    with pytest.raises(SupportedPerson.DoesNotExist):
        going.by_limit(by=going.office)
    assert Disclosure.objects.count() == 1


def test_under_part_2_a_limit_needs_a_ground_in_the_rule_and_a_supervisor():
    going = Going(part2=True)
    published(going.agency)

    for by, limit in ((going.user, "medical"), (going.clinical, "others"), (going.clinical, "adult")):
        with pytest.raises(DomainError, match="no such ground"):
            going.by_limit(by=by, limit=limit)
    sent = going.by_limit(by=going.clinical)

    assert (sent.part2, sent.limit) == (True, "medical")


def test_a_ground_of_the_law_takes_a_second_person():
    going = Going()
    asked = going.ask()
    assert nothing_went_out()
    assert not News.objects.exists()

    sent = going.answer(asked)

    assert (sent.basis, sent.made_by, sent.confirmed_by) == ("court", going.clinical, going.senior)
    asked.refresh_from_db()
    assert asked.disclosure == sent
    words = opened(sent, going.own)
    assert words.text == opened(asked, going.own).text
    assert words.reason == "The order names exactly these days and nothing else."
    assert sent.items[0]["hash"] == trace_of(LETTER, words.salt)
    with pytest.raises(WrongState, match="already"):
        going.answer(asked, agree=False)


def test_who_asked_does_not_confirm_and_a_no_sends_nothing():
    going = Going()
    asked = going.ask()

    with pytest.raises(NotAllowed):
        going.answer(asked, by=going.clinical)
    for by in (going.user, going.own, Going().office):
        with pytest.raises(AskedDisclosure.DoesNotExist):
            going.answer(asked, by=by)
    assert going.answer(asked, agree=False, by=going.office) is None

    assert nothing_went_out()
    assert AuditEvent.objects.filter(action="disclosure.refused").count() == 1


def test_what_it_rested_on_may_have_gone():
    going = Going()
    asked = going.ask(basis="law")
    factories.make_block(person=going.person, user=going.clinical)

    with pytest.raises(WrongState, match="rested on"):
        going.answer(asked)

    assert nothing_went_out()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"basis": "curiosity"}, "no other"),
        ({"reason": "short"}, "20 characters"),
        ({"recipient": ""}, "Who is it for"),
        ({"purpose": ""}, "What is it for"),
        ({"sent_by": ""}, "which way"),
        ({"items": []}, "nothing in it"),
    ],
)
def test_an_incomplete_question_is_not_asked(values, sentence):
    going = Going()

    with pytest.raises(DomainError, match=sentence):
        going.ask(**values)

    assert not AskedDisclosure.objects.exists()


def test_the_list_of_grounds_is_closed_and_shorter_under_part_2():
    going, under = Going(), Going(part2=True)

    assert set(services.grounds_for(going.person)) - set(services.grounds_for(under.person)) == {"law"}
    with pytest.raises(DomainError, match="no other"):
        under.ask(basis="law")


def test_to_whom_the_words_open():
    going = Going()
    going.send(going.release())
    going.answer(going.ask())
    readers = {"person": going.own, "peer": going.user, "clinical": going.clinical, "senior": going.senior,
               "office": going.office}  # fmt: skip

    counts = {
        name: (Disclosure.objects.known_to(user).count(), Disclosure.objects.opened_by(user).count())
        for name, user in readers.items()
    }

    assert counts == {
        "person": (2, 2), "peer": (2, 1), "clinical": (2, 1), "senior": (2, 0), "office": (2, 0),
    }  # fmt: skip


def test_what_went_out_is_never_changed():
    going = Going()
    going.send(going.release())
    going.ask()

    for table in ("consent_disclosure", "consent_askeddisclosure"):
        for statement in (f"UPDATE {table} SET notice = 'x'", f"DELETE FROM {table}"):
            with (
                pytest.raises(Exception, match="not changed|append-only|permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

    assert Disclosure.objects.get().notice == ""
