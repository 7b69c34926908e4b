"""The phone plan, wider help, and duties to report."""

from datetime import timedelta

import pytest
from django.utils import translation

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.safety import services
from peersupport.safety.models import PhoneLine, ReportingDuty, WiderHelp
from peersupport.safety.queries import phone_plan
from peersupport.safety.queries.duties import duty_cards, suggestion
from peersupport.safety.queries.wider_help import help_of_house, help_to_arrange
from tests import factories
from tests.desk.acts import a_duty, a_help


@pytest.fixture
def office(database):
    return factories.make_admin()


def numbers(office):
    return [line.number for line in phone_plan(office.agency)]


def test_the_house_number_is_the_first_line_and_a_house_without_any_says_so(office):
    (none,) = phone_plan(office.agency)
    assert (none.number, none.words) == ("", "Our house has written down no number yet.")

    services.add_phone_line(number="988", words={"en": "A line", "es": "Una línea"}, by=office)
    office.agency.on_call_phone = "555-0142"

    assert numbers(office) == ["555-0142", "988"]
    with translation.override("es"):
        assert phone_plan(office.agency)[1].words == "Una línea"


def test_lines_move_up_and_go(office):
    first, second, third = (
        services.add_phone_line(number=f"555-010{number}", words={"en": "x"}, by=office)
        for number in (1, 2, 3)
    )

    services.move_phone_line_up(phone_line=third, by=office)
    services.move_phone_line_up(phone_line=first, by=office)
    assert numbers(office) == ["555-0101", "555-0103", "555-0102"]

    services.end_phone_line(phone_line=first, by=office)
    assert numbers(office) == ["555-0103", "555-0102"]
    with pytest.raises(WrongState):
        services.end_phone_line(phone_line=first, by=office)
    assert second.place == 2


@pytest.mark.parametrize(
    ("number", "words", "field"),
    [("", {"en": "x"}, "number"), ("call us", {"en": "x"}, "number"), ("12", {"en": "x"}, "number"),
     ("988", {"en": "  "}, "words_en"), ("988", {"es": "sí"}, "words_en"), ("988", {"en": "x" * 121}, "words_en"),
     ("9" * 41, {"en": "x"}, "number"), ("9\x008 8", {"en": "x"}, "number")],
)  # fmt: skip
def test_a_line_that_nobody_could_call_is_refused(office, number, words, field):
    with pytest.raises(DomainError) as refused:
        services.add_phone_line(number=number, words=words, by=office)

    assert refused.value.field == field
    assert not PhoneLine.objects.exists()


def test_eight_numbers_are_enough(office):
    for number in range(8):
        services.add_phone_line(number=f"555-010{number}", words={"en": "x"}, by=office)

    with pytest.raises(DomainError, match="Eight numbers"):
        services.add_phone_line(number="988", words={"en": "x"}, by=office)


def test_only_the_office_of_the_house_changes_what_is_kept_ready(office):
    line = services.add_phone_line(number="988", words={"en": "x"}, by=office)
    today = office.agency.today()
    van = services.add_wider_help(said=a_help(today), by=office)
    for by, error in (
        (factories.make_peer(agency=office.agency).user, NotAllowed),
        (factories.make_admin(), Exception),
    ):
        with pytest.raises(error):
            services.end_phone_line(phone_line=line, by=by)
        with pytest.raises(error):
            services.change_wider_help(wider_help=van, said=a_help(today), by=by)
    with pytest.raises(NotAllowed):
        services.write_duty(
            category="child", said=a_duty(today), by=factories.make_peer(agency=office.agency).user
        )
    assert (PhoneLine.objects.get().ended_at, WiderHelp.objects.get().ended_at) == (None, None)


def test_emergency_services_stand_last_whatever_their_place(office):
    today = office.agency.today()
    for place, name, emergency in ((1, "911", True), (3, "Warm line", False), (2, "Night van", False)):
        services.add_wider_help(
            said=a_help(today, place=place, names={"en": name}, is_emergency=emergency), by=office
        )

    assert [line.name for line in help_of_house(office)] == ["Night van", "Warm line", "911"]


def test_a_program_is_shown_its_own_and_the_house_s_in_the_days_they_hold(office):
    today, program = office.agency.today(), factories.make_program(agency=office.agency)
    other = factories.make_program(agency=office.agency)
    day = timedelta(days=1)
    for name, said in {
        "house": {},
        "own": {"program": program},
        "other": {"program": other},
        "over": {"starts_on": today - 2 * day, "ends_on": today - day},
        "later": {"starts_on": today + day},
    }.items():
        services.add_wider_help(said=a_help(today, names={"en": name}, **said), by=office)

    shown = WiderHelp.objects.shown(program, clock.now())
    assert [one.names["en"] for one in shown] == ["house", "own"]
    tomorrow = WiderHelp.objects.shown(program, clock.now() + day)
    assert [one.names["en"] for one in tomorrow] == ["house", "own", "later"]
    assert [line.dates for line in help_to_arrange(office)] == [
        "",
        "",
        "",
        "not shown any more",
        "not shown yet",
    ]


