import dataclasses
import re
import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core import signing
from django.core.management import CommandError, call_command
from django.db import connection

from consent.models import ConfidentialityPolicy, PolicyText
from peersupport.accounts.models import Agency, Membership, Program, User
from peersupport.core.errors import WrongState
from peersupport.operate import services
from tests.factories import make_agency

FLAGS = {
    "name": "Harbour House",
    "neutral_name": "Harbour",
    "time_zone": "America/Chicago",
    "languages": ["en", "es"],
    "who_comes": "named",
    "bills": "no",
    "on_call_phone": "Ruth, 555-0134",
    "admin_name": "Farah Naseri",
    "admin_email": "Farah@example.org",
}


def run(**options):
    out = StringIO()
    call_command("setup_agency", stdout=out, stderr=out, **options)
    return out.getvalue()


def run_quietly(**options):
    return run(non_interactive=True, **{**FLAGS, **options})


def test_the_command_makes_a_house_that_can_begin():
    said = run_quietly(address="https://house.example.org/")

    agency, admin, program = Agency.objects.get(), User.objects.get(), Program.objects.get()
    membership, policy = Membership.objects.get(), ConfidentialityPolicy.objects.get()
    assert (agency.neutral_name, agency.on_call_phone, agency.brings_bills) == (
        "Harbour",
        "Ruth, 555-0134",
        False,
    )
    assert (admin.email, admin.is_demo, membership.role, membership.made_by) == (
        "farah@example.org",
        False,
        "agency_admin",
        None,
    )
    assert (program.level, program.supervision_model, set(program.names)) == ("brief", "hybrid", {"en", "es"})
    assert policy.state == "draft"
    assert set(PolicyText.objects.values_list("language", flat=True)) == {"en", "es"}
    assert "https://house.example.org/account/" in said


def test_the_printed_link_sets_a_password_once_and_the_admin_signs_in(client):
    link = re.search(r"https://house\.example\.org(\S+)", run_quietly(address="https://house.example.org"))[1]
    form = client.get(link, follow=True)
    assert form.status_code == 200
    action = form.redirect_chain[-1][0]
    password = "a quiet morning walk"
    assert client.post(action, {"password1": password, "password2": password}).status_code == 302
    client.post("/account/logout/")

    assert (
        client.post("/account/login/", {"login": "farah@example.org", "password": password}).status_code
        == 302
    )
    assert "Meetings in" in client.get("/").content.decode()
    client.post("/account/logout/")
    again = client.get(link, follow=True)
    assert 'name="password1"' not in again.content.decode()


@pytest.mark.parametrize(
    ("said", "level", "model"),
    [
        ({"who_comes": "named", "bills": "yes"}, "billable", "hybrid"),
        ({"who_comes": "named", "bills": "no"}, "brief", "hybrid"),
        ({"who_comes": "counted", "bills": "no"}, "none", "peer_led"),
        ({"who_comes": "counted", "bills": "no", "on_call_phone": ""}, "none", "circle"),
    ],
)
def test_the_answers_decide_how_little_is_written(said, level, model):
    run_quietly(**said)

    program = Program.objects.get()
    assert (program.level, program.supervision_model) == (level, model)


