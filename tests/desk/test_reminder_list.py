"""The office's list: who walks with whom and how the agreement stands. No answer, no choice, no number of anybody."""

from datetime import timedelta

import pytest

from consent import services
from consent.models import ConsentReminder
from peersupport.core import clock
from tests.consent.agreed import published, put_in_force, say
from tests.factories import (
    make_admin,
    make_agency,
    make_block,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    sign_in,
)

DAY = timedelta(days=1)
LIST = "/manage/agreements/"


class House:
    def __init__(self):
        self.agency = make_agency()
        self.policy = published(self.agency)
        self.admin = make_admin(agency=self.agency)
        self.program = make_program(agency=self.agency)
        self.peer = make_peer(agency=self.agency, name="Marlow Finch")

    def walk(self, name, **values):
        person = make_person(program=self.program, name=name)
        return make_pairing(person=person, peer=self.peer, **values)

    def page(self, query="", user=None):
        return sign_in(user or self.admin).get(LIST + query).content.decode()

    def names(self, query=""):
        services.find_reminders(agency_id=self.agency.pk)
        content = self.page(query)
        return [name for name in ("Ana", "Ben", "Cleo", "Dara", "Eli") if f"<bdi>{name}</bdi>" in content]


@pytest.fixture
def house():
    return House()


def wider(house):
    draft = services.start_policy(agency=house.agency, by=house.admin)
    draft.audiences.filter(audience="clinical", content="narrative").update(rule=1)
    return put_in_force(draft)


def test_each_stands_there_with_its_words_and_who_walks_with_them(house):
    house.walk("Ana")
    with clock.set_to(clock.ago(days=340)):
        say(house.walk("Ben"))
    with clock.set_to(clock.ago(days=400)):
        say(house.walk("Cleo"))
    say(house.walk("Dara"))
    services.find_reminders(agency_id=house.agency.pk)

    content = house.page()

    assert "no agreement yet" in content
    assert "runs out on" in content
    assert "ran out on" in content
    assert "<bdi>Dara</bdi>" not in content
    assert f"{house.program.name} · walks with Marlow Finch" in content

    wider(house)
    assert "<bdi>Dara</bdi>" in house.page()
    assert house.names("?kind=superseded") == ["Ben", "Dara"]
    assert house.names("?kind=missing") == ["Ana"]
    assert house.names("?kind=ran_out") == ["Cleo"]


@pytest.mark.parametrize("answer", ["no", "not_today", "taken back"])
def test_whoever_declined_is_not_there_and_looks_like_anybody_when_they_are(house, answer):
    with clock.set_to(clock.ago(days=13)):
        pairing = house.walk("Ana")
        if answer == "taken back":
            say(pairing)
            services.withdraw_consent(person=pairing.person, by=house.peer.user)
        else:
            say(pairing, answer, way="", signature="")
    assert house.names() == []

    house.walk("Ben")
    with clock.set_to(clock.now() + 200 * DAY):
        assert house.names() == ["Ana", "Ben"]
        rows = house.page().split('"ps-rows">')[1].split("</ul>")[0].split("</li>")
    ana, ben = (next(row for row in rows if f"<bdi>{name}</bdi>" in row) for name in ("Ana", "Ben"))
    same = ana.replace("Ana", "Ben").replace(str(pairing.person_id), str(_id_in(ben)))
    assert same.strip() == ben.strip()


def _id_in(row):
    return row.split("/people/")[1].split("/")[0]


def test_at_the_moment_it_runs_out_the_list_says_so_before_any_run(house):
    consent = say(house.walk("Ana"))
    with clock.set_to(consent.expires_at - 10 * DAY):
        assert house.names("?kind=expiring") == ["Ana"]
    with clock.set_to(consent.expires_at - timedelta(seconds=1)):
        assert "runs out on" in house.page("?kind=expiring")
    with clock.set_to(consent.expires_at):
        assert ConsentReminder.objects.open().get().kind == "expiring"
        assert "ran out on" in house.page("?kind=ran_out")
        assert "<bdi>Ana</bdi>" not in house.page("?kind=expiring")


def test_neither_people_kept_away_nor_colleagues_nor_those_without_a_peer_are_there(house):
    kept = house.walk("Ana")
    make_block(person=kept.person, user=house.admin)
    make_person(program=house.program, name="Ben")
    house.walk("Cleo", state="offered")
    house.walk("Dara", state="paused")
    colleague = house.walk("Eli").person
    colleague.also_staff = make_peer(agency=house.agency).user
    colleague.save()

    assert house.names() == []
    assert "Nothing to talk over" in house.page()


def test_the_list_goes_on_by_name_there_and_back_and_no_name_or_day_stands_in_an_address(house):
    for number in range(30):
        house.walk(f"Sam {number:02}")
    services.find_reminders(agency_id=house.agency.pk)
    client = sign_in(house.admin)

    first = client.get(LIST)
    listed = first.context["listed"]
    second = client.get(f"{LIST}?after={listed.after}")
    back = client.get(f"{LIST}?before={second.context['listed'].before}")

    assert [row.title for row in listed.rows] == [f"Sam {number:02}" for number in range(25)]
    assert [row.title for row in second.context["listed"].rows] == [f"Sam {n:02}" for n in range(25, 30)]
    assert back.context["listed"].rows == listed.rows
    assert second.context["listed"].after is None
    assert "Sam" not in f"{listed.after}{listed.before}"
    for nonsense in ("?after=x", "?before=0", "?kind=no", "?program=all", f"?after={house.agency.pk}"):
        assert [row.title for row in client.get(LIST + nonsense).context["listed"].rows] == [
            row.title for row in listed.rows
        ]


def test_one_program_is_shown_if_asked_for_and_the_chips_lead_out_of_it(house):
    house.walk("Ana")
    other = make_program(agency=house.agency, names={"en": "Down by the river"})
    make_pairing(person=make_person(program=other, name="Ben"), peer=house.peer)

    assert house.names(f"?program={other.pk}") == ["Ben"]
    assert house.names(f"?program={other.pk}&kind=ran_out") == []
    content = house.page(f"?program={other.pk}&kind=ran_out")
    assert "Nobody here, as you chose." in content
    assert f'href="?program={other.pk}"' in content


def test_no_number_of_anybody_and_no_answer_is_on_it(house):
    for name in ("Ana", "Ben"):
        house.walk(name)
    say(house.walk("Cleo"), "no", way="", signature="")
    services.find_reminders(agency_id=house.agency.pk)
    content = house.page().split("<main")[1].split("</main>")[0]

    for word in ("not today", "declined", "said no", "2 people", "%"):
        assert word not in content.casefold()
