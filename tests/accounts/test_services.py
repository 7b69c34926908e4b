from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from peersupport.accounts import services
from peersupport.accounts.models import Agency, Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.audit.models import AuditEvent
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from tests.factories import make_admin, make_agency, make_peer, make_program, make_user


def an_agency(**values):
    given = {
        "name": "Lantern Street",
        "neutral_name": "Lantern",
        "time_zone": "America/Chicago",
        "languages": ["en"],
    }
    return services.create_agency(**{**given, **values})


def actions():
    return list(AuditEvent.objects.order_by("at").values_list("action", flat=True))


def test_an_agency_is_made_with_what_was_said_and_defaults_for_the_rest():
    agency = an_agency(on_call_phone="555-0134")

    stored = Agency.objects.get()
    assert (stored.pk, stored.on_call_phone, stored.keeps_names) == (agency.pk, "555-0134", True)
    assert stored.quick_exit_url == "https://www.weather.gov/"
    assert actions() == ["agency.created"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"languages": []}, "languages"),
        ({"languages": ["xx"]}, "languages"),
    ],
)
def test_an_agency_needs_a_zone_and_languages_that_exist(values, field):
    with pytest.raises(DomainError) as error:
        an_agency(**values)

    assert error.value.field == field
    assert not Agency.objects.exists()


@pytest.mark.parametrize("name", ["Clinic", "Recovery Friends", "Salud", "Peer Support"])
def test_a_neutral_name_does_not_tell_what_this_is_about(name):
    with pytest.raises(DomainError) as error:
        an_agency(neutral_name=name)
    assert error.value.field == "neutral_name"

    admin = make_admin()
    with pytest.raises(DomainError, match="may tell whoever sees the phone"):
        services.change_agency(agency=admin.agency, neutral_name=name, by=admin)


def test_a_house_of_before_keeps_its_name_until_it_gives_another():
    admin = make_admin(agency=make_agency(neutral_name="Recovery Friends"))

    services.change_agency(
        agency=admin.agency, neutral_name="Recovery Friends", on_call_phone="555-0100", by=admin
    )

    assert Agency.objects.get(pk=admin.agency_id).on_call_phone == "555-0100"


def test_a_program_is_named_in_each_language_it_has_a_name_for():
    admin = make_admin()
    program = services.create_program(
        agency=admin.agency,
        names={"en": "Home Again", "es": ""},
        level="brief",
        time_zone="America/Denver",
        supervision_model="hybrid",
        by=admin,
    )

    assert Program.objects.get(pk=program.pk).names == {"en": "Home Again"}


@pytest.mark.parametrize("names", [{}, {"en": ""}, {"xx": "Home"}])
def test_a_program_without_a_name_is_refused(names):
    admin = make_admin()

    with pytest.raises(DomainError):
        services.create_program(
            agency=admin.agency,
            names=names,
            level="brief",
            time_zone="UTC",
            supervision_model="hybrid",
            by=admin,
        )


def test_a_user_signs_in_with_a_lower_cased_verified_address():
    admin = make_admin()

    user = services.create_user(
        agency=admin.agency, email=" Ana@Example.ORG ", name="Ana", password="a long one", by=admin
    )

    address = EmailAddress.objects.get()
    assert (user.email, address.email, address.verified, address.primary) == (
        "ana@example.org",
        "ana@example.org",
        True,
        True,
    )
    assert user.check_password("a long one")
    assert not services.create_user(
        agency=admin.agency, email="b@example.org", name="B", by=admin
    ).has_usable_password()


def test_one_address_is_one_sign_in():
    admin = make_admin()
    services.create_user(agency=admin.agency, email="ana@example.org", name="Ana", by=admin)

    with pytest.raises(DomainError) as error:
        services.create_user(agency=make_agency(), email="ANA@example.org", name="Ana", by=admin)

    assert error.value.field == "email"


def test_a_role_holds_from_today_and_is_written_down():
    admin = make_admin()
    user = make_user(agency=admin.agency)
    assert user.roles == frozenset()

    membership = services.give_role(user=user, role=Role.PEER, by=admin)

    assert user.roles == {Role.PEER}
    assert membership.starts_on == admin.agency.today()
    assert actions() == ["role.given"]


def test_nobody_gives_themselves_a_role():
    admin = make_admin()

    with pytest.raises(NotAllowed):
        services.give_role(user=admin, role=Role.PEER, by=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            agency=admin.agency, user=admin, role=Role.PEER, starts_on=admin.agency.today(), made_by=admin
        )


def test_only_the_office_gives_and_ends_roles():
    admin = make_admin()
    peer = make_peer(agency=admin.agency).user

    with pytest.raises(NotAllowed):
        services.give_role(user=make_user(agency=admin.agency), role=Role.ADMIN, by=peer)
    with pytest.raises(NotAllowed):
        services.end_role(membership=Membership.objects.get(user=admin), by=peer)


def test_a_role_stays_in_the_house():
    admin = make_admin()

    with pytest.raises(NotAllowed):
        services.give_role(user=make_user(), role=Role.PEER, by=admin)
    with pytest.raises(NotAllowed):
        services.give_role(
            user=make_user(agency=admin.agency), role=Role.PEER, program=make_program(), by=admin
        )


def test_a_person_gets_no_staff_role():
    admin = make_admin()
    person = make_user(agency=admin.agency, kind=User.Kind.PERSON)

    for user, role in ((person, Role.PEER), (make_user(agency=admin.agency), Role.PERSON)):
        with pytest.raises(DomainError):
            services.give_role(user=user, role=role, by=admin)


def test_a_role_that_ends_before_it_starts_is_refused():
    admin = make_admin()
    today = admin.agency.today()

    with pytest.raises(DomainError) as error:
        services.give_role(
            user=make_user(agency=admin.agency),
            role=Role.PEER,
            starts_on=today,
            ends_on=today - timedelta(days=1),
            by=admin,
        )

    assert error.value.field == "ends_on"


def test_a_role_ends_at_once_and_only_once():
    admin = make_admin()
    user = make_peer(agency=admin.agency).user
    membership = Membership.objects.get(user=user)

    services.end_role(membership=membership, by=admin)

    assert User.objects.get(pk=user.pk).roles == frozenset()
    with pytest.raises(WrongState):
        services.end_role(membership=membership, by=admin)


def test_a_role_of_another_agency_is_out_of_reach():
    membership = Membership.objects.get(user=make_peer().user)

    with pytest.raises(Membership.DoesNotExist):
        services.end_role(membership=membership, by=make_admin())


def test_preferences_are_ones_own():
    user, other = make_user(), make_user()

    services.change_preferences(user=user, language="es", theme="dark", show_quick_exit=False, by=user)
    stored = User.objects.get(pk=user.pk)
    assert (stored.language, stored.theme, stored.show_quick_exit) == ("es", "dark", False)
    assert AuditEvent.objects.get().fields == ["language", "show_quick_exit", "theme"]

    with pytest.raises(NotAllowed):
        services.change_preferences(user=user, language="en", theme="dark", show_quick_exit=False, by=other)


def test_nothing_changed_leaves_no_row():
    user = make_user()

    services.change_preferences(user=user, language="en", theme="system", show_quick_exit=True, by=user)

    assert not AuditEvent.objects.exists()