@pytest.mark.parametrize(
    ("wrong", "option"),
    [
        ({"time_zone": "Mars/Olympus"}, "--time-zone"),
        ({"languages": ["xx"]}, "--languages"),
        ({"who_comes": "everybody"}, "--who-comes"),
        ({"bills": "maybe"}, "--bills"),
        ({"admin_email": "farah"}, "--admin-email"),
        ({"name": None}, "--name"),
        ({"name": "\x07"}, "--name"),
        ({"neutral_name": "x" * 61}, "--neutral-name"),
        ({"neutral_name": "Hope Mental Health"}, "--neutral-name"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_made(wrong, option):
    with pytest.raises(CommandError, match=option):
        run_quietly(**wrong)

    assert not Agency.objects.exists()


def test_a_second_run_makes_no_second_house_by_accident():
    run_quietly()

    with pytest.raises(CommandError, match="--another"):
        run_quietly()
    with pytest.raises(CommandError, match="of this name"):
        run_quietly(another=True)
    with pytest.raises(CommandError, match="already signs in"):
        run_quietly(another=True, name="Second House")
    assert Agency.objects.count() == 1

    run_quietly(another=True, name="Second House", admin_email="second@example.org")
    assert Agency.objects.count() == 2


def test_the_demo_is_no_place_for_real_people(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="demo"):
        run_quietly()


def test_asked_one_by_one_a_wrong_answer_is_asked_again(monkeypatch):
    typed = [
        "Harbour House",
        "",
        "Harbour",
        "Nowhere",
        "America/Chicago",
        "en, es",
        "named",
        "sometimes",
        "no",
    ]
    typed += ["", "Farah", "farah", "farah@example.org"]
    answers = StringIO("\n".join(typed) + "\n")
    monkeypatch.setattr("sys.stdin", answers)

    said = run()

    assert answers.read() == ""
    assert "We don't know this time zone." in said
    assert Agency.objects.get().languages == ["en", "es"]


def test_without_somebody_to_ask_nothing_is_made(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("Harbour House\n"))

    with pytest.raises(CommandError, match="Nobody answered"):
        run()

    assert not Agency.objects.exists()


def page_body(**values):
    return {"code": services.first_run_code(), **FLAGS, **values}


def test_the_page_asks_for_the_code_and_makes_the_house(client):
    printed = run(page=True, address="https://house.example.org")
    code = printed.strip().splitlines()[-1]
    assert "/welcome/" in printed
    assert client.get("/welcome/").status_code == 200

    response = client.post("/welcome/", page_body(code=f" {code} "))

    assert response.status_code == 302
    assert response["Location"].startswith("/account/password/reset/key/")
    assert User.objects.get().email == "farah@example.org"


def test_once_there_is_a_house_the_page_is_gone(client):
    make_agency()

    assert client.get("/welcome/").status_code == 404
    assert client.post("/welcome/", page_body()).status_code == 404
    with pytest.raises(CommandError, match="only for the first"):
        run(page=True, another=True)


@pytest.mark.parametrize("code", ["", "welcome", "welcome:1:x", "signed for something else"])
def test_without_the_right_code_nothing_is_made(client, code):
    if code.startswith("signed"):
        code = signing.TimestampSigner(salt="something else").sign("welcome")

    response = client.post("/welcome/", page_body(code=code))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"])
    assert not Agency.objects.exists()


class TwoDaysAgo(signing.TimestampSigner):
    def timestamp(self):
        return signing.b62_encode(int(time.time()) - 2 * 24 * 60 * 60)


def test_the_code_holds_for_a_day(client):
    code = TwoDaysAgo(salt="operate.first_run").sign("welcome")

    assert client.post("/welcome/", page_body(code=code)).status_code == 422


def test_wrong_answers_on_the_page_lose_nothing(client):
    response = client.post("/welcome/", page_body(time_zone="Nowhere", admin_email="farah"))

    content = response.content.decode()
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"time_zone", "admin_email"}
    assert 'value="Harbour House"' in content


def test_the_page_refuses_other_methods(client):
    assert client.put("/welcome/").status_code == 405


FIRST = services.SetupAnswers("A", "A", "UTC", ["en"], True, False, "", "A", "a@example.org")


def test_whoever_comes_second_is_told():
    services.set_up_agency(answers=FIRST, only_as_first=True)

    with pytest.raises(WrongState):
        services.set_up_agency(answers=FIRST, only_as_first=True)


def test_two_at_the_same_moment_make_one_house():
    def set_up(number):
        answers = dataclasses.replace(FIRST, name=f"House {number}", admin_email=f"{number}@example.org")
        try:
            services.set_up_agency(answers=answers, only_as_first=True)
        except WrongState:
            return "told"
        else:
            return "made"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(set_up, range(4)))

    assert outcomes == ["made", "told", "told", "told"]
    assert Agency.objects.count() == 1