def test_every_line_says_whether_it_may_send_police_or_force(office):
    said = a_help(office.agency.today(), sends_police="ask", may_force="yes")
    services.add_wider_help(said=said, by=office)

    (line,) = help_of_house(office)
    assert line.police == "Ask them first whether they send police."
    assert line.force == "They may take somebody along against their will."


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"names": {"en": ""}}, "names_en"),
        ({"hours": {}}, "hours_en"),
        ({"who_comes": {"en": "x" * 161}}, "who_comes_en"),
        ({"place": 0}, "place"),
        ({"place": 2**40}, "place"),
        ({"sends_police": "maybe"}, "sends_police"),
        ({"may_force": ""}, "may_force"),
        ({"number": "x"}, "number"),
        ({"languages": ["x" * 41]}, "languages"),
        ({"languages": ["x"] * 13}, "languages"),
    ],
)
def test_help_that_nobody_could_understand_is_refused(office, said, field):
    with pytest.raises(DomainError) as refused:
        services.add_wider_help(said=a_help(office.agency.today(), **said), by=office)

    assert refused.value.field == field
    assert not WiderHelp.objects.exists()


def test_days_of_help_that_can_not_be_meant_are_refused(office):
    today = office.agency.today()
    for said, field in (
        ({"ends_on": today - timedelta(days=1)}, "ends_on"),
        ({"checked_on": today + timedelta(days=1)}, "checked_on"),
        ({"starts_on": today.replace(year=9999, day=1)}, "starts_on"),
    ):
        with pytest.raises(DomainError) as refused:
            services.add_wider_help(said=a_help(today, **said), by=office)
        assert refused.value.field == field


def test_a_duty_is_not_checked_until_somebody_looked_it_up(office):
    today = office.agency.today()
    in_force = ReportingDuty.objects.in_force
    assert in_force(office.agency, "child", today) is None

    services.write_duty(category="child", said=a_duty(today), by=office)

    assert not in_force(office.agency, "child", today).is_checked
    assert [card.is_checked for card in duty_cards(office)] == [False] * 4


def test_the_next_row_holds_from_its_day_and_the_one_before_stays(office):
    today = office.agency.today()
    looked_up = {
        "must_report": "yes", "to_whom": "The state hotline", "source": "Code 12.3", "checked_on": today,
        "checked_by": "Farah",
    }  # fmt: skip
    first = services.write_duty(category="child", said=a_duty(today), by=office)
    later = today + timedelta(days=5)
    second = services.write_duty(category="child", said=a_duty(later, **looked_up), by=office)
    services.write_duty(category="elder", said=a_duty(today), by=office)

    days = [today - timedelta(days=1), today, later - timedelta(days=1), later]
    found = [ReportingDuty.objects.in_force(office.agency, "child", day) for day in days]
    assert found == [None, first, first, second]
    assert ReportingDuty.objects.in_force(factories.make_agency(), "child", later) is None


def test_two_rows_of_one_day_the_one_written_last_holds(office):
    today = office.agency.today()
    services.write_duty(category="child", said=a_duty(today, to_whom="First"), by=office)
    services.write_duty(category="child", said=a_duty(today, to_whom="Second"), by=office)

    assert ReportingDuty.objects.in_force(office.agency, "child", today).to_whom == "Second"
    (card, *_others) = duty_cards(office)
    assert (card.now.to_whom, len(card.before)) == ("Second", 1)


def test_an_answer_without_source_day_or_name_is_refused(office):
    today = office.agency.today()
    looked_up = {
        "must_report": "yes", "to_whom": "x", "source": "x", "checked_on": today, "checked_by": "x",
    }  # fmt: skip
    for missing in ("to_whom", "source", "checked_on", "checked_by"):
        empty = None if missing == "checked_on" else ""
        with pytest.raises(DomainError) as refused:
            services.write_duty(
                category="child", said=a_duty(today, **{**looked_up, missing: empty}), by=office
            )
        assert refused.value.field == missing
    for said, field in (
        ({"must_report": "always"}, "must_report"),
        ({"way": "by pigeon"}, "way"),
        ({"checked_on": today + timedelta(days=1)}, "checked_on"),
        ({"source": "x" * 301}, "source"),
    ):
        with pytest.raises(DomainError) as refused:
            services.write_duty(category="child", said=a_duty(today, **said), by=office)
        assert refused.value.field == field
    assert not ReportingDuty.objects.exists()


def test_words_to_begin_with_are_in_the_reader_s_language_and_claim_no_duty():
    with translation.override("es"):
        assert "línea" in suggestion("child")["to_whom"]
    for category in ReportingDuty.Category:
        assert set(suggestion(category)) <= {"to_whom"}
