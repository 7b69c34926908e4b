"""After the setup: colleagues come in, the policy is read and published."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from consent.models import ConfidentialityPolicy
from consent.services import start_policy
from peersupport.accounts.models import User
from tests.factories import make_admin, make_peer


def run(command, **options):
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def office():
    return make_admin(email="farah@example.org")


def staff(**values):
    given = {
        "by": "farah@example.org",
        "email": "Gabe@example.org",
        "name": "Gabe",
        "role": ["peer"],
        "language": "es",
    }
    return {**given, **values}


def test_a_peer_comes_in_with_their_page_and_a_link(office, client):
    said = run("add_staff", **staff(role=["peer", "senior_peer_supervisor"]))

    user = User.objects.get(email="gabe@example.org")
    assert user.roles == {"peer", "senior_peer_supervisor"}
    assert (user.agency_id, user.peer.languages) == (office.agency_id, ["es"])
    assert client.get(said.strip().splitlines()[-1], follow=True).status_code == 200


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"by": "nobody@example.org"}, "Nobody signs in"),
        ({"email": "gabe"}, "valid email"),
        ({"email": "farah@example.org"}, "already signs in"),
    ],
)
def test_a_wrong_answer_adds_nobody(office, values, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("add_staff", **staff(**values))

    assert User.objects.count() == 1


def test_only_the_office_adds_colleagues():
    peer = make_peer()

    with pytest.raises(CommandError, match="The office adds"):
        run("add_staff", **staff(by=peer.user.email))


def test_the_policy_is_read_before_it_is_published(office):
    policy = start_policy(agency=office.agency, by=office)

    assert "[es]" in run("publish_policy", by=office.email)
    assert ConfidentialityPolicy.objects.get().state == "draft"

    assert run("publish_policy", by=office.email, publish=True) == f"Version {policy.version} is in force.\n"
    assert ConfidentialityPolicy.objects.get().state == "published"
    with pytest.raises(CommandError, match="no draft"):
        run("publish_policy", by=office.email, publish=True)


def test_a_peer_publishes_no_policy():
    peer = make_peer()
    start_policy(agency=peer.agency, by=make_admin(agency=peer.agency))

    with pytest.raises(CommandError, match="publishes the policy"):
        run("publish_policy", by=peer.user.email, publish=True)
    with pytest.raises(CommandError, match="Nobody signs in"):
        run("publish_policy", by="nobody@example.org")
