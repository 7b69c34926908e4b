"""The role agreement of the house, and a peer's own certificates, education and hours."""

from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import Credential, PeerSpecialist
from peersupport.people.services import add_credential
from peersupport.rules.models import RoleText, RoleVersion
from peersupport.rules.services import publish_role_agreement, start_role_agreement
from supervision.models import EducationHours, HoursChoice, RoleAcceptance, WorkWeek
from supervision.services import add_education, write_week
from supervision.weeks import monday_of
from tests import factories

TABLE = """
# --- the role agreement: read by all who work here, said yes to by the peer and who looks after them -----------------
supervision:role                        GET   200 staff
supervision:role_paper                  GET   200 staff
supervision:role_version                GET   200 staff | 404 elsewhere
supervision:role_accept                 POST  go author clinical senior | 403 admin blocked_admin
supervision:role_start                  POST  go elsewhere | 409 admin blocked_admin
supervision:role_write                  GET   200 admin blocked_admin
supervision:role_write                  POST  422 admin blocked_admin
supervision:role_publish                POST  go admin blocked_admin
supervision:role_drop                   POST  go admin blocked_admin
supervision:role_bring_back             POST  go admin blocked_admin
my_record:role                          GET   200 people

# --- certificates: a peer's own, the office's to keep; what was learned and how long one worked: the peer's alone ----
supervision:credentials                 GET   200 peers
supervision:credential_new              GET   200 peers
supervision:credential_new              POST  422 peers
supervision:credential_edit             GET   200 author admin blocked_admin
supervision:credential_edit             POST  422 author admin blocked_admin
supervision:credential_remove           POST  go author admin blocked_admin
supervision:education_add               GET   200 peers
supervision:education_add               POST  422 peers
supervision:education_remove            POST  go author
supervision:hours                       GET   200 peers
supervision:hours_week                  GET   200 peers
supervision:hours_week                  POST  422 peers
supervision:hours_include               POST  go peers
supervision:hours_total                 GET   200 peers offices
"""
FORMS: dict[str, dict[str, Any]] = {
    "supervision:role_accept": {},
    "supervision:role_write": {"does": ""},
    "supervision:credential_edit": {"title": ""},
    "supervision:hours_week": {"preparation": "x"},
    "supervision:hours_include": {"included": "no"},
}
PLANTED = {
    "certificate": ["canary-certificate"],
    "education": ["canary-education"],
    "role_draft": ["canary-role-draft"],
}
CANARIES = {
    "certificate": "author admin blocked_admin",
    "education": "author",
    "role_draft": "admin blocked_admin",
}
PAGES = {
    "peer": [
        "supervision:role", "supervision:role_paper", "supervision:role_version role_version",
        "supervision:credentials",
        "supervision:credential_new", "supervision:credential_edit certificate", "supervision:education_add",
        "supervision:hours", "supervision:hours_week this_week", "supervision:hours_total",
    ],
    "new peer": ["supervision:credentials", "supervision:hours", "supervision:role"],
    "clinical": ["supervision:role"],
    "senior": ["supervision:role"],
    "admin": ["supervision:role", "supervision:role_write english", "supervision:hours_total"],
    "person": ["my_record:role"],
    "new person": ["my_record:role"],
}  # fmt: skip
ELSEWHERE = {
    "supervision:role_accept", "supervision:role_start", "supervision:role_publish", "supervision:role_drop",
    "supervision:role_bring_back",
    "supervision:credential_remove", "supervision:education_remove", "supervision:hours_include",
}  # fmt: skip
COUNTED = [
    ("office", "GET", "supervision:role", 8),
    ("senior", "GET", "supervision:role", 8),
    ("peer", "GET", "supervision:credentials", 8),
    ("peer", "GET", "supervision:hours", 8),
    ("office", "GET", "supervision:hours_total", 8),
]
UNCHANGING = {"rules_roletext", "rules_roleversion", "supervision_roleacceptance"}
CHANGED = {
    "a_role_agreement_is_published_by_somebody": "UPDATE rules_roleversion SET published_at = now() "
    "WHERE published_at IS NULL",
    "a_role_agreement_is_dropped_or_published": "UPDATE rules_roleversion SET published_at = now(), "
    "published_by_id = written_by_id, dropped_at = now() WHERE published_at IS NULL",
    "a_week_of_work_begins_on_monday": "UPDATE supervision_workweek SET week = week + 1",
    "a_week_of_work_has_168_hours": "UPDATE supervision_workweek SET travel = 10081",
    "education_takes_some_time": "UPDATE supervision_educationhours SET minutes = 0",
}
DRAFT = "version_id IN (SELECT id FROM rules_roleversion WHERE published_at IS NULL)"
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_role_agreement_of_a_number": ("rules_roleversion", "published_at IS NOT NULL", {}),
    "one_draft_role_agreement": ("rules_roleversion", "published_at IS NULL", {"number": "99"}),
    "one_role_text_a_language": ("rules_roletext", DRAFT, {}),
    "one_yes_to_a_role": ("supervision_roleacceptance", "true", {}),
    "one_row_a_week_of_work": ("supervision_workweek", "true", {}),
}


