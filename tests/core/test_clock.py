from datetime import UTC, date, datetime, timedelta

import pytest

from peersupport.core import clock

NEW_YEAR = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)


def test_it_can_be_set_where_the_settings_allow_it():
    with clock.set_to(NEW_YEAR):
        assert clock.now() == NEW_YEAR
        assert clock.today("America/Chicago") == date(2025, 12, 31)
        assert clock.ago(days=1) == NEW_YEAR - timedelta(days=1)

    assert clock.now() > NEW_YEAR


def test_it_is_not_to_be_set_elsewhere(settings):
    settings.CLOCK_MAY_BE_SET = False

    with pytest.raises(RuntimeError), clock.set_to(NEW_YEAR):
        pass
