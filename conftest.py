"""Fixtures for all tests: a real database with real commits, a live server, a browser.

Tests are not wrapped in a transaction. What one commits is deleted after it, by another role than
the application's.
"""

import gc
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from tests.support import browser as chromium
from tests.support import databases
from tests.support import live as live_server_thread


def pytest_collection_finish() -> None:
    """What was loaded stays for the whole run: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium (added to every test that uses `browser`)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    needing = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    for item in needing:
        item.add_marker("browser")
    if chromium.find_chromium():
        return
    for item in needing:
        item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any
) -> Iterator[psycopg.Connection[Any]]:
    """This worker's copy of the migrated template. Takes the place of pytest-django's own fixture."""
    name = settings.DATABASES["default"]["NAME"]
    databases.clone(name)
    with databases.cleaner(name) as cleaner:
        yield cleaner
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(autouse=True)
def database(django_db_setup: psycopg.Connection[Any], django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        if connection.connection is not None and not connection.closed_in_transaction:
            connection.rollback()
        databases.clean(django_db_setup)
        translation.deactivate()


@pytest.fixture(scope="session")
def live(django_db_setup: object, django_db_blocker: Any) -> Iterator[str]:
    """The address of the application, served on loopback from this process."""
    with django_db_blocker.unblock(), live_server_thread.serve() as address:
        yield address


@pytest.fixture(scope="session")
def launched_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium.find_chromium(), args=chromium.ARGUMENTS
        )
        yield launched
        launched.close()


@pytest.fixture
def browser(launched_browser: Browser) -> Iterator[Browser]:
    """One browser for all tests; what a test opened is closed after it, or a slowed-down page goes on spinning."""
    yield launched_browser
    for context in launched_browser.contexts:
        context.close()
