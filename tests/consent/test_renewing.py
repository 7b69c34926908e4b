"""Still right? The same yes for another time, and never a wider one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consent import services
from consent.models import ConsentNow, ConsentRecord
from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import SupportedPerson
from tests.consent.agreed import put_in_force
from tests.consent.talks import TalkOfTwo
from tests.factories import give_account, sign_in


@pytest.fixture
def talk():
    talk = TalkOfTwo(name="Ivy M.")
    talk.own = give_account(talk.person)
    talk.hear(choice_cover_narrative="yes", choice_responder_plan="yes")
    talk.answer()
    services.take_back_choice(person=talk.person, audience="responder", content="plan", by=talk.own)
    return talk


def renew(talk, **said):
    return services.renew_consent(person=talk.person, **{"signature": "Ivy", "by": talk.own} | said)


def publish(talk, *, wider):
    policy = services.start_policy(agency=talk.person.agency, by=talk.admin)
    policy.audiences.filter(audience="clinical", content="narrative").update(rule=1 if wider else 0)
    return put_in_force(policy)


def test_it_goes_on_with_the_choices_as_they_stand(talk):
    first = ConsentRecord.objects.get()
    with clock.set_to(first.expires_at - timedelta(days=3)):
        second = renew(talk)

    chosen = dict(second.choices.filter(allowed=True).values_list("audience", "content"))
    assert chosen == {"cover": "narrative"}
    assert second.expires_at > first.expires_at
    assert second.held_by == talk.own
    assert ConsentNow.objects.get(person=talk.person).consent_id == second.pk


def test_one_that_ran_out_holds_again(talk):
    after = ConsentRecord.objects.get().expires_at + timedelta(days=9)
    with clock.set_to(after):
        assert not services.consent_holds(ConsentNow.objects.get(person=talk.person))
        renew(talk)
        assert services.consent_holds(ConsentNow.objects.get(person=talk.person))


def test_other_words_or_less_can_go_on(talk):
    publish(talk, wider=False)

    assert renew(talk).policy.version == 2


def test_what_is_wider_is_talked_over_first(talk):
    publish(talk, wider=True)
    publish(talk, wider=False)

    with pytest.raises(WrongState, match="you two talk first"):
        renew(talk)


def test_a_program_that_keeps_more_is_talked_over_first(talk):
    Program.objects.filter(pk=talk.person.program_id).update(level="brief")
    talk.hear()
    talk.answer()
    Program.objects.filter(pk=talk.person.program_id).update(level="billable")

    with pytest.raises(WrongState, match="you two talk first"):
        renew(talk)


def test_only_the_person_says_so(talk):
    with pytest.raises(SupportedPerson.DoesNotExist):
        renew(talk, by=talk.peer)
    with pytest.raises(DomainError, match="as a signature"):
        renew(talk, signature="  ")
    services.withdraw_consent(person=talk.person, by=talk.own)
    with pytest.raises(WrongState):
        renew(talk)


def test_the_page_is_offered_when_it_runs_out_soon(talk):
    me, agreement = sign_in(talk.own), reverse("my_record:agreement")
    address = reverse("my_record:agreement_renew")
    assert address not in me.get(agreement).content.decode()

    with clock.set_to(ConsentRecord.objects.get().expires_at - timedelta(days=20)):
        me = sign_in(talk.own)
        assert address in me.get(agreement).content.decode()
        assert me.post(address, {"signature": ""}).status_code == 422
        assert "If I am away, can one other peer read our notes?" in me.get(address).content.decode()
        assert me.post(address, {"signature": "Ivy"}).status_code == 302
        assert me.post(address, {"signature": "a\x00b"}).status_code == 422
    assert ConsentRecord.objects.count() == 2
