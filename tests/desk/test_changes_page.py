"""Who reads the page “What changed, by whom”, and in which time."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.desk.queries.changes import changes_page
from tests.desk.acts import a_program
from tests.factories import give_account, make_admin, make_peer, make_person, make_supervisor, sign_in


@pytest.fixture
def office():
    return make_admin(name="Farah Naseri")


def test_who_may_read_the_page(office):
    readers = [make_peer(agency=office.agency).user, make_supervisor("senior", agency=office.agency), office]

    assert [sign_in(user).get(reverse("desk:changes")).status_code for user in readers] == [200, 200, 200]
    person = give_account(make_person(agency=office.agency))
    assert sign_in(person).get(reverse("desk:changes")).status_code == 404
    assert sign_in(office).get(reverse("desk:my_changes")).status_code == 404


def test_a_moment_is_the_moment_of_the_house(office):
    with clock.set_to(clock.now() - timedelta(days=100)):
        a_program(office)

    line = changes_page(office, kind="program").lines[0]
    assert timedelta(days=99) < clock.now() - line.at < timedelta(days=101)
