"""A colleague is asked to come in: by mail or on paper, once, for a week."""

import logging
import uuid
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from peersupport.accounts import services as accounts
from peersupport.accounts.invitations import hash_of, tidy, token_of
from peersupport.accounts.models import Membership, StaffInvitation, User
from peersupport.accounts.roles import Role
from peersupport.accounts.tasks import mail_invitations
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.desk import services
from tests.factories import make_admin, make_peer, make_program, sign_in


@pytest.fixture
def office():
    return make_admin(name="Farah")


def invited(office, **values):
    return accounts.invite_staff(**{"name": "Lee", "roles": ["peer"], "by": office, **values})


def token(invitation):
    return token_of(invitation.pk, invitation.issue)


def coming_in(invitation, **values):
    said = {"name": "Lee M.", "email": "lee@example.org", "language": "es", **values}
    return services.accept_invitation(token=token(invitation), **said)


def test_a_volunteer_comes_in_with_their_task_and_page(office):
    program = make_program(agency=office.agency)
    invitation = invited(office, program=program)

    user = coming_in(invitation)

    membership = Membership.objects.get(user=user)
    assert (user.name, user.language, user.agency_id) == ("Lee M.", "es", office.agency_id)
    assert (membership.role, membership.program, membership.made_by) == (Role.PEER, program, office)
    assert user.peer.languages == ["es"]
    assert not user.has_usable_password()
    assert not EmailAddress.objects.get(user=user).verified  # the first code proves it


def test_supervisors_and_the_office_work_for_the_whole_house(office):
    program = make_program(agency=office.agency)
    user = coming_in(invited(office, roles=["peer", "clinical_supervisor"], program=program))

    assert set(Membership.objects.filter(user=user).values_list("role", "program")) == {
        ("peer", program.pk),
        ("clinical_supervisor", None),
    }


def test_only_a_hash_of_the_words_is_stored(office):
    invitation = invited(office)
    words = token(invitation)

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(i)::text FROM accounts_staffinvitation i")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT to_jsonb(i)::text FROM accounts_staffinvitationevent i")
        history = cursor.fetchone()[0]

    assert words not in stored + history
    assert hash_of(words) in stored
    assert hash_of(words) not in history


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}", "{2}"])
def test_words_typed_from_paper_may_look_a_little_different(typed):
    words = token_of(make_admin().pk, 1)
    written = typed.format(words, words.lower().replace("-", ""), words.replace("-", " ").replace("O", "0"))

    assert tidy(written) == words


