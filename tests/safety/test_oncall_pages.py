"""The pages: what they say, what they refuse, and that a tap does what it says."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.people.models import SupervisorLeave
from peersupport.safety import services
from peersupport.safety.models import HandOver, OnCallPerson, OnCallShift, PhoneLine, ReportingDuty, WiderHelp
from tests.access.bad_input import CHOICES, DATES, IDS, LONG, NUMBERS, TEXTS, UNICODE
from tests.desk.acts import a_help
from tests.factories import give_account, make_block, sign_in

from .on_call import MONDAY, NightHouse, at

NOON = at("2026-11-30T12:00")


@pytest.fixture
def house(database):
    with clock.set_to(NOON):
        yield NightHouse()


def a_form(user, **said):
    return {
        "key": str(uuid.uuid4()), "user": str(user.pk), "program": "", "rank": "1", "day": "2026-11-30",
        "start": "18:00", "end": "08:00", "until": "", **said,
    }  # fmt: skip


def text_of(response):
    return (
        " ".join(response.content.decode().split()).replace("&#x27;", "'").replace("\N{NO-BREAK SPACE}", " ")
    )


def test_a_series_is_planned_and_undone_with_a_tap(house):
    client = sign_in(house.office)
    form = a_form(house.emeka, weekdays=["0", "3"], until="2026-12-14")

    answer = client.post(reverse("safety:shift_add"), form, follow=True)
    assert "5 shifts are planned." in text_of(answer)
    undo = reverse("safety:shifts_undo", args=[form["key"]])
    assert undo in text_of(answer)

    assert "Taken back: 5 shifts." in text_of(client.post(undo, follow=True))
    assert not OnCallShift.objects.filter(ended_at=None).exists()


def test_a_supervisor_on_leave_is_planned_with_a_warning(house):
    SupervisorLeave.objects.create(
        agency=house.agency, supervisor=house.emeka, kind="clinical", stands_in=house.ruth, starts_on=MONDAY,
        ends_on=MONDAY + timedelta(days=2), made_by=house.office,
    )  # fmt: skip

    answer = text_of(
        sign_in(house.office).post(reverse("safety:shift_add"), a_form(house.emeka), follow=True)
    )

    assert "Emeka is away then (Today, 6 p.m. to tomorrow, 8 a.m.). Is somebody else better asked?" in answer
    assert "away then" in answer


def test_what_is_refused_stands_at_its_field_and_keeps_what_was_said(house):
    house.plan(house.emeka, MONDAY)

    answer = sign_in(house.office).post(reverse("safety:shift_add"), a_form(house.curtis, end="09:00"))

    assert answer.status_code == 422
    assert "Emeka has this place then already" in text_of(answer)
    assert 'value="09:00"' in text_of(answer)


def test_the_planner_shows_the_gap_and_who_is_asked_in_it(house):
    services.add_phone_line(number="555-0199", words={"en": "The county line"}, by=house.office)
    house.plan(house.emeka, MONDAY)

    shown = text_of(sign_in(house.office).get(reverse("safety:planner")))

    assert "Nobody is on call 2 times in the next 14 days" in shown
    assert "Today, noon to Today" not in shown
    assert "555-0199" in shown
    assert "nobody yet" in shown


def test_another_week_is_a_tap_away_and_nonsense_shows_this_one(house):
    house.plan(house.emeka, date(2026, 12, 9))
    client, planner = sign_in(house.office), reverse("safety:planner")

    assert "Emeka" in text_of(client.get(planner + "?week=2026-12-07"))
    for week in ("", "0001-01-01", "9999-12-31", "2026-13-01", "x" * 5000, "\x00"):
        assert "Week of Nov. 30, 2026" in text_of(client.get(planner, {"week": week}))


def test_the_list_for_the_wall_names_shifts_and_gaps(house):
    house.plan(house.emeka, MONDAY, program=house.program)

    shown = text_of(sign_in(house.office).get(reverse("safety:week_list")))

    assert "Walk With Me" in shown
    assert "nobody yet" in shown
    assert "Today" not in shown.split("<table")[1].split("</table>")[0]  # on a wall, today is another day


def test_a_gap_of_the_last_night_is_shown_to_its_morning(house):
    every = {"weekdays": range(7), "until": date(2026, 12, 20)}
    house.plan(house.emeka, MONDAY, "08:00", "18:00", **every)
    house.plan(house.curtis, MONDAY, **every | {"weekdays": range(6)})

    shown = text_of(sign_in(house.office).get(reverse("safety:planner")))

    assert "6 p.m. to Mon, 8 a.m." in shown
    assert "midnight" not in shown


def test_a_number_on_these_pages_is_a_tap_away(house):
    services.add_phone_line(number="555 0199", words={"en": "The county line"}, by=house.office)
    (shift,) = house.plan(house.emeka, MONDAY)
    OnCallPerson.objects.filter(user=house.emeka).update(phone="555-0151")

    with clock.set_to(shift.starts_at + timedelta(hours=1)):
        shown = text_of(sign_in(house.office).get(reverse("safety:on_call")))

    assert 'href="tel:5550199"' in shown
    assert 'href="tel:555-0151"' in shown


def test_i_cant_take_it_says_who_moves_up_or_that_nobody_does(house):
    (first,) = house.plan(house.emeka, MONDAY)
    (second,) = house.plan(house.curtis, MONDAY, rank=2)

    answer = sign_in(house.emeka).post(reverse("safety:shift_give_back", args=[first.pk]), follow=True)
    assert "It is off. Curtis moves up." in text_of(answer)
    answer = sign_in(house.curtis).post(reverse("safety:shift_give_back", args=[second.pk]), follow=True)
    assert "For now nobody is on call then" in text_of(answer)


def test_a_question_is_asked_on_the_page_and_answered_with_a_tap(house):
    (shift,) = house.plan(house.emeka, MONDAY)
    asking, asked = sign_in(house.emeka), sign_in(house.curtis)
    client_page = reverse("safety:hand_over", args=[shift.pk])

    assert asking.post(client_page, {"asked": str(house.emeka.pk)}).status_code == 422
    asking.post(client_page, {"asked": str(house.curtis.pk)})
    assert "A colleague asks you to take a shift." in text_of(asked.get("/"))
    assert "Emeka asks you to take a shift" in text_of(asked.get(reverse("safety:on_call")))

    hand_over = HandOver.objects.get()
    answer = asked.post(reverse("safety:hand_over_yes", args=[hand_over.pk]), follow=True)
    assert "It is yours: Today, 6 p.m. to tomorrow, 8 a.m." in text_of(answer)
    again = asked.post(reverse("safety:hand_over_yes", args=[hand_over.pk]))
    assert again.status_code == 409


def test_the_first_page_says_it_in_one_line(house):
    peer_page = sign_in(house.ruth)
    assert "Nobody is on call right now." in text_of(peer_page.get("/"))

    house.plan(house.emeka, MONDAY, "10:00", "20:00")
    house.plan(house.curtis, MONDAY, "10:00", "20:00", rank=2)

    assert "On call now: Emeka." in text_of(peer_page.get("/"))
    assert "You are on call until" in text_of(sign_in(house.curtis).get("/"))


def test_the_desk_counts_the_gaps(house):
    house.plan(house.emeka, MONDAY)

    shown = text_of(sign_in(house.office).get(reverse("desk:home")))

    row = shown[shown.index("Nobody on call, in the next 14 days") :]
    assert ">2<" in row[:400]


def test_on_call_looks_the_same_whether_or_not_somebody_is_kept_away(house):
    """Pages of those on call: letter by letter, but for the tokens."""
    house.plan(house.emeka, MONDAY, "08:00", "08:00")
    client, pages = sign_in(house.emeka), [reverse("safety:on_call"), reverse("safety:planner"), "/"]
    before = [text_of(client.get(path)).replace(client.cookies["csrftoken"].value, "") for path in pages]
    make_block(person=house.people[0], user=house.emeka)

    after = [text_of(client.get(path)).replace(client.cookies["csrftoken"].value, "") for path in pages]
    assert [_bare(text) for text in after] == [_bare(text) for text in before]


def _bare(text):
    return re.sub(r"[A-Za-z0-9]{64}", "", text)


def test_a_person_reads_who_would_come_in_their_own_space(house):
    person = house.people[0]
    client = sign_in(give_account(person))
    said = a_help(house.agency.today(), names={"en": "Night van", "es": "Camioneta"})
    services.add_wider_help(said=said, by=house.office)
    emergency = {"names": {"en": "911"}, "is_emergency": True, "sends_police": "yes", "may_force": "yes"}
    services.add_wider_help(said=a_help(house.agency.today(), **emergency), by=house.office)

    shown = text_of(client.get(reverse("my_record:wider_help")))

    assert (
        shown.index("Night van")
        < shown.index("Emergency services, last")
        < shown.index("They may send police.")
    )


def test_the_office_keeps_the_lists_by_their_forms(house):
    client = sign_in(house.office)
    client.post(reverse("safety:phone_plan"), {"number": "988", "words_en": "A line", "words_es": ""})
    line = PhoneLine.objects.get()
    client.post(reverse("safety:phone_line_up", args=[line.pk]))
    assert (line.number, line.words) == ("988", {"en": "A line"})
    client.post(reverse("safety:phone_line_end", args=[line.pk]))
    assert not PhoneLine.objects.in_force(house.agency.pk).exists()

    form = {
        "names_en": "Night van", "hours_en": "nights", "who_comes_en": "Two peers", "sends_police": "no",
        "may_force": "ask", "number": "555-0170", "languages": "English, Somali", "program": "", "place": "1",
        "starts_on": "2026-11-30", "names_es": "", "hours_es": "", "who_comes_es": "", "checked_on": "", "ends_on": "",
    }  # fmt: skip
    assert client.post(reverse("safety:wider_help_add"), form).status_code == 302
    van = WiderHelp.objects.get()
    edit = reverse("safety:wider_help_edit", args=[van.pk])
    assert 'value="English, Somali"' in text_of(client.get(edit))
    assert client.post(edit, {**form, "sends_police": "yes"}).status_code == 302
    van.refresh_from_db()
    assert (van.languages, van.sends_police, van.may_force) == (["English", "Somali"], "yes", "ask")
    assert client.post(reverse("safety:wider_help_end", args=[van.pk])).status_code == 302
    assert client.post(edit, form).status_code == 409

    write = reverse("safety:duty_write", args=["child"])
    assert "the office or hotline of your state" in text_of(client.get(write))
    duty = {"must_report": "no", "source": "Code 12.3", "checked_on": "2026-11-29", "checked_by": "Farah",
            "starts_on": "2026-11-30", "way": ""}  # fmt: skip
    assert client.post(write, duty).status_code == 302
    assert ReportingDuty.objects.get().must_report == "no"
    assert client.get(reverse("safety:duty_write", args=["taxes"])).status_code == 404


def test_naming_and_ending_by_the_form(house):
    client = sign_in(house.office)
    house.plan(house.emeka, MONDAY)
    answer = client.post(reverse("safety:naming_list"), {"user": str(house.office.pk), "phone": ""})
    assert answer.status_code == 422
    assert "A colleague in the office names you." in text_of(answer)

    named = OnCallPerson.objects.get(user=house.emeka)
    answer = client.post(reverse("safety:naming_end", args=[named.pk]), follow=True)
    assert "Emeka is on call no more. 1 shift stands empty." in text_of(answer)


BAD = [*UNICODE[:3], LONG[0], *NUMBERS[1:6], *DATES[::3], *CHOICES[:3], *IDS[:3], TEXTS[0], TEXTS[-1]]


def test_bad_input_in_any_field_of_any_form_is_refused_in_words(house):
    """Each value in each field in turn: never an error page; and what was refused leaves no row."""
    (shift,) = house.plan(house.emeka, date(2026, 12, 20))
    help_form = {
        "names_en": "x", "hours_en": "x", "who_comes_en": "x", "sends_police": "no", "may_force": "no", "number": "988",
        "languages": "", "program": "", "place": "1", "starts_on": "2026-11-30", "ends_on": "", "checked_on": "",
        "is_emergency": "",
    }  # fmt: skip
    duty = {"must_report": "no", "source": "x", "checked_on": "2026-11-29", "checked_by": "x", "way": "",
            "starts_on": "2026-11-30", "to_whom": "", "phone": "", "within": "", "jurisdiction": ""}  # fmt: skip
    forms = [
        (house.office, "safety:shift_add", [], {**a_form(house.emeka), "weekdays": "0"}),
        (house.office, "safety:naming_list", [], {"user": str(house.emeka.pk), "phone": ""}),
        (house.emeka, "safety:hand_over", [shift.pk], {"asked": str(house.ruth.pk)}),
        (house.office, "safety:phone_plan", [], {"number": "988", "words_en": "x", "words_es": ""}),
        (house.office, "safety:wider_help_add", [], help_form),
        (house.office, "safety:duty_write", ["child"], duty),
    ]
    strange = {}
    for user, route, arguments, form in forms:
        client = sign_in(user)
        for field in form:
            for value in BAD:
                said = {**form, field: value}
                said |= {"key": str(uuid.uuid4())} if "key" in form and field != "key" else {}
                status = client.post(reverse(route, args=arguments), said).status_code
                if status not in {302, 422}:
                    strange[route, field, value[:20]] = status

    assert strange == {}
