import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from sessions_app.models import SessionDraft, SupportSession
from sessions_app.queries import open_draft
from sessions_app.services import discard_draft, expire_drafts, mark_not_met, save_draft
from sessions_app.tasks import expire_drafts as expire_drafts_task
from tests import factories
from tests.sessions_app.world import Two, facts_only


def save(two, key=None, **values):
    return save_draft(
        **{
            "key": key or uuid.uuid4(),
            "person": two.person,
            "form_version": 1,
            "payload": {"text": ["half a thought"]},
            "by": two.user,
            **values,
        }
    )


def opened(two, key):
    with acting_as(two.user.pk):
        return open_draft(two.user, key, about=two.person)


def url(key):
    return reverse("sessions_app:draft_save", args=[key])


def test_save_draft_seals_the_words_and_keeps_one_row():
    two, key = Two(), uuid.uuid4()

    save(two, key)
    draft = save(two, key, payload={"text": ["a whole thought"]})

    draft.refresh_from_db()
    assert (SessionDraft.objects.count(), repr(draft.payload)) == (1, "<sealed>")
    assert b"thought" not in draft.payload.data
    assert opened(two, key) == {"text": ["a whole thought"]}
    assert draft.expires_at - draft.updated_at == timedelta(days=14)


def test_draft_without_any_agreement_is_kept():
    assert save(Two(agreed=False)).pk


def test_draft_of_what_is_written_down_is_refused():
    two = Two()
    session = two.complete()

    with pytest.raises(WrongState):
        save(two, session.pk)


def test_draft_of_a_first_contact_waits_for_its_words():
    two = Two(agreed=False)

    assert save(two, two.complete(facts_only()).pk).pk


def test_draft_of_a_meeting_that_did_not_happen_is_refused():
    two = Two()
    plan = two.plan_now()
    assert save(two, plan.pk).pk
    mark_not_met(session=plan, by=two.user)

    with pytest.raises(WrongState):
        save(two, plan.pk)


def test_draft_out_of_scope():
    two, other = Two(), Two()
    key = two.plan().pk

    with pytest.raises(Pairing.DoesNotExist):
        save(two, by=other.user)
    with pytest.raises(SupportSession.DoesNotExist):
        save(other, key)
    with pytest.raises(SupportSession.DoesNotExist):
        save(two, person=None, by=factories.make_admin(agency=two.agency))


def test_draft_stays_with_its_person():
    two, key = Two(), uuid.uuid4()
    save(two, key)

    with pytest.raises(WrongState):
        save(Two(peer=two.peer), key)


def test_draft_that_is_too_long():
    with pytest.raises(DomainError):
        save(Two(), payload={"text": ["a" * 200_001]})


def test_expire_drafts_forgets_after_two_weeks():
    two = Two()
    save(two)
    with clock.set_to(clock.now() - timedelta(days=15)):
        save(two)

    assert (expire_drafts(), expire_drafts(), SessionDraft.objects.count()) == (1, 0, 1)
    expire_drafts_task()


def test_discard_draft_is_for_its_author_alone():
    two, other = Two(), Two()
    key = save(two).session_key

    with pytest.raises(SessionDraft.DoesNotExist):
        discard_draft(key=key, by=other.user)
    discard_draft(key=key, by=two.user)
    assert not SessionDraft.objects.exists()


# --- over HTTP ---


def test_autosave_answers_with_the_time():
    two, key = Two(), uuid.uuid4()

    response = factories.sign_in(two.user).post(
        url(key), {"person": two.person.pk, "text": "h", "extra": "x"}
    )

    assert (response.status_code, list(response.json())) == (200, ["saved_at", "ease"])
    assert opened(two, key) == {"person": [str(two.person.pk)], "text": ["h"]}


def test_autosave_after_completion_is_409_and_on_a_break_422():
    two = Two()
    client, session = factories.sign_in(two.user), two.complete()

    assert client.post(url(session.pk), {"person": two.person.pk}).status_code == 409
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())
    assert client.post(url(uuid.uuid4()), {"person": two.person.pk}).status_code == 422


def test_autosave_ladder():
    two, other = Two(), Two()
    person = {"person": two.person.pk}
    key = save(two).session_key

    codes = {
        "stranger": factories.sign_in(other.user).post(url(uuid.uuid4()), person).status_code,
        "office": factories.sign_in(factories.make_admin(agency=two.agency))
        .post(url(key), person)
        .status_code,
        "get": factories.sign_in(two.user).get(url(key)).status_code,
        "nobody": factories.Client().post(url(key), person).status_code,
        "no person": factories.sign_in(two.user).post(url(key)).status_code,
        "no id": factories.sign_in(two.user).post(url(key), {"person": "x"}).status_code,
    }

    assert codes == {
        "stranger": 404,
        "office": 404,
        "get": 405,
        "nobody": 302,
        "no person": 404,
        "no id": 404,
    }


def test_discard_ladder():
    two = Two()
    address = reverse("sessions_app:draft_discard", args=[save(two).session_key])

    assert factories.sign_in(Two().user).post(address).status_code == 404
    assert factories.sign_in(two.user).get(address).status_code == 405
    assert factories.sign_in(two.user).post(address).status_code == 302
    assert factories.sign_in(two.user).post(address).status_code == 404


def test_draft_of_an_older_form_opens():
    two, key = Two(), uuid.uuid4()
    save(
        two,
        key,
        form_version=0,
        payload={"text": ["kept"], "no_such_field": ["x"], "minutes": ["30"], "empty": []},
    )

    page = factories.sign_in(two.user).get(reverse("sessions_app:session_log"), {"draft": key})

    assert page.status_code == 200
    assert "kept" in page.content.decode()


def test_just_now_in_an_old_draft_becomes_that_day():
    two, key = Two(), uuid.uuid4()
    opened = clock.now() - timedelta(days=1)
    payload = {"minutes": ["30"], "when": ["now"], "opened_at": [opened.isoformat()]}
    save(two, key, payload=payload)

    form = (
        factories.sign_in(two.user).get(reverse("sessions_app:session_log"), {"draft": key}).context["form"]
    )

    assert form.initial["when"] == "day"
    assert form.initial["start_time"].minute == (opened - timedelta(minutes=30)).minute
