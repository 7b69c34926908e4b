import re

import pytest

from peersupport.audit.models import AuditEvent
from sessions_app.models import CheckIn, CheckInWish
from tests.factories import give_account, make_admin, make_link, sign_in
from tests.sessions_app.world import Two

PATH = "/my/check-ins/"


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def own(two):
    return give_account(two.person)


@pytest.fixture
def client(own):
    client = sign_in(own)
    client.post(f"{PATH}choose/", {"questions": ["i_decide"]})
    return client


def test_off_until_i_say_so(own):
    client = sign_in(own)

    assert "Nobody asks you anything" in client.get(PATH).content.decode()
    assert client.post(PATH, {"answer": "1"}).status_code == 200
    assert not CheckIn.objects.exists()


def test_answer_show_hide_and_take_back_without_a_trace(two, own, client):
    before = AuditEvent.objects.count()
    client.post(PATH, {"answer": "3"})
    week = CheckIn.objects.get().week.isoformat()
    page = client.get(PATH).content.decode()
    assert "I decide about my life: <strong>a lot</strong>" in page

    client.post(f"{PATH}{week}/show/")
    assert "showed you" in sign_in(two.user).get(f"/people/{two.person.pk}/").content.decode()
    client.post(f"{PATH}{week}/hide/")
    assert "showed you" not in sign_in(two.user).get(f"/people/{two.person.pk}/").content.decode()
    client.post(f"{PATH}{week}/take-back/")

    assert not CheckIn.objects.exists()
    assert "What I said" not in client.get(PATH).content.decode()
    assert AuditEvent.objects.count() == before


def test_stopping_leaves_my_words_to_me(client):
    client.post(PATH, {"answer": "0"})
    client.post(f"{PATH}choose/", {"off": "1"})

    page = client.get(PATH).content.decode()
    assert not CheckInWish.objects.exists()
    assert "Nobody asks you anything" in page
    assert "not yet" in page


def test_something_else_than_four_words_is_refused(client):
    for answer in ("4", "-1", "x", ""):
        assert client.post(PATH, {"answer": answer}).status_code == 422
    assert client.post(f"{PATH}choose/", {}).status_code == 422
    assert not CheckIn.objects.exists()


def test_what_is_not_there_is_not_found(client):
    assert client.post(f"{PATH}yesterday/hide/").status_code == 404
    assert client.post(f"{PATH}2026-03-02/hide/").status_code == 404
    assert client.post(f"{PATH}2026-03-02/raise/").status_code == 404
    assert client.get(f"{PATH}2026-03-02/hide/").status_code == 405


def test_nobody_elses(two, client):
    client.post(PATH, {"answer": "3"})
    others = [two.user, make_admin(agency=two.agency), make_link(peer=two.peer).supervisor]

    assert [sign_in(user).get(PATH).status_code for user in others] == [404] * 3
    assert [sign_in(user).post(f"{PATH}choose/", {"off": "1"}).status_code for user in others] == [404] * 3


def test_a_quiet_history(two, client):
    """Answered, taken back and switched off: 0 traces on every page of everybody else."""
    people = [two.user, make_admin(agency=two.agency), make_link(peer=two.peer).supervisor]
    pages = ["/", "/people/", f"/people/{two.person.pk}/", "/sessions/", f"/people/{two.person.pk}/plan/"]
    before = [_seen(user, path) for user in people for path in pages]

    client.post(PATH, {"answer": "3"})
    answered = [_seen(user, path) for user in people for path in pages]
    client.post(f"{PATH}{CheckIn.objects.get().week.isoformat()}/take-back/")
    client.post(f"{PATH}choose/", {"off": "1"})

    assert before == answered == [_seen(user, path) for user in people for path in pages]


def _seen(user, path):
    """The whole page, but for the token of its forms, which is new each time."""
    answer = sign_in(user).get(path)
    return answer.status_code, re.sub(r"\b[A-Za-z0-9]{64}\b", "", answer.content.decode())
