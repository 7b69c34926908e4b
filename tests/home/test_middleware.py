from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse

from peersupport.home.middleware import htmx_sign_in, keep_no_copy


def test_part_of_a_page_sends_the_whole_page_to_sign_in(client: Client) -> None:
    response = client.get("/", headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert response.headers["HX-Redirect"].startswith(reverse("account_login"))


def test_whole_page_is_redirected_as_ever(client: Client) -> None:
    response = client.get("/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_other_redirects_of_parts_stay() -> None:
    request = RequestFactory().get("/")
    request.htmx = True

    response = htmx_sign_in(lambda _request: HttpResponseRedirect("/people/"))(request)

    assert (response.status_code, response.headers["Location"]) == (302, "/people/")


class SignedIn:
    is_authenticated = True


def test_what_a_signed_in_person_saw_is_kept_nowhere() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        request.user = SignedIn()
        return HttpResponse("words")

    response = keep_no_copy(answer)(RequestFactory().get("/"))

    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
