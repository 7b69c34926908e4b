"""Nothing leaks from the peer room: no shared table, queryset or key, and no page, file or list gives a word away."""

import json
import logging

import pytest
from django.apps import apps
from django.urls import reverse

from peersupport.accounts.roles import Role
from peersupport.core import clock
from supervision import services
from supervision.models import ClinicalMeeting, SeniorLine, SeniorMeeting, SharedLine, TalkWish
from supervision.rooms import CLINICAL, ROOMS, SENIOR
from tests import factories
from tests.access.addresses import form_of, path_of
from tests.access.house import build
from tests.access.matrix import expected
from tests.api.caller import Caller
from tests.parts.rooms import line, met

SECRET = "canary-peer-room"
GIVEN = ("canary-given-to-clinical", "canary-given-to-office")
SEARCHES = {"sessions_app:note_search", "people:person_search", "api:note_search"}


def test_rooms_share_no_table_queryset_or_key():
    assert set(ROOMS) == {"clinical", "senior"}
    for name in ("meetings", "places", "lines"):
        one, other = (getattr(room, name) for room in (CLINICAL, SENIOR))
        assert one._meta.db_table != other._meta.db_table
    for name in ("meetings", "lines"):
        one, other = (type(getattr(room, name).objects.all()) for room in (CLINICAL, SENIOR))
        assert not issubclass(one, other)
        assert not issubclass(other, one)
    assert CLINICAL.lines._meta.get_field("text").owner == "clinical"
    assert SENIOR.lines._meta.get_field("text").owner == "senior"


def test_what_a_room_asks_of_the_database_never_names_the_other(database):
    """For somebody who is everything at once, so that no branch of the scope stays unasked."""
    everything = factories.make_staff(
        Role.PEER, Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN,
        agency=factories.make_agency(),
    )  # fmt: skip
    for room, other in ((CLINICAL, SENIOR), (SENIOR, CLINICAL)):
        for rows in (room.meetings.objects, room.lines.objects):
            assert f'"kind" = {room.key}' in str(rows.changed_by(everything).query)
            for asked in (rows.read_by(everything), rows.changed_by(everything)):
                sql = str(asked.query)
                assert f"supervision_{room.key}" in sql
                assert f"supervision_{other.key}" not in sql
                assert f'"kind" = {other.key}' not in sql


def test_no_row_of_either_room_points_into_the_other():
    for model in apps.get_app_config("supervision").get_models():
        to = {field.related_model.__name__ for field in model._meta.fields if field.related_model}
        rooms = {name for name in to if name.startswith(("Clinical", "Senior"))}
        assert len({name.partition("Meeting")[0] for name in rooms}) <= 1
        if model.__name__.startswith("Clinical"):
            assert not any(name.startswith("Senior") for name in to)


def more_readers(house):
    """Readers that the house of the access table lacks: former links, one who stands in, two roles at once."""
    agency, peer = house.person.agency, house.readers["author"].peer
    found = {}
    for kind in ("clinical", "senior"):
        link = factories.make_link(peer=peer, kind=kind, ended_at=clock.now())
        found[f"former {kind}"] = link.supervisor
        meeting = met(kind, peer, link.supervisor, days_ago=30)
        line(meeting, peer, f"canary-of-former-{kind}")
        stand_in = factories.make_link(
            peer=peer, kind=kind, covers_for=house.readers[kind], ends_on=agency.today()
        )
        found[f"stands in {kind}"] = stand_in.supervisor
    both = factories.make_staff(Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR, agency=agency)
    factories.make_link(peer=peer, supervisor=both)
    office = factories.make_staff(Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR, agency=agency)
    colleague = factories.make_peer(agency=agency)
    factories.make_link(peer=colleague, kind="senior", supervisor=house.readers["senior"])
    _try_to_carry_into_a_group(house, peer, colleague)
    granted = factories.make_supervisor("senior", agency=agency)
    factories.make_grant(person=house.person, user=granted)
    return found | {
        "both roles, clinical link": both,
        "office and senior role": office,
        "another peer of hers": colleague.user,
        "senior role and a grant": granted,
    }


def _try_to_carry_into_a_group(house, peer, colleague):
    """A meeting of both peers is planned, and words that one of them wrote for two are left for next time."""
    senior = house.readers["senior"]
    group = met("senior", peer, senior, planned=True)
    group.places.create(agency_id=peer.agency_id, peer=colleague)
    words = line(met("senior", peer, senior, days_ago=3), peer, f"{SECRET}, for two")
    services.carry_line(room=SENIOR, line=words, by=senior)
    told = line(group, colleague, "canary-of-the-group")
    assert set(SeniorLine.objects.read_by(colleague.user)) == {told}


