import pytest
from django.db import DatabaseError, connection, transaction

from peersupport.core.principal import NoPrincipal, acting_as, current, rows_for_principal
from tests.factories import make_user


def asker():
    return rows_for_principal("SELECT app_uid()")[0][0]


def test_the_statement_is_asked_by_whoever_acts():
    one, two = make_user(), make_user()

    with acting_as(one.pk):
        with acting_as(two.pk):
            inner = asker()
        outer = asker()

    assert (inner, outer) == (two.pk, one.pk)


def test_nobody_acting_is_an_error():
    with pytest.raises(NoPrincipal):
        asker()
    with pytest.raises(NoPrincipal):
        current()


def test_the_reader_does_not_stay_on_the_connection():
    with acting_as(make_user().pk):
        asker()

    with pytest.raises(DatabaseError, match="uuid|app.uid"), connection.cursor() as cursor:
        cursor.execute("SELECT app_uid()")


def test_inside_a_transaction_it_ends_with_it():
    with acting_as(make_user().pk), transaction.atomic():
        asker()

    with pytest.raises(DatabaseError, match="uuid|app.uid"), connection.cursor() as cursor:
        cursor.execute("SELECT app_uid()")
