from datetime import timedelta

import pytest

from peersupport.accounts.models import Program
from peersupport.accounts.roles import Role
from peersupport.audit.models import AccessEvent, AuditEvent
from peersupport.audit.services import reading
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people import services
from peersupport.people.models import ContactDetails, SupportedPerson
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    make_staff,
    make_supervisor,
    make_user,
)


@pytest.fixture
def program():
    return make_program()


@pytest.fixture
def admin(program):
    return make_admin(agency=program.agency)


@pytest.fixture
def peer(program):
    return make_peer(program=program)


def test_a_person_added_by_the_office_is_confirmed_at_once(program, admin):
    person = services.add_person(
        program=program, chosen_name=" Jose\u0301 ", pronouns="he", phone="555-0142", may_text=True, by=admin
    )

    person.refresh_from_db()
    assert (person.chosen_name, person.name_key, person.confirm_by) == ("José", "jose", None)
    assert person.confirmed_by == admin
    assert (person.contact.may_text, person.contact.may_call) == (True, False)
    assert len(person.contact.phone_index) == 64
    assert AuditEvent.objects.get(target_id=person.pk).action == "person.added"
    with acting_as(admin.pk), reading(by=admin, purpose="contact", via="office") as opened:
        assert opened.open(person.contact).phone == "555-0142"


def test_a_person_added_by_a_peer_waits_seven_days_for_the_office(program, peer):
    person = services.add_person(program=program, chosen_name="Ana", by=peer.user)

    assert person.confirmed_at is None
    assert person.confirm_by == program.today() + timedelta(days=7)


def test_nobody_else_adds_people(program):
    supervisor = make_supervisor("clinical", agency=program.agency)

    with pytest.raises(NotAllowed):
        services.add_person(program=program, chosen_name="Ana", by=supervisor)
    with pytest.raises(NotAllowed):
        services.add_person(program=program, chosen_name="Ana", by=give_account(make_person(program=program)))


def test_a_person_is_added_only_to_an_open_program_of_ones_own(program, peer):
    elsewhere = make_program(agency=program.agency)
    closed = make_program(agency=program.agency, closed_on=clock.now().date())

    for other in (elsewhere, closed, make_program()):
        with pytest.raises(Program.DoesNotExist):
            services.add_person(program=other, chosen_name="Ana", by=peer.user)


def test_a_program_that_keeps_no_names_takes_no_person(admin):
    counting = make_program(agency=admin.agency, level=Program.Level.NONE)

    with pytest.raises(DomainError, match="no names are kept"):
        services.add_person(program=counting, chosen_name="Ana", by=admin)


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "a\x00", "a\u202e", "a" * 81])
def test_a_bad_name_is_refused_at_its_field_also_without_a_form(program, admin, name):
    with pytest.raises(DomainError) as refused:
        services.add_person(program=program, chosen_name=name, by=admin)

    assert refused.value.field == "chosen_name"
    assert not SupportedPerson.objects.exists()


def test_a_name_whose_key_grows_still_fits(program, admin):
    person = services.add_person(program=program, chosen_name="\ufdfa" * 80, by=admin)

    assert len(person.name_key) <= 160


@pytest.mark.parametrize(
    ("field", "value"), [("phone", "call me"), ("email", "ana at home"), ("email", "a@b\nBcc: c@d.org")]
)
def test_a_way_that_cannot_work_is_refused_at_its_field(program, admin, field, value):
    with pytest.raises(DomainError) as refused:
        services.add_person(program=program, chosen_name="Ana", by=admin, **{field: value})

    assert refused.value.field == field


def test_the_office_confirms_once_and_never_who_added(program, admin, peer):
    person = services.add_person(program=program, chosen_name="Ana", by=peer.user)

    with pytest.raises(NotAllowed):
        services.confirm_person(person=person, by=peer.user)
    confirmed = services.confirm_person(person=person, by=admin)
    assert confirmed.confirmed_by == admin
    with pytest.raises(WrongState):
        services.confirm_person(person=person, by=admin)


def test_an_office_of_one_confirms_its_own_after_a_day():
    both = make_staff(Role.PEER, Role.ADMIN)
    program = make_program(agency=both.agency)
    person = services.add_person(program=program, chosen_name="Ana", by=both)

    with pytest.raises(NotAllowed):
        services.confirm_person(person=person, by=both)
    with clock.set_to(clock.now() + timedelta(hours=25)):
        assert services.confirm_person(person=person, by=both).confirmed_by == both
    other = services.add_person(program=program, chosen_name="Bo", by=both)
    make_admin(agency=both.agency)
    with clock.set_to(clock.now() + timedelta(hours=25)), pytest.raises(NotAllowed):
        services.confirm_person(person=other, by=both)


def test_contact_is_changed_by_who_walks_with_them_the_office_and_themselves(program, admin, peer):
    person = make_person(program=program)
    make_pairing(person=person, peer=peer)

    for by in (peer.user, admin, give_account(person)):
        services.update_contact(person=person, by=by, safe_hours="after six", may_call=True)

    assert AuditEvent.objects.filter(action="contact.changed").count() == 3
    event = AuditEvent.objects.filter(action="contact.changed").first()
    assert event.fields == ["may_call", "safe_hours"]


