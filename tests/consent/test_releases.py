"""What a person allows to go out, and how they take it back."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction

from consent import seals, services
from consent.models import ConsentNow, Release
from peersupport.audit.models import AuditEvent, LedgerEntry
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import News, Pairing, SupportedPerson
from tests import factories

from .going_out import Going


def opened(release, by):
    with acting_as(by.pk), reading(by=by, purpose=Purpose.OTHER, via="x") as handle:
        return handle.open(Release.objects.get(pk=release.pk))


def test_a_permission_keeps_what_was_signed_word_for_word():
    going = Going()

    release = going.release()

    words = opened(release, going.user)
    assert (words.recipient, words.what, words.signature, words.witness) == (
        "County housing office", "That I come, and on which days", "Sam", "",
    )  # fmt: skip
    assert "To whom: County housing office" in words.text
    assert "I can take this back at any time" in words.text
    assert "could pass it on" in words.text
    assert (release.kinds, release.part2, release.apart) == (["facts", "words"], False, "")
    assert release.seal == seals.seal_of_release(Release.objects.get(pk=release.pk))
    assert list(seals.broken_outgoing()) == []
    link = LedgerEntry.objects.get(action="release.given")
    assert link.payload == {"seal": release.seal, "kinds": ["facts", "words"], "part2": False}
    assert list(News.objects.values_list("person", "kind", "about")) == [
        (going.person.pk, "allowed_out", going.user.pk)
    ]


def test_the_person_gives_one_alone_and_it_is_no_news_to_them():
    going = Going()

    release = going.release(by=going.own, language="es")

    assert release.held_by == going.own
    assert "Para quién" in opened(release, going.own).text or "To whom" in opened(release, going.own).text
    assert not News.objects.exists()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("recipient", {"recipient": "  "}),
        ("what", {"what": ""}),
        ("purpose", {"purpose": ""}),
        ("kinds", {"kinds": ()}),
        ("kinds", {"kinds": ("everything",)}),
        ("sent_by", {"sent_by": "pigeon"}),
        ("until_on", {"until_on": None}),
        ("until_on", {"until_on": clock.now().date() - timedelta(days=2)}),
        ("language", {"language": "xx"}),
        ("signature", {"signature": " "}),
        ("witness", {"way": "spoken"}),
        ("way", {"way": "nod"}),
    ],
)
def test_what_is_missing_gets_a_sentence_and_nothing_is_kept(field, values):
    going = Going()

    with pytest.raises(DomainError) as refused:
        going.release(**values)

    assert refused.value.field == field
    assert not Release.objects.exists()
    assert not AuditEvent.objects.filter(action="release.given").exists()


def test_until_something_happens_is_an_end():
    going = Going()

    release = going.release(until_on=None, until_event="when I have the key to my room")

    assert "Until: when I have the key to my room" in opened(release, going.user).text
    assert list(Release.objects.in_force()) == [release]


def test_the_same_key_twice_makes_one_and_stands_for_nothing_else():
    going, key = Going(), uuid.uuid4()
    first = going.release(key=key)

    assert going.release(key=key) == first
    with pytest.raises(WrongState):
        going.release(key=key, by=going.own)
    assert Release.objects.count() == 1


def test_under_part_2_notes_stand_alone():
    going = Going(part2=True)
    with pytest.raises(DomainError, match="permission of their own"):
        going.release(kinds=("facts", "note"))
    with pytest.raises(DomainError, match="permission of their own"):
        going.release(kinds=("note",), for_proceedings=True)

    notes, rest = going.release(kinds=("note",)), going.release(kinds=("facts",), for_proceedings=True)

    assert [(one.apart, one.part2) for one in (notes, rest)] == [("notes", True), ("proceedings", True)]
    assert "42 CFR Part 2" in opened(rest, going.user).text
    assert "used in a court or a hearing" in opened(rest, going.user).text
    assert "not for use against me" in opened(notes, going.user).text


@pytest.mark.parametrize("who", ["clinical", "office", "other", "elsewhere", "blocked", "ended"])
def test_nobody_else_gives_or_ends_one(who):
    going = Going()
    release = going.release()
    by = {
        "clinical": lambda: going.clinical,
        "office": lambda: going.office,
        "other": lambda: factories.make_peer(agency=going.agency).user,
        "elsewhere": lambda: Going().user,
        "blocked": lambda: factories.make_block(person=going.person, user=going.user).user,
        "ended": lambda: _goodbye(going),
    }[who]()

    with pytest.raises(SupportedPerson.DoesNotExist):
        going.release(by=by)
    with acting_as(by.pk), pytest.raises(Release.DoesNotExist):
        services.end_release(release=release, by=by)

    assert Release.objects.filter(revoked_at=None).count() == 1


def _goodbye(going):
    Pairing.objects.filter(pk=going.pairing.pk).update(
        state="ended", ended_at=clock.now(), end_reason="goodbye"
    )
    return going.user


def test_taken_back_by_the_person_it_is_over_and_touches_the_gate():
    going = Going()
    release, before = going.release(), ConsentNow.objects.get(person=going.person).changes

    with acting_as(going.own.pk):
        ended = services.end_release(release=release, by=going.own)

    assert (ended.revoked_by, Release.objects.in_force().count()) == (going.own, 0)
    assert ConsentNow.objects.get(person=going.person).changes == before + 1
    assert LedgerEntry.objects.filter(action="release.ended", target_id=release.pk).count() == 1
    with acting_as(going.user.pk), pytest.raises(WrongState, match="taken back"):
        services.end_release(release=release, by=going.user)


def test_it_ends_with_its_last_day():
    going = Going()
    release = going.release(until_on=going.program.today())

    assert Release.objects.in_force().exists()
    with clock.set_to(clock.now() + timedelta(days=2)):
        assert not Release.objects.in_force().exists()
        with acting_as(going.own.pk), pytest.raises(WrongState, match="over"):
            services.end_release(release=release, by=going.own)


def test_who_knows_of_it_and_to_whom_its_words_open():
    going = Going()
    going.release()
    with acting_as(going.own.pk):
        services.end_release(release=going.release(), by=going.own)
    readers = {
        "person": going.own, "peer": going.user, "clinical": going.clinical, "office": going.office,
        "other": factories.make_peer(agency=going.agency).user, "elsewhere": Going().clinical,
    }  # fmt: skip

    counts = {
        name: (Release.objects.known_to(user).count(), Release.objects.opened_by(user).count())
        for name, user in readers.items()
    }

    assert counts == {
        "person": (2, 2), "peer": (2, 1), "clinical": (2, 0), "office": (2, 0), "other": (0, 0), "elsewhere": (0, 0),
    }  # fmt: skip


def test_who_stands_in_waits_for_the_words_but_not_to_end_it():
    going = Going()
    release, tomorrow = going.release(), clock.now() + timedelta(days=1)
    cover = factories.make_cover(pairing=going.pairing, opens_at=tomorrow).peer.user

    assert not Release.objects.opened_by(cover).exists()
    with pytest.raises(Release.DoesNotExist):
        going.send(release, by=cover)
    with clock.set_to(tomorrow + timedelta(hours=1)):
        assert list(Release.objects.opened_by(cover)) == [release]
    with acting_as(cover.pk):
        assert services.end_release(release=release, by=cover).revoked_by == cover


def test_the_database_keeps_what_was_given():
    going = Going()
    release = going.release()
    for statement in (
        "UPDATE consent_release SET kinds = '{goals}'",
        "UPDATE consent_release SET until_on = until_on + 9",
        "DELETE FROM consent_release",
    ):
        with (
            pytest.raises(Exception, match="not changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    release.refresh_from_db()
    assert release.kinds == ["facts", "words"]
