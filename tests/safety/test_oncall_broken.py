"""The phone plan on pages for when something broke: no database, the right house, and nobody's after the sign-out."""

import json

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from peersupport.core.errors import CannotOpen
from peersupport.home import views
from peersupport.safety import phone_file, services
from tests import factories
from tests.factories import sign_in


@pytest.fixture
def office(database, settings, tmp_path):
    settings.PHONE_PLAN_FILE = tmp_path / "phone_plan.json"
    office = factories.make_admin()
    office.agency.on_call_phone = "555-0142"
    office.agency.save()
    words = {"en": "The county line", "es": "La línea del condado"}
    services.add_phone_line(number="555-0199", words=words, by=office)
    phone_file.write_down()  # a test never commits: what runs after the commit is run here
    return office


def breaks(monkeypatch, error):
    def fail(*_args):
        raise error

    monkeypatch.setattr(views.queries, "office_home", fail)


def broken_page(client):
    client.raise_request_exception = False
    return client.get("/")


def test_a_page_that_broke_shows_the_plan_without_a_question_to_the_database(office, monkeypatch):
    client = sign_in(office)
    client.get("/")
    breaks(monkeypatch, ValueError("wrong"))

    answer = broken_page(client)

    assert answer.status_code == 500
    text = answer.content.decode()
    assert text.index("555-0142") < text.index("555-0199") < text.index("The county line")


def test_it_is_shown_when_the_database_does_not_even_know_who_asks(office, monkeypatch):
    client = sign_in(office)
    client.get("/")

    def gone(*_args, **_more):
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        answer = broken_page(client)

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "555-0199" in answer.content.decode()


def test_it_is_said_in_the_reader_s_language(office, monkeypatch):
    office.language = "es"
    office.save()
    client = sign_in(office)
    client.get("/")
    breaks(monkeypatch, OperationalError("gone"))

    assert "La línea del condado" in broken_page(client).content.decode()


def test_another_house_s_plan_is_not_shown(office, monkeypatch):
    client = sign_in(factories.make_admin())
    client.get("/")
    breaks(monkeypatch, OperationalError("gone"))

    assert "555-0199" not in broken_page(client).content.decode()


def test_after_the_sign_out_this_browser_knows_no_house(office):
    client = sign_in(office)
    client.get("/")
    assert client.cookies["house"].value
    assert (client.cookies["house"]["httponly"], client.cookies["house"]["samesite"]) == (True, "Lax")
    assert client.cookies["house"]["max-age"] == ""

    client.post("/leave/")

    assert client.cookies["house"].value == ""


def test_a_cookie_that_somebody_made_up_shows_nothing(office, monkeypatch):
    client = sign_in(office)
    client.cookies["house"] = str(office.agency_id)

    with connection.execute_wrapper(lambda *_args: (_ for _ in ()).throw(OperationalError("gone"))):
        assert "555-0199" not in broken_page(client).content.decode()


def test_a_key_that_is_not_at_hand_shows_the_plan_too(office, monkeypatch):
    client = sign_in(office)
    client.get("/")
    breaks(monkeypatch, CannotOpen("no key"))

    answer = client.get("/")

    assert answer.status_code == 503
    assert "555-0199" in answer.content.decode()


def test_nothing_is_asked_of_the_database_for_the_lines(office):
    with CaptureQueriesContext(connection) as asked:
        lines = phone_file.lines_without_database(office.agency_id, "en")

    assert len(asked) == 0
    assert [line["number"] for line in lines] == ["555-0142", "555-0199"]


def test_without_a_file_the_process_remembers_what_it_last_read(office, settings):
    settings.PHONE_PLAN_FILE = None
    phone_file.write_down()

    assert len(phone_file.lines_without_database(office.agency_id, "en")) == 2
    assert phone_file.lines_without_database(None, "en") == []


def test_a_file_that_is_gone_or_spoilt_gives_what_the_process_remembers(office, settings):
    for spoil in (lambda path: path.write_text("{"), lambda path: path.unlink()):
        spoil(settings.PHONE_PLAN_FILE)

        assert len(phone_file.lines_without_database(office.agency_id, "en")) == 2


def test_a_folder_that_can_not_be_written_is_nobody_s_trouble(office, settings, tmp_path):
    settings.PHONE_PLAN_FILE = tmp_path / "missing" / "phone_plan.json"

    assert phone_file.write_down() is False


def test_the_file_holds_numbers_and_words_and_nothing_else(office, settings):
    told = json.loads(settings.PHONE_PLAN_FILE.read_text())

    assert told == {
        str(office.agency_id): [
            {"number": "555-0142", "words": {}},
            {"number": "555-0199", "words": {"en": "The county line", "es": "La línea del condado"}},
        ]
    }
