from django.test import Client

from tests.factories import make_agency, make_staff, sign_in

AWAY = "https://weather.example.org/"


def somebody():
    return make_staff("peer", agency=make_agency(quick_exit_url=AWAY))


def test_leaving_signs_out_and_goes_to_the_page_of_the_agency():
    client = sign_in(somebody())

    response = client.post("/leave/")

    assert response.status_code == 200
    assert response["Refresh"] == f"0; url={AWAY}"
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.get("/").status_code == 302


def test_leaving_needs_no_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody())

    assert client.post("/leave/").status_code == 200


def test_a_followed_link_leaves_without_signing_out():
    client = sign_in(somebody())

    response = client.get("/leave/")

    assert (response.status_code, response["Location"]) == (303, AWAY)
    assert client.get("/").status_code == 200


def test_somebody_who_is_not_signed_in_leaves_as_well(client):
    assert client.get("/leave/")["Location"] == "https://www.weather.gov/"
    assert client.post("/leave/")["Refresh"] == "0; url=https://www.weather.gov/"


def test_the_page_in_between_says_nothing():
    content = sign_in(somebody()).post("/leave/").content.decode()

    assert "Lantern" not in content
    assert "<title>…</title>" in content


def test_other_methods_are_refused(client):
    assert client.put("/leave/").status_code == 405
