"""What is left for next time goes where the same people read it, and what one gives out is about nobody else."""

import pytest

from peersupport.accounts.models import Program
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.core.principal import acting_as
from supervision import services
from supervision.models import SharedLine
from supervision.room_reading import open_meeting
from supervision.rooms import CLINICAL, SENIOR
from tests import factories
from tests.supervision.test_room_meetings import Two
from tests.supervision.test_room_pages import page


@pytest.fixture
def two(database):
    two = Two()
    two.other = factories.make_peer(agency=two.agency)
    for kind, supervisor in (("senior", two.senior), ("clinical", two.clinical)):
        factories.make_link(peer=two.other, kind=kind, supervisor=supervisor)
    return two


def group(two, room=SENIOR, days=2, *peers):
    by = two.senior if room is SENIOR else two.clinical
    return two.plan(room=room, days=days, peers=[two.peer, *(peers or [two.other])], form="group", by=by)


def add(room, meeting, by, text="that night"):
    return services.add_line(room=room, meeting=meeting, kind="agenda", text=text, by=by)


def carried(room, line, by):
    services.carry_line(room=room, line=line, by=by)
    line.refresh_from_db()
    return line.state


@pytest.mark.parametrize("room", [SENIOR, CLINICAL], ids=["senior", "clinical"])
def test_a_line_of_two_never_comes_into_a_group(two, room):
    alone = two.plan(room=room)
    line, before = add(room, alone, two.user), add(room, alone, two.user)
    assert carried(room, before, two.user) == "later"
    meeting = group(two, room)

    supervisor = two.senior if room is SENIOR else two.clinical
    assert (carried(room, line, supervisor), line.meeting_id) == ("later", alone.pk)
    before.refresh_from_db()
    assert (before.state, before.meeting_id) == ("later", alone.pk)
    with acting_as(two.other.user_id):
        assert open_meeting(room, meeting, two.other.user).agenda == []
    following = two.plan(room=room, days=3)
    assert set(following.lines.all()) == {line, before}


@pytest.mark.parametrize("room", [SENIOR, CLINICAL], ids=["senior", "clinical"])
def test_a_line_of_a_group_comes_along_to_the_same_or_fewer(two, room):
    third = factories.make_peer(agency=two.agency)
    supervisor = two.senior if room is SENIOR else two.clinical
    factories.make_link(peer=third, kind=room.key, supervisor=supervisor)
    first = group(two, room, 1)
    mine, theirs = add(room, first, two.user), add(room, first, supervisor)
    group(two, room, 2, third)
    alone = two.plan(room=room, days=3)

    assert (carried(room, mine, two.user), mine.meeting_id) == ("open", alone.pk)
    assert (carried(room, theirs, supervisor), theirs.meeting_id) == ("later", first.pk)
    same = group(two, room, 4)
    theirs.refresh_from_db()
    assert (theirs.state, theirs.meeting_id) == ("open", same.pk)


def test_a_line_of_one_circle_stays_out_of_another(two):
    factories.make_program(agency=two.agency, supervision_model=Program.SupervisionModel.CIRCLE)
    third = factories.make_peer(agency=two.agency)
    said = {"supervisor": None, "form": "group"}
    first = two.plan(peers=[two.peer, two.other], **said)
    line, before = add(SENIOR, first, two.user), add(SENIOR, first, two.user)
    services.carry_line(room=SENIOR, line=before, by=two.user)
    other = two.plan(days=2, peers=[two.peer, third], **said)

    assert (carried(SENIOR, line, two.user), line.meeting_id) == ("later", first.pk)
    assert not other.lines.exists()
    assert two.plan(days=3, peers=[two.peer, two.other], **said).lines.count() == 2


def test_in_a_group_each_gives_out_what_they_wrote_and_nothing_else(two):
    meeting = group(two)
    words = add(SENIOR, meeting, two.senior, "how to help the other one")
    task = services.add_line(
        room=SENIOR, meeting=meeting, kind="to_do", text="see to it", whose=two.other.user, by=two.senior
    )
    own = add(SENIOR, meeting, two.user, "the desk")

    assert (task.peer_id, own.peer_id) == (two.other.pk, two.peer.pk)
    for line, user in ((words, two.user), (words, two.other.user), (task, two.other.user)):
        with acting_as(user.pk), pytest.raises(NotAllowed):
            services.share_line(line=line, audience="office", by=user)
    client = factories.sign_in(two.user)
    _response, shown = page(client, "meeting_page", "senior", meeting.pk)
    assert shown.count("Share this line") == 1
    for line, status in ((words, 404), (own, 200)):
        assert page(client, "line_share", line.pk)[0].status_code == status
    with acting_as(two.user.pk):
        services.share_line(line=own, audience="office", by=two.user)
    assert SharedLine.objects.get().peer == two.peer


def test_alone_with_their_supervisor_a_peer_gives_out_either_line(two):
    line = add(SENIOR, two.plan(), two.senior)
    with acting_as(two.user.pk):
        assert services.share_line(line=line, audience="office", by=two.user).line_id == line.pk


def test_what_was_written_for_a_meeting_that_is_called_off_comes_along(two):
    meeting = two.plan()
    line, done = add(SENIOR, meeting, two.user), add(SENIOR, meeting, two.user)
    services.settle_line(room=SENIOR, line=done, done=True, by=two.user)

    services.call_off_meeting(room=SENIOR, meeting=meeting, by=two.senior)
    line.refresh_from_db()
    assert line.state == "later"
    services.undo_meeting(room=SENIOR, meeting=meeting, by=two.senior)
    assert {row.pk: row.state for row in meeting.lines.all()} == {line.pk: "open", done.pk: "done"}

    services.call_off_meeting(room=SENIOR, meeting=meeting, by=two.senior)
    following = two.plan(days=3)
    line.refresh_from_db()
    assert (line.state, line.meeting_id) == ("open", following.pk)
    services.call_off_meeting(room=SENIOR, meeting=following, by=two.user)
    coming, last = two.plan(days=5), two.plan(days=8)
    services.call_off_meeting(room=SENIOR, meeting=coming, by=two.user)
    line.refresh_from_db()
    assert (line.state, line.meeting_id) == ("open", last.pk)


def test_a_meeting_called_off_comes_back_only_into_a_free_hour(two):
    meeting = two.plan()
    services.call_off_meeting(room=SENIOR, meeting=meeting, by=two.senior)
    two.plan()

    with pytest.raises(WrongState, match="nearly the same time"):
        services.undo_meeting(room=SENIOR, meeting=meeting, by=two.senior)
