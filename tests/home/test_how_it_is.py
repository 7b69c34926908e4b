"""The office hears words of twenty people and more, and of nobody less."""

from datetime import timedelta

from sessions_app.models import CheckIn
from tests import factories
from tests.factories import sign_in

HEADING = "How it is for people here"


def test_the_office_hears_words_of_twenty_people_and_no_fewer():
    agency = factories.make_agency()
    program, admin = factories.make_program(agency=agency), factories.make_admin(agency=agency)
    week = agency.today() - timedelta(days=agency.today().weekday() + 7)
    people = [factories.make_person(program=program) for _ in range(20)]
    for person in people[:19]:
        CheckIn.objects.create(agency=agency, person=person, week=week, question="i_can", answer=3)
    with_nineteen = sign_in(admin).get("/").content.decode()
    CheckIn.objects.create(agency=agency, person=people[19], week=week, question="i_can", answer=0)

    page = sign_in(admin).get("/").content.decode()

    assert HEADING not in with_nineteen
    assert HEADING in page
    assert "<dt>a lot</dt><dd>19</dd>" in page
    assert "<dt>not yet</dt><dd>not shown</dd>" in page
    assert HEADING not in sign_in(factories.make_peer(agency=agency).user).get("/").content.decode()
