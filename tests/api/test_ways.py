"""By which relation words are read by token: the same word in the trace as on the page."""

from peersupport.audit.models import AccessEvent
from peersupport.people.services import end_pairing
from sessions_app.services.plan import add_goal
from tests.api.caller import Caller
from tests.factories import sign_in
from tests.sessions_app.world import Two


def test_an_author_reads_their_own_goals_after_a_goodbye_as_their_author():
    two = Two()
    goal = add_goal(person=two.person, text="See the sea", idea_of="them", by=two.user)
    end_pairing(pairing=two.pairing, by=two.user)

    by_token = [
        Caller(two.user).get(path).status_code
        for path in (f"people/{two.person.pk}/goals/", f"goals/{goal.pk}/")
    ]
    on_the_page = sign_in(two.user).get(f"/people/{two.person.pk}/plan/").status_code

    assert (by_token, on_the_page) == ([200, 200], 200)
    trace = AccessEvent.objects.filter(reader_id=two.user.pk, person_id=two.person.pk)
    assert set(trace.values_list("via", "purpose")) == {("author", "own_work")}