def this_week(peer: Any) -> str:
    return str(monday_of(peer.agency.today()))


def in_force(by: Any) -> RoleVersion:
    return publish_role_agreement(version=start_role_agreement(by=by), by=by)


def worked(peer: Any) -> EducationHours:
    """A week and a day of education of this peer."""
    with acting_as(peer.user_id):
        monday = monday_of(peer.agency.today())
        minutes = {"preparation": 60, "travel": 30}
        write_week(week=monday, paid_minutes=600, minutes=minutes, not_paid=["travel"], by=peer.user)
        return add_education(
            day=monday, title="canary-education", topic="ethics", minutes=90, is_paid=False, by=peer.user
        )


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    admin, peer = house.readers["admin"], house.readers["author"].peer
    version = in_force(admin)
    draft = start_role_agreement(by=admin)
    RoleText.objects.filter(version=draft).update(does=["canary-role-draft"])
    FORMS["supervision:role_accept"]["version"] = version.pk
    until = peer.agency.today() + timedelta(days=24)
    certificate = add_credential(peer=peer, title="canary-certificate", valid_until=until, by=peer.user)
    of_certificate, week = {"pk": certificate.pk}, {"week": this_week(peer)}
    return {
        "supervision:role_version": {"pk": version.pk},
        "supervision:role_accept": {"pk": peer.pk},
        "supervision:role_write": {"language": "en"},
        "supervision:role_bring_back": {"pk": draft.pk},
        "supervision:credential_edit": of_certificate,
        "supervision:credential_remove": of_certificate,
        "supervision:education_remove": {"pk": worked(peer).pk},
        "supervision:hours_week": week,
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    peer, admin = world["users"]["peer"].peer, world["users"]["admin"]
    version = in_force(admin)
    start_role_agreement(by=admin)
    worked(peer)
    until = peer.agency.today() + timedelta(days=24)
    certificate = add_credential(
        peer=peer, title="Certified peer specialist", valid_until=until, renew_years=2, renew_hours=20,
        renew_ethics_hours=6, by=peer.user,
    )  # fmt: skip
    return {
        "role_version": version.pk,
        "certificate": certificate.pk,
        "this_week": this_week(peer),
        "english": "en",
    }


def crowd(crowd: Any) -> None:
    """As many peers as people, all looked after by the same two and all counted, and as many certificates."""
    in_force(crowd.office)
    first = monday_of(crowd.agency.today()) - timedelta(days=28)
    senior = crowd.readers["senior"]
    for _person in crowd.people:
        peer = factories.make_peer(agency=crowd.agency)
        factories.make_link(peer=peer, kind="senior", supervisor=senior, made_by=crowd.office)
        of_peer = {"agency": crowd.agency, "peer": peer}
        HoursChoice.objects.create(counts_from=first, **of_peer)
        WorkWeek.objects.create(week=first, travel=120, **of_peer)
        of_me = {"agency": crowd.agency, "peer": crowd.peer}
        Credential.objects.create(title="x", **of_me)
        EducationHours.objects.create(day=first, title="x", topic="other", minutes=60, **of_me)


def scene(person: Any, peer: PeerSpecialist) -> None:
    """A version in force and a draft, a yes, a week and a day of education, without their services."""
    common, now = {"agency_id": person.agency_id}, clock.now()
    for number in (1, 2):
        version = RoleVersion.objects.create(number=number, written_by=peer.user, **common)
        RoleText.objects.create(version=version, language="en", does=["x"], does_not=["x"], **common)
        if number == 1:
            published = {"published_at": now, "published_by": peer.user}
            RoleVersion.objects.filter(pk=version.pk).update(**published)
            RoleAcceptance.objects.create(
                version=version, peer=peer, user=peer.user, signs_as="peer", **common
            )
    WorkWeek.objects.create(peer=peer, week=monday_of(now.date()), **common)
    EducationHours.objects.create(
        peer=peer, day=now.date(), title="x", topic="other", minutes=60, is_paid=True, **common
    )
