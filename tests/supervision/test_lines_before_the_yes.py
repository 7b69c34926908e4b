"""What the house says about gifts, rides and visits is told before anybody agrees, in their language."""

import pytest

from consent.services import publish_policy, start_policy
from supervision.services import set_house_lines
from tests import factories


@pytest.fixture
def admin():
    return factories.make_admin(agency=factories.make_agency(languages=["en", "es"]))


@pytest.fixture
def talk(admin):
    publish_policy(policy=start_policy(agency=admin.agency, by=admin), by=admin)
    person = factories.make_person(program=factories.make_program(agency=admin.agency))
    peer = factories.make_pairing(person=person, peer=factories.make_peer(agency=admin.agency)).peer
    client = factories.sign_in(peer.user)

    def page(name, language="en"):
        answer = client.get(f"/people/{person.pk}/conversation/{name}/", {"language": language})
        assert answer.status_code == 200
        return answer.content.decode()

    return page


def test_the_opening_and_the_paper_say_the_lines_of_the_house(admin, talk):
    set_house_lines(language="en", texts={"gift": "Small things, up to 15 dollars.", "ride": ""}, by=admin)
    set_house_lines(language="es", texts={"gift": "Cosas pequeñas."}, by=admin)
    other = factories.make_admin()
    set_house_lines(language="en", texts={"ride": "Next door we drive."}, by=other)

    for name in ("about/opening", "paper"):
        assert "Small things, up to 15 dollars." in talk(name)
        assert "Cosas pequeñas." in talk(name, "es")
        assert "Next door we drive." not in talk(name)
    assert "Small things" not in talk("about/limit-1")


def test_a_house_that_says_nothing_has_no_heading_for_it(talk):
    for name in ("about/opening", "paper"):
        assert "what our house says" not in talk(name)
