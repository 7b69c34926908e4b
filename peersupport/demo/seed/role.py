"""What a peer does here, signed by almost everybody; what some learned; and hours that show what nobody pays."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from peersupport.accounts.models import User
from peersupport.people.models import SupervisionLink
from peersupport.people.services import change_credential
from peersupport.rules import services as rules
from peersupport.rules.models import RoleVersion
from peersupport.rules.role import PARTS, shipped
from supervision.models import WorkWeek
from supervision.queries.hours import WEEK
from supervision.services import accept_role, add_education, include_hours, write_week
from supervision.weeks import monday_of

from .cast import Cast, living
from .data import dice, load

HOUR = timedelta(hours=1)


def say_what_a_peer_does(cast: Cast) -> None:
    told = load("role")
    version = _publish(cast, told["agreement"])
    not_yet = {(signing, peer) for signing, peer in told["agreement"]["not_yet"]}
    days = told["agreement"]["published_days_ago"]
    for name, peer in cast.peers.items():
        for user, since in [(cast.users[name], None), *_supervisors(cast, name)]:
            if (user.name, name) in not_yet:
                continue
            moment = cast.at(days - 3, 10)
            with living(moment if since is None else min(max(moment, since + HOUR), cast.now), user):
                accept_role(version=version, peer=peer, by=user)
    _learn(cast, told)
    for one in told["hours"]["peers"]:
        _work(cast, one, told["hours"]["weeks"])


def _publish(cast: Cast, told: dict[str, Any]) -> RoleVersion:
    """What the product brings, and a line of their own."""
    office = cast.office
    with living(cast.at(told["published_days_ago"], 14), office):
        version = rules.start_role_agreement(by=office)
        for own in told["also"]:
            language = own["language"]
            lines = {
                part: "\n".join([*getattr(shipped(language), part), *filter(None, [own.get(part)])])
                for part in PARTS
            }
            rules.write_role_agreement(version=version, language=language, by=office, **lines)
        return rules.publish_role_agreement(version=version, by=office)


def _supervisors(cast: Cast, name: str) -> list[tuple[User, datetime]]:
    """Who looks after that peer today, and since when."""
    links = SupervisionLink.objects.in_force(cast.today).filter(peer=cast.peers[name])
    return [
        (link.supervisor, link.created_at)
        for link in links.select_related("supervisor").order_by("kind", "pk")
    ]


def _learn(cast: Cast, told: dict[str, Any]) -> None:
    for one in told["learned"]:
        user = cast.users[one["peer"]]
        with living(cast.at(one["days_ago"], 18), user):
            add_education(
                day=user.agency.today(), title=one["title"], topic=one["topic"], minutes=one["minutes"],
                is_paid=one["paid"], by=user,
            )  # fmt: skip
    asks = told["renewal"]
    for name in {one["peer"] for one in told["learned"]}:
        with living(cast.at(2, 12), cast.users[name]):
            for credential in cast.peers[name].credentials.all():
                change_credential(
                    credential=credential, title=credential.title, stage=credential.stage,
                    valid_until=credential.valid_until, renew_years=asks["years"], renew_hours=asks["hours"],
                    renew_ethics_hours=asks["ethics"], by=cast.users[name],
                )  # fmt: skip


def _work(cast: Cast, told: dict[str, Any], weeks: int) -> None:
    """Every Friday at five, with a little more or less than usual; this week is still to be written."""
    user, chance = cast.users[told["peer"]], dice("hours", told["peer"])
    if told["counted"]:
        with living(cast.at(7 * (weeks + 1), 12), user):
            include_hours(included=True, by=user)
    zone = ZoneInfo(cast.agency.time_zone)
    for number in range(weeks, 0, -1):
        monday = monday_of(cast.today) - number * WEEK
        minutes = {str(kind): _about(told[kind], chance.choice([-30, 0, 0, 30])) for kind in WorkWeek.SAID}
        friday = datetime.combine(monday + timedelta(days=4), time(17), zone)
        with living(friday, user):
            write_week(
                week=monday, paid_minutes=told["paid"], minutes=minutes, not_paid=told["not_paid"], by=user
            )


def _about(minutes: int, more: int) -> int:
    return max(0, minutes + more) if minutes else 0