def test_contact_is_out_of_reach_for_everybody_else(program, peer):
    person = make_person(program=program)
    make_pairing(person=person, peer=peer, state="ended")
    blocked = make_admin(agency=program.agency)
    make_block(person=person, user=blocked)
    strangers = [peer.user, blocked, make_supervisor("senior", agency=program.agency), make_admin()]

    for by in strangers:
        with pytest.raises(SupportedPerson.DoesNotExist):
            services.update_contact(person=person, by=by, may_call=True)
    assert not ContactDetails.objects.get(person=person).may_call


def test_saving_without_a_change_leaves_no_trace(admin):
    person = make_person(agency=admin.agency)

    services.update_person(person=person, by=admin)

    assert not AuditEvent.objects.exists()


def test_unknown_fields_never_reach_a_row(admin):
    person = make_person(agency=admin.agency)

    with pytest.raises(TypeError):
        services.update_contact(person=person, by=admin, agency="x")
    with pytest.raises(TypeError):
        services.update_identity(person=person, by=admin, died_on="x")


def test_name_and_contact_change_together(admin):
    person = make_person(agency=admin.agency, name="Sam")

    services.update_person(
        person=person,
        by=admin,
        chosen_name="Zoë",
        language="es",
        other_languages=["en"],
        email="Zoe@Example.org",
    )

    person.refresh_from_db()
    assert (person.chosen_name, person.name_key, person.language, person.other_languages) == (
        "Zoë",
        "zoe",
        "es",
        ["en"],
    )
    assert person.contact.email_index


def test_the_same_number_has_the_same_blind_index_however_it_is_written(admin):
    indexes = set()
    for phone in ("(555) 0142", "555 01 42", "٥٥٥٠١٤٢"):
        person = make_person(agency=admin.agency)
        indexes.add(services.update_contact(person=person, by=admin, phone=phone).phone_index)

    assert len(indexes) == 1
    assert services.update_contact(person=person, by=admin, phone="").phone_index == ""


def test_an_account_is_connected_once_by_the_office(admin):
    person, other = make_person(agency=admin.agency), make_person(agency=admin.agency)
    account = make_user(agency=admin.agency, kind="person")

    for wrong in (make_user(agency=admin.agency), make_user(kind="person")):
        with pytest.raises(DomainError):
            services.connect_account(person=person, user=wrong, by=admin)
    assert services.connect_account(person=person, user=account, by=admin).user == account
    with pytest.raises(WrongState):
        services.connect_account(person=person, user=make_user(agency=admin.agency, kind="person"), by=admin)
    with pytest.raises(WrongState):
        services.connect_account(person=other, user=account, by=admin)
    with pytest.raises(NotAllowed):
        services.connect_account(person=other, user=account, by=account)
    spare = make_user(agency=admin.agency, kind="person")
    for wrong in (spare, make_admin()):
        with pytest.raises(DomainError):
            services.connect_account(person=other, user=spare, also_staff=wrong, by=admin)
    services.connect_account(
        person=other, user=spare, also_staff=make_peer(agency=admin.agency).user, by=admin
    )
    assert not SupportedPerson.objects.reached_by(admin).filter(pk=other.pk).exists()


def test_about_me_is_written_by_the_person_or_who_walks_with_them(admin):
    pairing = make_pairing(person=make_person(agency=admin.agency))
    person = pairing.person
    own = give_account(person)

    line = services.set_about_me(person=person, text="Greet me in Somali.", by=own)
    services.set_about_me(
        person=person, text="Greet me loudly.", audience="paired", line=line, by=pairing.peer.user
    )
    with pytest.raises(NotAllowed):
        services.set_about_me(person=person, text="x", by=admin)
    with pytest.raises(DomainError):
        services.set_about_me(person=person, text=" ", by=own)

    assert [line.audience for line in person.about_me.all()] == ["paired"]
    services.remove_about_me(line=line, by=own)
    assert not person.about_me.exists()


def test_leave_out_lines_come_and_go(admin):
    pairing = make_pairing(person=make_person(agency=admin.agency))

    line = services.add_leave_out(person=pairing.person, text="My sister's name", by=pairing.peer.user)
    with pytest.raises(NotAllowed):
        services.add_leave_out(person=pairing.person, text="x", by=admin)
    with pytest.raises(NotAllowed):
        services.remove_leave_out(line=line, by=admin)
    offered = make_pairing(person=pairing.person, state="offered").peer.user
    services.remove_leave_out(
        line=services.add_leave_out(person=pairing.person, text="My papers", by=offered), by=offered
    )
    services.remove_leave_out(line=line, by=pairing.peer.user)

    assert not pairing.person.leave_out.exists()


def test_reading_contact_leaves_one_trace_a_request(admin):
    person = make_person(agency=admin.agency)

    with acting_as(admin.pk):
        for _ in range(2):
            with reading(by=admin, purpose="contact", via="office") as opened:
                opened.open(person.contact)

    assert [event.contents for event in AccessEvent.objects.all()] == [["contact"]]
