"""How long a note waits and can change, and who still reads what was set aside: said in the promise, classed, asked."""

import pytest

from consent import services
from consent.comparison import changes_between, differences
from consent.models import ConfidentialityPolicy, PolicyText
from consent.preview import preview_of
from peersupport.core.errors import DomainError
from tests.consent.agreed import published
from tests.factories import make_admin, make_agency

Change = ConfidentialityPolicy.Change


@pytest.fixture
def house():
    agency = make_agency()
    older = published(agency)
    office = make_admin(agency=agency)
    return older, services.start_policy(agency=agency, by=office), office


def plain(blocks):
    return " ".join(span.text for block in blocks for line in block.lines for span in line)


def test_a_longer_wait_is_asked_anew_and_a_shorter_one_is_told(house):
    older, draft, office = house

    services.set_days(policy=draft, days={"note_delay_days": 2}, by=office)
    draft.refresh_from_db()

    assert changes_between(older, draft) == {Change.WIDER}
    assert changes_between(draft, older) == {Change.NARROWER}


def test_days_to_change_a_note_are_another_number(house):
    older, draft, office = house

    services.set_days(policy=draft, days={"ready_days": 5}, by=office)
    draft.refresh_from_db()

    assert changes_between(older, draft) == {Change.WORDING}


@pytest.mark.parametrize("name", ["ready_days", "note_delay_days"])
def test_a_week_at_most(house, name):
    _older, draft, office = house

    with pytest.raises(DomainError):
        services.set_days(policy=draft, days={name: 8}, by=office)


def test_the_pages_say_how_long_a_note_waits(house):
    older, draft, office = house
    services.set_days(policy=draft, days={"note_delay_days": 3}, by=office)
    draft.refresh_from_db()

    assert "opens for you 3 days after" in plain(preview_of(draft, "en").closing)
    assert "opens for you" not in plain(preview_of(older, "en").closing)


def test_who_still_reads_what_was_set_aside_is_named_and_wider(house):
    older, draft, office = house
    rules = {(cell.audience, cell.content): cell.rule for cell in draft.audiences.all()}

    services.set_readers(policy=draft, rules=rules, kept_for=["clinical"], by=office)
    services.write_page(
        policy=draft, page=PolicyText.Page.KEPT, bodies={"en": "The plan that pays reads it."}, by=office
    )
    draft.refresh_from_db()

    words = [
        found.words for found in differences(older, draft, language="en") if found.change == Change.WIDER
    ]
    assert words == ["New: your clinical supervisor still reads what you set aside, for payment."]
    shown = preview_of(draft, "en")
    assert plain(shown.kept) == "The plan that pays reads it."
    assert plain(shown.closing).endswith("The plan that pays reads it.")
