import pytest
from django.conf import settings

from peersupport.accounts.models import User
from tests.factories import give_account, make_peer, make_person, make_user, sign_in

BODY = {"language": "es", "theme": "dark"}


@pytest.fixture
def user():
    return make_peer(name="Marisol").user


def test_my_account_says_in_a_sentence_what_my_role_may_do(user):
    content = sign_in(user).get("/account/").content.decode()

    assert "Peer specialist" in content
    assert "Writes down meetings with the people paired with them" in content


def test_a_person_has_an_account_page_without_roles():
    content = sign_in(give_account(make_person())).get("/account/").content.decode()

    assert "What I do here" not in content
    assert "Change my password" not in content


def test_preferences_are_kept(user):
    response = sign_in(user).post("/account/preferences/", BODY)

    stored = User.objects.get(pk=user.pk)
    assert (response.status_code, response["Location"]) == (302, "/account/preferences/")
    assert (stored.language, stored.theme, stored.show_quick_exit) == ("es", "dark", False)


def test_the_way_out_is_not_a_preference_of_people():
    own = give_account(make_person())

    sign_in(own).post("/account/preferences/", BODY)

    assert User.objects.get(pk=own.pk).show_quick_exit is True
    assert "Leave quickly” on" not in sign_in(own).get("/account/preferences/").content.decode()


@pytest.mark.parametrize(
    "body", [{}, {"language": "xx", "theme": "dark"}, {"language": "en", "theme": "\x00"}]
)
def test_answers_that_are_no_choice_are_refused(user, body):
    response = sign_in(user).post("/account/preferences/", {**body, "show_quick_exit": "on"})

    assert response.status_code == 422
    assert User.objects.get(pk=user.pk).theme == "system"


@pytest.mark.parametrize("path", ["/account/", "/account/preferences/"])
def test_the_pages_are_for_people_who_signed_in(client, path):
    assert client.get(path).status_code == 302


def test_the_pages_refuse_other_methods(user):
    assert sign_in(user).post("/account/").status_code == 405
    assert sign_in(user).put("/account/preferences/").status_code == 405
    assert sign_in(user).get("/account/language/").status_code == 405


def test_the_language_of_an_account_is_kept_with_it(user):
    response = sign_in(user).post("/account/language/", {"language": "es", "next": "/people/"})

    assert (response.status_code, response["Location"]) == (302, "/people/")
    assert User.objects.get(pk=user.pk).language == "es"


def test_a_visitor_keeps_their_language_in_a_cookie(client):
    response = client.post("/account/language/", {"language": "es", "next": "/account/login/"})

    assert response["Location"] == "/account/login/"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "\x00"]
)
def test_a_language_link_leads_nowhere_else(client, to):
    assert client.post("/account/language/", {"language": "es", "next": to})["Location"] == "/"


def test_an_unknown_language_changes_nothing():
    user = make_user()

    response = sign_in(user).post("/account/language/", {"language": "xx"})

    assert (response.status_code, User.objects.get(pk=user.pk).language) == (302, "en")


def test_the_password_page_speaks_as_the_rest_and_leads_back(user):
    User.objects.filter(pk=user.pk).update(language="es")
    user.set_password("one-quiet-morning")
    user.save(update_fields=["password"])
    client, path = sign_in(user), "/account/password/change/"

    page = client.get(path).content.decode()
    words = {
        "oldpassword": "one-quiet-morning",
        "password1": "two-quiet-mornings",
        "password2": "two-quiet-mornings",
    }
    response = client.post(path, words)

    assert "¿Olvidaste tu contraseña?" in page
    assert "Que tenga al menos 12 caracteres." in page
    assert "Su contraseña" not in page
    assert (response.status_code, response["Location"]) == (302, "/account/")
