"""What changed, by whom: every service of a table with a history says who, and the page says it in sentences."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.formats import date_format

from consent.models import PolicyAudience
from consent.services import start_policy
from peersupport.accounts import services as accounts
from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.desk.queries.changes import TABLES, Cursor, changes_page, my_changes_page
from peersupport.people import services as people
from peersupport.people.services import link_supervision
from tests.desk.acts import (
    a_program,
    access,
    deletion,
    drafting,
    everything,
    in_danger,
    let_in,
    structure,
    two,
)
from tests.desk.signed import UNSIGNED, entered, signing_services, unsigned
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    make_supervisor,
    sign_in,
)


@pytest.fixture
def office():
    office = make_admin(name="Farah Naseri")
    make_admin(agency=office.agency, name="Emeka")
    return office


def words(user, **asked):
    return [line.words for line in changes_page(user, **asked).lines]


def test_every_service_of_a_table_with_a_history_says_who(office):
    pairing = two(office)
    before = {kind: set(_rows(kind).values_list("pgh_id", flat=True)) for kind in TABLES}

    everything(office)
    structure(office)
    in_danger(office)
    access(pairing, by=office)

    # A role given by a row in a test has no name, and a peer's own yes starts what the office arranged.
    others = {"role": {None}, "cover": {str(User.objects.get(name="Jin Baek").pk)}}
    for kind in TABLES:
        rows = [row for row in _rows(kind) if row.pgh_id not in before[kind]]
        who = {(row.pgh_context or {}).get("user") for row in rows}
        assert who - others.get(kind, set()) == {str(office.pk)}, kind


def _rows(kind):
    return apps.get_model(TABLES[kind][0]).objects.order_by("pgh_id")


def test_no_service_that_signs_a_history_is_left_out_here(office):
    pairing, seen, signing = two(office), set(), set(signing_services())
    assert len(signing) > 15

    with entered(seen):
        accounts.create_agency(name="Next Door", neutral_name="Next", time_zone="UTC", languages=["en"])
        everything(office)
        structure(office)
        in_danger(office)
        drafting(office)
        access(pairing, by=office)
        people.record_death(person=pairing.person, died_on=pairing.person.program.today(), by=office)
        people.end_relations_of(user=pairing.peer.user, by=office)
        deletion(office)

    assert signing - seen == set()


def test_no_service_writes_a_table_with_a_history_unsigned():
    assert unsigned() == UNSIGNED


def test_the_page_says_it_in_sentences(office):
    everything(office)

    assert words(office, kind="program") == [
        "Farah Naseri opened the program Walk With Me again.",
        "Farah Naseri closed the program Walk With Me.",
        (
            "Farah Naseri changed what is written in Walk With Me: before “A short note that you can read”, "
            "now “A note we write together”."
        ),
        "Farah Naseri opened the program Walk With Me: A short note that you can read.",
    ]
    assert words(office, kind="supervision") == [
        "Farah Naseri ended a link: Emeka Nwosu is no longer clinical supervisor of Lee.",
        "Farah Naseri made a link: Emeka Nwosu is clinical supervisor of Lee.",
    ]
    assert words(office, kind="promise") == [
        "Farah Naseri put version 1 of what we promise in force.",
        "Farah Naseri began version 1 of what we promise.",
        "Farah Naseri changed what the house says about boundaries: Gifts.",
        "Farah Naseri put in writing that signals are no ground for discipline.",
        "Farah Naseri said what the house promises its peers.",
        "Farah Naseri said what the house promises its peers.",
    ]
    assert "Lee came in, asked by Farah Naseri." in words(office, kind="staff")
    (line,) = [line for line in changes_page(office, kind="house").lines if line.details]
    assert (line.words, line.details) == (
        "Farah Naseri changed the settings of the house.",
        ["Who answers at night: before nobody, now 555-0100"],
    )


def test_the_page_says_what_is_kept_ready_for_danger(office):
    in_danger(office)

    lines = changes_page(office, kind="danger").lines
    assert [line.words for line in lines] == [
        "Farah Naseri wrote down what must be reported from {day} on: harm to a child.".format(
            day=date_format(office.agency.today(), "DATE_FORMAT")
        ),
        "Farah Naseri took “Night van” off the list of wider help.",
        "Farah Naseri changed “Night van” in the list of wider help.",
        "Farah Naseri put “Night van” on the list of wider help.",
        "Farah Naseri took 988 off the phone plan.",
        "Farah Naseri changed the order of the phone plan: 988.",
        "Farah Naseri changed the order of the phone plan: 555-0101.",
        "Farah Naseri put 988 into the phone plan.",
        "Farah Naseri put 555-0101 into the phone plan.",
        "Farah Naseri ended that Curtis may be on call.",
        "Farah Naseri named somebody who may be on call: Ruth.",
        "Farah Naseri named somebody who may be on call: Curtis.",
    ]
    assert [line.details for line in lines[:4]] == [
        ["not checked"],
        [],
        ["May send police: before no, now ask them first"],
        ["May send police: now no", "May take somebody along against their will: now no"],
    ]


def test_the_page_says_exceptions_deciding_and_rules_in_sentences(office):
    structure(office)

    said = words(office, kind="supervision")
    assert [line for line in said if "link" not in line] == [
        "Farah Naseri wrote down that Ruth Abernathy no longer decides about the pay of Lenora Tsosie.",
        "Farah Naseri wrote down that Ruth Abernathy decides about the pay of Lenora Tsosie.",
        "Farah Naseri ended an exception for Lenora Tsosie: one colleague is both supervisors.",
        "Farah Naseri made an exception for Lenora Tsosie: one colleague is both supervisors.",
        "Walk With Me no longer follows these rules of supervision: Texas, version 2.",
        "Farah Naseri chose rules of supervision for Walk With Me: Texas, version 2.",
        "Walk With Me no longer follows these rules of supervision: Texas, version 1.",
        "Farah Naseri chose rules of supervision for Walk With Me: Texas, version 1.",
    ]


def test_a_rule_of_a_draft_tells_before_and_after(office):
    policy = start_policy(agency=office.agency, by=office)
    cell = policy.audiences.filter(audience="clinical", content="narrative").get()
    PolicyAudience.objects.filter(pk=cell.pk).update(rule=1 - cell.rule)

    newest, begun = changes_page(office, kind="promise").lines

    assert "clinical supervisor, what is written" in newest.words
    before, now = [("never", "the person chooses"), ("the person chooses", "never")][cell.rule]
    assert newest.details == [f"Rule: before {before}, now {now}"]
    assert begun.words == "Farah Naseri began version 1 of what we promise."


def test_letting_in_and_standing_in_name_nobody_to_the_house(office):
    pairing = two(office)
    access(pairing, by=office)
    let_in(
        pairing,
        make_supervisor("clinical", agency=office.agency, name="Sam"),
        by=give_account(pairing.person),
    )

    assert words(office, kind="access") == [
        "A person opened their page to a colleague.",
        "A peer no longer stands in for another.",
        "Farah Naseri arranged that a peer stands in for another.",
        "Farah Naseri closed one person’s page to a colleague.",
        "Farah Naseri opened one person’s page to a colleague.",
    ]
    everybody = make_peer(agency=office.agency).user
    said = sign_in(everybody).get(reverse("desk:changes"), {"kind": "access"}).content.decode()
    assert [name for name in ("Wilhelmina", "Marisol", "Jin", "Curtis", "Sam") if name in said] == []


def test_a_person_reads_who_was_let_in_who_stands_in_and_who_runs_the_house(office):
    pairing, other = two(office), two(office)
    for one in (pairing, other):
        access(one, by=office)
    own = give_account(pairing.person)
    grant = let_in(pairing, make_supervisor("clinical", agency=office.agency, name="Sam Poole"), by=own)
    people.revoke_grant(grant=grant, by=own)
    accounts.give_role(user=other.peer.user, role="agency_admin", by=office)

    said = [line.words for line in my_changes_page(own, pairing.person).lines]

    assert [line for line in said if "page" in line or "stands" in line or "Marisol is office" in line] == [
        "Farah gave a task: Marisol is office.",
        "You closed your page to Sam.",
        "You opened your page to Sam.",
        "Jin no longer stands in for Marisol.",
        "Farah arranged that Jin stands in for Marisol.",
        "Farah closed your page to Curtis.",
        "Farah opened your page to Curtis.",
    ]


def test_no_address_no_person_and_no_other_house(office):
    elsewhere = make_admin(name="Stranger")
    everything(elsewhere)
    access(two(elsewhere), by=elsewhere)
    accounts.invite_staff(name="Lee", email="secret@example.org", roles=["peer"], by=office)
    pairing = make_pairing(person=make_person(agency=office.agency, name="Wilhelmina"))
    make_block(person=pairing.person, user=pairing.peer.user)

    said = sign_in(office).get(reverse("desk:changes")).content.decode()

    assert "asked Lee to come in" in said
    for word in ("secret@example.org", "Wilhelmina", "Stranger"):
        assert word not in said


def test_pages_of_25_lose_and_repeat_nothing(office):
    for number in range(30):
        with clock.set_to(clock.ago(days=30 - number // 3)):
            a_program(office, names={"en": f"Program {number}"})

    first = changes_page(office, kind="program")
    second = changes_page(office, kind="program", before=Cursor.read(first.older))

    assert (len(first.lines), len(second.lines), second.older) == (25, 5, "")
    together = [line.words for line in first.lines + second.lines]
    assert len(set(together)) == 30
    assert first.lines[0].at >= first.lines[-1].at >= second.lines[0].at


ODD = (
    "", "x", "~~", "9~9~9", "2026-11-20T10:00:00~role~1", "2026-11-20T10:00:00Z~x~1",
    "2026-11-20T10:00:00Z~role~99999999999999", "2026-99-99T10:00:00Z~role~1",
)  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_an_odd_cursor_is_no_cursor(text):
    assert Cursor.read(text) is None


def test_a_person_reads_what_concerns_them(office):
    person = make_person(program=make_program(agency=office.agency), name="Ana")
    peer = make_peer(agency=office.agency, name="Marisol Q")
    make_pairing(person=person, peer=peer)
    other = make_peer(agency=office.agency, name="Jin Baek")
    for whose, name in ((peer, "Gloria Ontiveros"), (other, "Curtis Hale")):
        supervisor = make_supervisor("senior", agency=office.agency, name=name)
        link_supervision(peer=whose, supervisor=supervisor, kind="senior", by=office)
    Program.objects.filter(pk=person.program_id).update(level="brief")
    a_program(office)

    said = sign_in(give_account(person)).get(reverse("desk:my_changes")).content.decode()

    assert "Farah made a link: Gloria is senior peer supervisor of Marisol." in said
    assert "Walking together" in said
    for word in ("Curtis", "Walk With Me", "Naseri", "Ontiveros"):
        assert word not in said
