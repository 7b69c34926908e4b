"""Every service that changes who can read something leaves a news row for each person concerned."""

import pytest

from consent import services as consent
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.people import services
from peersupport.people.models import News
from tests.factories import (
    give_account,
    make_link,
    make_person,
    sign_in,
)
from tests.people.house import House, link, news, services_of
from tests.people.told import SILENT, TOLD, raised

# Nobody can read more or less by these. A new service stands here or in TOLD, or this fails.


def test_every_service_is_told_or_changes_nobodys_reading():
    known = set(TOLD) | SILENT
    everything = services_of(services, "peersupport.people") | services_of(consent, "consent")

    assert everything - known == set()
    assert set(TOLD) & SILENT == set()
    assert set(TOLD) <= everything


@pytest.mark.parametrize("name", TOLD)
def test_who_is_concerned_finds_it_in_their_news(name):
    act, expected = TOLD[name]
    house = House()

    act(house)

    assert news() == expected


def test_a_program_that_keeps_more_or_less_is_news_for_everybody_in_it():
    house = House()
    gone = make_person(program=house.ana.program, died_on=clock.now().date())
    raised(house)
    raised(house)  # nothing changed

    assert list(News.objects.values_list("person", "kind")) == [(house.ana.pk, "level")]
    assert not News.objects.filter(person=gone).exists()


def test_what_somebody_does_themselves_is_no_news_to_them():
    house = House()
    own = give_account(house.ana)
    services.block_staff(person=house.ana, user=house.other.user, by=own)
    services.end_pairing(pairing=house.walk, by=own)

    assert not News.objects.exists()


def test_a_link_is_told_with_the_day_from_which_it_opens():
    house = House()
    made = link(house)

    row = News.objects.get(person=house.ana)

    assert (row.opens_at, row.about) == (made.opens_at, made.supervisor)


def test_news_waits_until_it_is_read_and_is_the_persons_alone():
    house = House()
    own = give_account(house.ana)
    services.end_link(link=make_link(peer=house.peer, made_by=house.admin), by=house.admin)
    client = sign_in(own)
    sentence = "look after the work of your peer any more"
    assert sentence in client.get("/").content.decode()
    assert sentence in client.get("/my/news/").content.decode()
    row = News.objects.get(person=house.ana)

    with pytest.raises(News.DoesNotExist):
        services.read_news(newest=row, by=give_account(house.bo))
    assert client.post(f"/my/news/{row.pk}/read/").status_code == 302

    assert sentence not in client.get("/").content.decode()
    assert sentence in client.get("/my/news/").content.decode()
    assert News.objects.unseen().filter(person=house.ana).count() == 0
    for reader in (house.peer.user, house.admin):
        assert sign_in(reader).get("/my/news/").status_code == 404


def test_a_service_that_is_refused_tells_nothing():
    house = House()
    with pytest.raises(DomainError):
        services.end_pairing(pairing=house.walk, reason="failed", by=house.peer.user)

    assert not News.objects.exists()
