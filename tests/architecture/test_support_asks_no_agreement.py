"""Support, a place in a group and a wait for a peer do not depend on a yes: what gives them doesn't know of any.

Meetings are planned for whoever walks together; of an agreement planning reads the level alone, never whether it holds.
"""

import uuid

import pytest

from sessions_app.services import plan_session
from sessions_app.services.groups import add_regular, start_group
from tests.consent.talks import TalkOfTwo
from tests.sessions_app.world import wall

from .source import python_files

# Who walks with whom, wishes, offers, waiting, coming back, groups and who comes to them regularly.
GIVES_SUPPORT = (
    "peersupport/people/services",
    "peersupport/people/querysets",
    "peersupport/people/relation_querysets",
    "peersupport/people/choosing",
    "peersupport/my_record/walking",
    "peersupport/my_record/groups",
    "sessions_app/services/groups",
)


def test_what_gives_support_does_not_read_the_agreement():
    files = [source for source in python_files() if source.within(*GIVES_SUPPORT)]
    found = [
        f"{source.path}:{line}: {name}"
        for source in files
        for name, line in source.imports()
        if name.split(".")[0] == "consent"
    ]

    assert len(files) > 15
    assert found == []


@pytest.mark.parametrize("answer", [None, "no", "not_today"])
def test_without_a_yes_the_two_plan_and_a_group_has_room(answer):
    talk = TalkOfTwo()
    if answer:
        talk.answer(answer)
    group = start_group(
        key=uuid.uuid4(),
        program=talk.person.program,
        name="Early at the river",
        lead=talk.pairing.peer,
        by=talk.admin,
    )

    planned = plan_session(
        key=uuid.uuid4(), person=talk.person, local_start=wall(days=1), minutes=60, by=talk.peer
    )
    regular = add_regular(group=group, person_id=talk.person.pk, by=talk.peer)

    assert planned.state == "planned"
    assert regular.person_id == talk.person.pk
