"""The benchmark's data is what the product would have made: agreements computed, notes that open, full pages."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from consent.models import ConsentNow
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.bench.data import world
from peersupport.bench.data.databases import SQL, stamp
from peersupport.bench.data.meetings import Meetings
from peersupport.bench.data.world import consent_gates, make_house
from peersupport.bench.rows.price import WITHOUT
from peersupport.core.principal import acting_as
from sessions_app.models import SessionNote, SupportSession
from tests.support import databases

COUNT = 1500


@pytest.fixture
def house(monkeypatch):
    monkeypatch.setattr(world, "PEOPLE", 300)
    make_house(0)
    consent_gates()


@pytest.fixture
def meetings(house):
    with databases.superuser(settings.DATABASES["default"]["NAME"]) as to:
        to.execute((SQL / "before_copy.sql").read_text())
        Meetings(COUNT).write(to, lambda _done: None)
        to.execute((SQL / "after_copy.sql").read_text())


def test_most_people_have_an_agreement_in_force(house):
    allowed = ConsentNow.objects.exclude(allows=0).count()

    assert ConsentNow.objects.count() == 300
    assert 280 <= allowed <= 299


def test_readers_see_full_pages_and_open_notes(meetings):
    assert SupportSession.objects.count() == COUNT
    for who in ("left0", "clinical0", "senior0"):
        with acting_as(User.objects.get(email=f"{who}@house0.example").pk):
            assert len(SupportSession.objects.newest()) == 25
    with acting_as(User.objects.get(email="new0@house0.example").pk):
        assert SupportSession.objects.newest() == []


def test_the_peers_with_three_and_thirty_meetings_have_them(meetings):
    for who, wanted in (("three0", 3), ("thirty0", 30)):
        with acting_as(User.objects.get(email=f"{who}@house0.example").pk):
            assert len(SupportSession.objects.newest(limit=50)) == wanted


def test_notes_are_sealed_with_the_key_of_their_person(meetings):
    peer = User.objects.get(email="peer0@house0.example")
    with acting_as(peer.pk), reading(by=peer, purpose=Purpose.OWN_WORK, via="author") as handle:
        opened = handle.open_all(SessionNote.objects.newest_readable())

    assert opened
    assert all(len(each.text) == 560 and len(each.own_words) == 120 for each in opened)


def test_last_notes_stand_on_the_pairings(meetings):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT peer_id, person_id, max(at) AS at FROM sessions_app_sessionnote "
            "GROUP BY 1, 2) n JOIN people_pairing a USING (peer_id, person_id) "
            "WHERE a.last_note_at IS DISTINCT FROM n.at"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("function", WITHOUT)
def test_the_copies_without_consent_still_fit_the_functions(function):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [function])
        text = cursor.fetchone()[0]

    assert [text.count(before) for before, _after in WITHOUT[function]] == [1] * len(WITHOUT[function])


def test_the_stamp_is_steady():
    assert stamp() == stamp()


def test_measuring_refuses_other_servers():
    with pytest.raises(CommandError, match="manage.py bench"):
        call_command("measure", sessions="10000,20000", rounds=1)
