"""From the end of the day into a form of its own, and back again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Program
from peersupport.core import clock
from tests import factories
from tests.sessions_app.test_day_page import DAY, state_of, yesterday
from tests.sessions_app.test_series import a_group, start
from tests.sessions_app.world import Two


def test_who_comes_from_the_end_of_the_day_is_back_there_after_each():
    two = Two(level=Program.Level.BILLABLE)
    met, missed = yesterday(two), yesterday(two, hour=3)
    client = factories.sign_in(two.user)
    form = reverse("sessions_app:session_met", args=[met.pk]) + "?back=day"

    page = client.get(DAY).content.decode()
    later = client.post(form, {"key": met.pk, "person": two.person.pk, "text": "We sat", "later": "1"})
    not_met = client.post(reverse("sessions_app:session_not_met", args=[missed.pk]), {"next": DAY})

    assert [address for address in (form, f'form="not-met-{missed.pk}"') if address not in page] == []
    assert "The end of the day" in client.get(form).content.decode()
    assert [answer["Location"] for answer in (later, not_met)] == [DAY, DAY]
    assert (state_of(met), state_of(missed)) == ("planned", "not_met")
    assert "Go on writing" in client.get(DAY).content.decode()


@pytest.mark.parametrize("address", ["?back=day", "?back=//elsewhere.example", ""])
def test_a_saved_form_leads_to_the_end_of_the_day_or_home_and_nowhere_else(address):
    two = Two()
    plan = yesterday(two)
    said = {"key": plan.pk, "person": two.person.pk, "minutes": "30", "way": "phone", "kinds": ["emotional"]}
    form = reverse("sessions_app:session_met", args=[plan.pk]) + address

    answer = factories.sign_in(two.user).post(form, said | {"rest_stays_between_us": "on"})

    assert (answer["Location"], state_of(plan)) == (DAY if address == "?back=day" else "/", "completed")


def test_a_group_and_a_number_come_back_to_the_end_of_the_day():
    two = Two()
    with clock.set_to(clock.now() - timedelta(days=2)):
        series = start(two, person=None, group=a_group(two))
    first = series.sessions.order_by("starts_at")[0]
    client = factories.sign_in(two.user)

    sent_on = client.get(reverse("sessions_app:session_met", args=[first.pk]), {"back": "day"})["Location"]
    answer = client.post(sent_on, {"key": first.pk, "count": "4", "minutes": "60", "way": "in_person"})

    assert sent_on.endswith(f"?plan={first.pk}&back=day")
    assert (answer["Location"], state_of(first)) == (DAY, "completed")
