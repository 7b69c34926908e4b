"""People out of a file: what comes in, what is refused with a sentence, and that twice is once."""

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.audit.services import Purpose, reading
from peersupport.core.principal import acting_as
from peersupport.exchange.models import ImportChunk, ImportedRow
from peersupport.people.models import ContactDetails, SupportedPerson
from tests import factories

from .world import House, counts

FILE = """Chosen name,Old number,Pronouns,Language,Phone,E-mail,OK to text,May call
Ana R.,17,she/her,Español,+1 202 555 0143,ana@example.org,yes,no
Zoë,18,,English,,,,
Big Lou,19,he/him,en,202-555-0144,,x,sí
"""


@pytest.fixture
def house():
    return House()


def test_people_come_in_as_the_office_would_add_them(house):
    run = house.brought(FILE)

    assert counts(run) == (3, 0, 0, 0)
    assert list(SupportedPerson.objects.order_by("name_key").values_list(
        "chosen_name", "name_key", "pronouns", "language", "program", "added_by", "confirmed_by"
    )) == [
        ("Ana R.", "ana r.", "she/her", "es", house.program.pk, house.office.pk, house.office.pk),
        ("Big Lou", "big lou", "he/him", "en", house.program.pk, house.office.pk, house.office.pk),
        ("Zoë", "zoe", "", "en", house.program.pk, house.office.pk, house.office.pk),
    ]  # fmt: skip


def test_ways_to_reach_them_are_sealed_with_their_own_key(house):
    house.brought(FILE)
    contact = ContactDetails.objects.get(person__chosen_name="Ana R.")

    assert (contact.may_text, contact.may_call, len(contact.phone_index)) == (True, False, 64)
    with acting_as(house.office.pk), reading(by=house.office, purpose=Purpose.CONTACT, via="admin") as handle:
        opened = handle.open(contact)
    assert (opened.phone, opened.email) == ("+1 202 555 0143", "ana@example.org")


def test_a_gate_stands_before_each_of_them(house):
    house.brought(FILE)

    assert {person.gate.consent for person in SupportedPerson.objects.select_related("gate")} == {None}


def test_the_same_file_again_changes_nothing(house):
    house.brought(FILE)
    before = list(SupportedPerson.objects.order_by("pk").values())
    again = house.checked(FILE)

    assert counts(again) == (0, 3, 0, 0)
    assert list(SupportedPerson.objects.order_by("pk").values()) == before


def test_rows_without_a_number_are_known_by_what_they_say(house):
    house.brought("name,phone\nAna R.,2025550143\nSam,\n")
    run = house.checked("name,phone\nANA R.,202 555 0143\nSam,\nSam,2025550100\n")

    assert counts(run) == (1, 2, 0, 0)
    assert run.namesakes == 1


def test_a_row_that_is_twice_in_the_file_comes_in_once(house):
    run = house.brought("name,reference\nAna R.,1\nAna R.,1\n")

    assert counts(run) == (1, 1, 0, 0)
    assert SupportedPerson.objects.count() == 1


def test_one_number_for_two_people_is_asked_about(house):
    run = house.checked("name,reference\nAna R.,1\nBo,1\n")

    assert house.problems(run) == [
        (3, "Number in the old system", "The number “1” stands in a row above as well, with something else.")
    ]


def test_everything_to_mend_is_told_with_its_line(house):
    run = house.checked(
        'name,language,phone,email,may text\n\n"Ana\nR.",,,,\n,,,,\n,,202555,,yes\n=cmd(),,,,\n'
        "Bo,Klingon,,,\nCy,,x,,\nDee,,,not a mail,\nEve,,,,perhaps\n"
    )

    assert house.problems(run) == [
        (3, "Name they chose", "Please keep this to one line."),
        (6, "Name they chose", "A name is missing here. A first name or a nickname is enough."),
        (
            7,
            "Name they chose",
            "“=cmd()” begins like a formula of a spreadsheet. Please begin it with a letter.",
        ),
        (8, "Language", "“Klingon” is no language that is known here. A code such as en or es works too."),
        (9, "Phone", "This does not look like a phone number."),
        (10, "E-mail", "This does not look like an e-mail address. One looks like name@example.org."),
        (11, "Safe to text", "“perhaps” is neither yes nor no."),
    ]
    assert SupportedPerson.objects.count() == 0


def test_a_program_is_chosen_by_its_name_in_either_language(house):
    second = factories.make_program(agency=house.agency, names={"en": "Open door", "es": "Puerta abierta"})
    factories.make_program(agency=house.agency, level="none", names={"en": "Nameless"})
    run = house.checked("name,program\nAna,Walking together\nBo,puerta abierta\nCy,Nameless\nDee,\n")

    assert [line for line, _column, _sentence in house.problems(run)] == [4, 5]
    house.brought("name,program\nAna,Walking together\nBo,puerta abierta\n")
    assert SupportedPerson.objects.get(chosen_name="Bo").program_id == second.pk


def test_the_file_is_kept_sealed_and_goes_when_it_came_in(house):
    run = house.checked(FILE)

    assert all(b"Ana" not in chunk.text.data for chunk in ImportChunk.objects.filter(run=run))
    house.brought(FILE)
    assert ImportChunk.objects.count() == 0
    assert ImportedRow.objects.filter(kind="people").count() == 3


def test_one_audit_row_tells_how_many(house):
    house.brought(FILE)

    assert list(AuditEvent.objects.filter(action="person.imported").values_list("actor_id", "fields")) == [
        (house.office.pk, ["rows:3"])
    ]
