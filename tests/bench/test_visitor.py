"""Requests of the benchmark meet the product's own middleware."""

import pytest
from django.test import override_settings

from peersupport.accounts.models import Agency, User
from peersupport.bench.visitor import Visitor, product, without_middleware


@pytest.fixture(autouse=True)
def addresses():
    with override_settings(ROOT_URLCONF="peersupport.bench.urls"):
        yield


@pytest.fixture
def user():
    agency = Agency.objects.create(name="A", neutral_name="a", time_zone="UTC", languages=["en"])
    return User.objects.create(agency=agency, email="a@a.example", name="A")


def test_the_reference_is_for_people_who_are_signed_in(user):
    assert Visitor(product()).get("/bench/reference/").status == 302
    assert Visitor(product(), user.pk).page("/bench/reference/") == "(1,)"


def test_the_bare_view_is_asked_without_middleware():
    assert Visitor(without_middleware()).page("/bench/bare/") == "(1,)"


def test_a_page_that_is_not_there_is_an_error(user):
    with pytest.raises(ValueError, match="404"):
        Visitor(product(), user.pk).page("/bench/nowhere/")
