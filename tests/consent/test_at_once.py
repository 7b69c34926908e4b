"""Two at once: an answer and a publication, a conversation and a block."""

from consent import services
from consent.models import ConsentNow
from peersupport.people.models import LeaveOut
from peersupport.people.services import block_staff
from tests.consent.agreed import COVER, days_are_over, published, say
from tests.factories import give_account, make_admin, make_pairing, make_peer
from tests.sessions_app.test_races import meanwhile


def test_a_stricter_policy_notices_an_answer_that_is_being_given():
    pairing = make_pairing()
    published(pairing.agency)
    admin = make_admin(agency=pairing.agency)
    stricter = services.start_policy(agency=pairing.agency, by=admin)
    stricter.audiences.update(rule=0)
    services.propose_policy(policy=stricter, by=admin)
    days_are_over(stricter)
    second = make_admin(agency=pairing.agency)

    with meanwhile(lambda: services.publish_policy(policy=stricter, by=second)) as start:
        say(pairing, choices={COVER: True})
        start()

    assert meanwhile.result.state == "published"
    assert ConsentNow.objects.get(person=pairing.person).allows == 0


def test_a_conversation_and_a_block_do_not_wait_for_each_other():
    pairing = make_pairing()
    published(pairing.agency)
    own, colleague = give_account(pairing.person), make_peer(agency=pairing.agency).user

    with meanwhile(lambda: block_staff(person=pairing.person, user=colleague, by=own)) as start:

        def lines():
            start()
            yield "My sister"

        services.hold_conversation(
            person=pairing.person,
            leave_out=lines(),
            answer="yes",
            language="en",
            way="typed",
            signature="Sam",
            by=pairing.peer.user,
        )

    assert meanwhile.result.user == colleague
    assert LeaveOut.objects.filter(person=pairing.person).count() == 1
