"""A house that has nobody else: a day's wait, somebody from outside, and the list says so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from consent import services
from consent.models import Disclosure
from consent.seals import broken_outgoing
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.services.supervision import ALONE_WAITS
from tests.consent.going_out import Going
from tests.factories import sign_in


@pytest.fixture
def going():
    return Going()


def let_out(going, asked, *, after=ALONE_WAITS, witness="A judge next door", by=None):
    by = by or going.clinical
    with clock.set_to(clock.now() + after), acting_as(by.pk):
        return services.let_out_alone(asked=asked, outside_witness=witness, by=by)


def test_it_goes_out_a_day_later_and_says_who_looked(going):
    asked = going.ask()
    going.leave_alone()

    disclosure = let_out(going, asked)

    assert disclosure.confirmed_by is None
    assert list(broken_outgoing()) == []
    line = sign_in(going.own).get(reverse("sharing:my_out")).content.decode()
    assert "nobody else could look at it; from outside: A judge next door" in line
    with pytest.raises(WrongState, match="answered this already"):
        let_out(going, asked)


def test_not_before_a_day_and_not_without_a_witness(going):
    asked = going.ask()
    going.leave_alone()

    with pytest.raises(WrongState, match="A day has to pass"):
        let_out(going, asked, after=ALONE_WAITS - timedelta(minutes=1))
    with pytest.raises(DomainError):
        let_out(going, asked, witness="  ")
    assert not Disclosure.objects.exists()


def test_where_somebody_else_works_it_takes_two(going):
    asked = going.ask()

    with pytest.raises(NotAllowed, match="A second person"):
        let_out(going, asked)


def test_nobody_but_who_asked(going):
    asked = going.ask()

    with pytest.raises(type(asked).DoesNotExist):
        let_out(going, asked, by=going.senior)


def test_the_database_wants_a_second_person_or_a_witness(going):
    asked = going.ask()
    going.leave_alone()
    disclosure = let_out(going, asked)
    copy = Disclosure.objects.get(pk=disclosure.pk)
    copy.pk, copy.outside_witness = None, None

    with pytest.raises(IntegrityError, match="the_laws_grounds_take_two"), transaction.atomic():
        copy.save(force_insert=True)


def test_the_page_says_from_when_on(going):
    asked = going.ask()
    me, shown = sign_in(going.clinical), reverse("sharing:asked_show", args=[asked.pk])
    alone = reverse("sharing:asked_alone", args=[asked.pk])
    assert "Nobody else here could look at it" not in me.get(shown).content.decode()
    assert me.post(alone, {"outside_witness": "A judge"}).status_code == 403
    going.leave_alone()

    assert alone not in me.get(shown).content.decode()
    with clock.set_to(clock.now() + ALONE_WAITS):
        me = sign_in(going.clinical)
        assert alone in me.get(shown).content.decode()
        assert me.post(alone, {"outside_witness": " "}).status_code == 422
        assert me.post(alone, {"outside_witness": "A judge next door"}).status_code == 302
    assert Disclosure.objects.get().basis == "court"
