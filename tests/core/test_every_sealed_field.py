"""Every sealed field there is or will be: moved to another row, column or agency, it doesn't open."""

import uuid

import pytest
from django.apps import apps

from peersupport.accounts.roles import Role
from peersupport.audit.services import Purpose, reading
from peersupport.core.errors import CannotOpen
from peersupport.core.fields import sealed_fields
from peersupport.core.models import DataKey
from peersupport.core.principal import acting_as
from tests import factories

WORDS = "a sentence of its own"
FIELDS = [(model, field) for model in apps.get_models() for field in sealed_fields(model)]


def a_row(model, field, *, agency, owner):
    row = model(pk=uuid.uuid4() if model._meta.pk.get_internal_type() == "UUIDField" else 1)
    row.agency_id = agency
    setattr(row, field.holder, owner)
    return row


def opened(row, name):
    by = factories.make_staff(Role.PEER)
    with acting_as(by.pk), reading(by=by, purpose=Purpose.OTHER, via="test") as handle:
        return getattr(handle.open(row), name)


@pytest.mark.parametrize(
    ("model", "field"), FIELDS, ids=[f"{model.__name__}.{field.name}" for model, field in FIELDS]
)
def test_it_opens_where_it_was_sealed_and_nowhere_else(model, field):
    agency = uuid.uuid4()
    owner = agency if field.owner == "agency" else uuid.uuid4()
    key = DataKey.objects.for_owner(agency_id=agency, kind=field.owner, owner_id=owner)
    row = a_row(model, field, agency=agency, owner=owner)
    sealed = field.sealed_with(row, WORDS, key)
    setattr(row, field.attname, sealed)
    assert opened(row, field.attname) == WORDS

    for moved in _moved(model, field, row, sealed):
        with pytest.raises(CannotOpen):
            opened(moved, field.attname)


def _moved(model, field, row, sealed):
    """The same ciphertext at another row, in another agency, and every other column's text in this one."""
    other = a_row(model, field, agency=row.agency_id, owner=getattr(row, field.holder))
    if other.pk == row.pk:
        other.pk = 2
    elsewhere = a_row(model, field, agency=row.agency_id, owner=getattr(row, field.holder))
    elsewhere.pk, elsewhere.agency_id = row.pk, uuid.uuid4()
    for target in (other, elsewhere):
        setattr(target, field.attname, sealed)
        yield target
    for column in sealed_fields(model):
        if column is not field and column.owner == field.owner:
            wrong = a_row(model, field, agency=row.agency_id, owner=getattr(row, field.holder))
            wrong.pk = row.pk
            setattr(wrong, column.attname, sealed)
            yield wrong


def test_there_are_fields_to_look_at():
    assert len(FIELDS) > 50