@pytest.mark.parametrize(
    "typed", ["", " ", "[]", "---", "_", "٧٥", "ñandú", "K7QF-2TRM-XA5D-PLÉN", "\x00", "A" * 65]
)
def test_what_can_be_no_code_gets_a_sentence(typed):
    answer = Client().post("/account/invitation/", {"code": typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["code"])


def test_words_open_once_for_a_week_and_only_the_newest(office):
    used, old, again, back = (invited(office, name=name) for name in ("A", "B", "C", "D"))
    coming_in(used)
    first = token(again)
    accounts.resend_invitation(invitation=again, by=office)
    accounts.withdraw_invitation(invitation=back, by=office)
    StaffInvitation.objects.filter(pk=old.pk).update(expires_at=clock.now())

    for words in (token(used), token(old), first, token(back), "NOTH-INGA-TALL-HERE"):
        with pytest.raises(StaffInvitation.DoesNotExist):
            services.accept_invitation(token=words, name="X", email="x@example.org", language="en")
        assert Client().get(f"/account/invitation/{words}/").status_code == 404
    again.refresh_from_db()
    assert coming_in(again, email="c@example.org").name == "Lee M."


def test_who_no_longer_runs_the_house_lets_nobody_in(office):
    second = make_admin(agency=office.agency)
    invitation = invited(second)
    accounts.end_role(membership=Membership.objects.get(user=second), by=office)

    with pytest.raises(StaffInvitation.DoesNotExist):
        coming_in(invitation)
    assert not User.objects.filter(email="lee@example.org").exists()


def test_only_the_office_asks_and_only_for_its_own_house(office):
    with pytest.raises(NotAllowed):
        invited(make_peer(agency=office.agency).user)
    with pytest.raises(NotAllowed):
        invited(office, program=make_program())
    with pytest.raises(DomainError):
        invited(office, roles=[])
    with pytest.raises(DomainError):
        invited(office, roles=["person"])
    with pytest.raises(StaffInvitation.DoesNotExist):
        accounts.withdraw_invitation(invitation=invited(office), by=make_admin())
    done = invited(office)
    accounts.withdraw_invitation(invitation=done, by=office)
    with pytest.raises(WrongState):
        accounts.resend_invitation(invitation=done, by=office)


def test_the_message_is_neutral_goes_once_and_leads_to_the_page(office, monkeypatch):
    monkeypatch.setattr("peersupport.accounts.tasks.mail_invitation_of.delay", _at_once)
    office.agency.name = "Recovery House"
    office.agency.save()
    invitation = invited(office, email="Lee@Example.org", site="https://lantern.example")
    invited(office, name="On paper")

    mail_invitations()
    mail_invitations()

    (message,) = mail.outbox
    assert message.to == ["lee@example.org"]
    assert f"https://lantern.example/account/invitation/{token(invitation)}/" in message.body
    said = (message.subject + message.body).casefold()
    assert office.agency.neutral_name.casefold() in said
    assert not [word for word in ("recovery", "peer", "support", "health", "lee ") if word in said]


def _at_once(pk):
    accounts.mail_invitation(invitation_id=pk)


def test_from_the_desk_to_the_first_sign_in_page(office):
    make_program(agency=office.agency)
    desk, visitor = sign_in(office), Client()
    form = desk.get(reverse("desk:invitation_add")).context["form"]
    answer = desk.post(
        reverse("desk:invitation_add"),
        {
            "key": form["key"].value(),
            "name": "Lee",
            "email": "",
            "roles": ["peer"],
            "program": "",
            "language": "en",
        },
    )
    invitation = StaffInvitation.objects.get()
    printed = desk.get(answer.url).content.decode()
    assert token(invitation) in printed
    assert "http://testserver/account/invitation/" in printed

    went = visitor.post("/account/invitation/", {"code": token(invitation).lower()})
    page = visitor.get(went.url)
    assert (page.status_code, office.agency.neutral_name in page.content.decode()) == (200, True)
    assert office.agency.name not in page.content.decode()
    refused = visitor.post(went.url, {"name": "", "email": "no", "language": "en", "password": "short"})
    assert refused.status_code == 422
    came = visitor.post(
        went.url, {"name": "Lee", "email": "lee@example.org", "language": "en", "password": ""}
    )

    assert came.url == reverse("account_request_login_code")
    assert User.objects.get(email="lee@example.org").roles == {Role.PEER}
    assert desk.get(answer.url).status_code == 200


def test_the_same_form_sent_twice_asks_once(office):
    form = sign_in(office).get(reverse("desk:invitation_add")).context["form"]
    key = uuid.UUID(str(form["key"].value()))

    first, second = invited(office, key=key), invited(office, key=key)

    assert first.pk == second.pk == key
    assert StaffInvitation.objects.count() == 1


def test_wrong_words_are_tried_twenty_times_a_minute_at_most():
    visitor = Client()
    logging.disable(logging.CRITICAL)
    answers = [visitor.get(f"/account/invitation/AAAA-{number:04d}/").status_code for number in range(21)]

    logging.disable(logging.NOTSET)

    assert answers == [404] * 20 + [429]


def test_an_address_in_use_stands_at_its_field_and_nothing_is_made(office):
    make_admin(email="taken@example.org")
    with pytest.raises(DomainError) as error:
        coming_in(invited(office), email="taken@example.org")

    assert error.value.field == "email"
    assert StaffInvitation.objects.get().accepted_at is None


def test_an_invitation_that_ran_out_gets_a_new_week(office):
    invitation = invited(office, email="a@example.org")
    StaffInvitation.objects.filter(pk=invitation.pk).update(
        expires_at=clock.ago(days=1), mailed_at=clock.now()
    )

    again = accounts.resend_invitation(invitation=invitation, by=office)

    assert timedelta(days=6) < again.expires_at - clock.now() <= timedelta(days=7)
    assert (again.issue, again.mailed_at) == (2, None)