def everything_shown_to(house, user):
    """Every page that can be opened, and every search: (address, its body)."""
    client, caller = factories.sign_in(user), Caller(user)
    for address, method in sorted(expected()):
        route = address.partition("@")[0]
        if method == "GET" and not route.startswith("api:"):
            yield address, client.get(path_of(house, address))
        elif method == "GET":
            yield address, caller.get(path_of(house, address).removeprefix("/api/v1/"))
        elif route in SEARCHES and not route.startswith("api:"):
            # Not the whole sentence: a page says again what was looked for.
            for words in ("canary", SECRET[:-1]):
                yield address, client.post(path_of(house, address), {**form_of(house, address), "q": words})


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


@pytest.fixture
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_no_page_shows_a_word_of_the_peer_room_to_readers_the_table_lacks(database, quiet):
    house = build(agreed=True)
    leaks, shown = [], 0
    for name, user in more_readers(house).items():
        for address, response in everything_shown_to(house, user):
            text = body(response)
            shown += response.status_code == 200
            secrets = [SECRET, "canary-of-former-senior", "canary-kept-answer"]
            secrets += [] if name in {"both roles, clinical link", "stands in clinical"} else [GIVEN[0]]
            secrets += [] if name == "office and senior role" else [GIVEN[1]]
            secrets += [] if name == "former clinical" else ["canary-of-former-clinical"]
            leaks += [f"{name}: {address}: {secret}" for secret in secrets if secret in text]

    assert leaks == []
    assert shown > 200
    its_own_readers_do_see_it(house)
    the_trail_holds_no_word_of_it()


def its_own_readers_do_see_it(house):
    """Or the test above would hold for a room that shows nothing."""
    address = path_of(house, "supervision:meeting_page@senior")
    for name in ("author", "senior"):
        assert SECRET in body(factories.sign_in(house.readers[name]).get(address))
    assert GIVEN[0] in body(factories.sign_in(house.readers["clinical"]).get(reverse("supervision:meetings")))
    assert GIVEN[1] in body(
        factories.sign_in(house.readers["admin"]).get(reverse("supervision:meeting_dates"))
    )


def the_trail_holds_no_word_of_it():
    for name in ("AuditEvent", "AccessEvent", "LedgerEntry"):
        for row in apps.get_model("audit", name).objects.values():
            assert not any(word in json.dumps(row, default=str) for word in (SECRET, *GIVEN))


def test_a_former_supervisor_keeps_the_clinical_meetings_and_loses_the_peer_room(database):
    agency = factories.make_agency()
    peer = factories.make_peer(agency=agency)
    for kind, meetings, left in (("clinical", ClinicalMeeting, 1), ("senior", SeniorMeeting, 0)):
        supervisor = factories.make_link(peer=peer, kind=kind).supervisor
        met(kind, peer, supervisor)
        assert meetings.objects.read_by(supervisor).count() == 1
        peer.links.filter(kind=kind).update(ended_at=clock.now())
        assert meetings.objects.read_by(supervisor).count() == left
        assert meetings.objects.changed_by(supervisor).count() == 0
        assert meetings.objects.read_by(peer.user).count() == 1


def test_in_a_group_a_supervisor_reads_only_lines_of_peers_they_are_linked_to(database):
    agency = factories.make_agency()
    one, other = (factories.make_peer(agency=agency) for _number in range(2))
    supervisor = factories.make_link(peer=one, kind="senior").supervisor
    ended = factories.make_link(peer=other, kind="senior", supervisor=supervisor)
    meeting = met("senior", one, supervisor)
    meeting.places.create(agency_id=agency.pk, peer=other)
    mine, theirs = line(meeting, one, "x"), line(meeting, other, "y")
    assert set(SeniorLine.objects.read_by(supervisor)) == {mine, theirs}

    type(ended).objects.filter(pk=ended.pk).update(ended_at=clock.now())
    assert set(SeniorLine.objects.read_by(supervisor)) == {mine}
    assert set(SeniorLine.objects.read_by(other.user)) == {mine, theirs}


def test_a_wish_and_a_copy_open_only_to_whom_they_are_for(database):
    agency = factories.make_agency()
    peer = factories.make_peer(agency=agency)
    links = {kind: factories.make_link(peer=peer, kind=kind).supervisor for kind in ("clinical", "senior")}
    TalkWish.objects.create(agency_id=agency.pk, peer=peer, soon="today")
    SharedLine.objects.create(agency_id=agency.pk, peer=peer, audience="office", line_id=peer.pk, text="x")
    readers = {**links, "peer": peer.user, "admin": factories.make_admin(agency=agency),
               "other": factories.make_peer(agency=agency).user, "elsewhere": factories.make_admin()}  # fmt: skip

    wish = {name for name, user in readers.items() if TalkWish.objects.read_by(user).exists()}
    copy = {name for name, user in readers.items() if SharedLine.objects.read_by(user).exists()}
    assert (wish, copy) == ({"peer", "senior"}, {"peer", "admin"})
