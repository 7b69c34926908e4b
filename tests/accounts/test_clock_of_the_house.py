"""A day on a page is the day it was in the house that reads it, not the day of the server."""

from datetime import UTC, timedelta

from django.utils.formats import date_format

from consent.services import withdraw_consent
from peersupport.core import clock
from tests.factories import make_agency, sign_in
from tests.sessions_app.world import Two


def test_what_was_said_late_in_the_evening_stands_on_that_evening() -> None:
    two = Two(agency=make_agency(time_zone="America/Chicago"))
    at_two = (
        (clock.now() + timedelta(days=1)).astimezone(UTC).replace(hour=2)
    )  # the evening before, in Chicago
    with clock.set_to(at_two):
        withdraw_consent(person=two.person, by=two.user)

    page = sign_in(two.user).get(f"/people/{two.person.pk}/agreement/").content.decode()

    evening = (at_two - timedelta(days=1)).date()
    assert f"<dt>Taken back</dt><dd>{date_format(evening, 'DATE_FORMAT')}</dd>" in page
