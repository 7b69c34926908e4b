"""One house of processes for this folder, on servers of its own, empty and whole at the start of every test."""

from collections.abc import Iterator
from typing import Any

import pytest

from peersupport.core.principal import acting_as
from peersupport.embedded import Servers
from peersupport.embedded.gateway_client import running_gateway
from peersupport.safety import phone_file
from tests.support import databases, own_servers

from .house import House, Peer, PointedAt, make_world


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[Servers]:
    """In place of the worker's copy on the servers that all tests share."""
    with own_servers.migrated() as servers:
        yield servers


@pytest.fixture(scope="session")
def whole_house(django_db_setup: Servers) -> Iterator[House]:
    with running_gateway(django_db_setup.home / "book.jsonl") as gateway:
        house = House(django_db_setup, gateway)
        try:
            house.start_web()
            yield house
        finally:
            house.stop()


@pytest.fixture(autouse=True)
def database(django_db_setup: Servers, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), PointedAt(django_db_setup), acting_as(None):
        yield
    with django_db_setup.postgres.connect("peersupport") as superuser:
        databases.clean(superuser)


@pytest.fixture
def house(whole_house: House, database: None) -> Iterator[House]:
    whole_house.gateway.journal.write_text("")
    whole_house.gateway.behave("ok")
    yield whole_house
    whole_house.mend()


@pytest.fixture
def world(database: None):
    return make_world()


@pytest.fixture
def peer(house: House, world, settings) -> Peer:
    """Signed in through the real form. The phone plan lies where pages without a database find it."""
    settings.PHONE_PLAN_FILE = house.environment["PHONE_PLAN_FILE"]
    phone_file.write_down()
    return Peer(house, world).sign_in()
