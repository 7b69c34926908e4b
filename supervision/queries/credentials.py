"""A peer's certificates, what they learned towards the next renewal, and what some states ask for."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from peersupport.people.models import Credential, PeerSpecialist
from supervision.models import EducationHours

SOON = timedelta(days=90)
EDUCATION_AT_MOST = 50


@dataclass(frozen=True)
class Example:
    """What a state asks for at renewal, as its public pages say. Nobody here has checked it."""

    name: Any
    years: int
    hours: int | None = None
    ethics: int | None = None


EXAMPLES = [
    Example(_("California"), 2, 20, 6),
    Example(_("Minnesota"), 2, 30),
    Example(_("Texas, after the first time"), 2),
]


@dataclass(frozen=True)
class Certificate:
    credential: Credential
    runs_out_soon: bool
    ran_out: bool
    since: date | None
    learned: int
    learned_ethics: int

    @property
    def asks(self) -> int | None:
        return None if self.credential.renew_hours is None else self.credential.renew_hours * 60

    @property
    def asks_ethics(self) -> int | None:
        hours = self.credential.renew_ethics_hours
        return None if hours is None else hours * 60

    @property
    def is_short(self) -> bool:
        """Whether there is something left to learn for it, where its rule says from when on learning counts."""
        short = self.learned < (self.asks or 0) or self.learned_ethics < (self.asks_ethics or 0)
        return self.since is not None and short


@dataclass(frozen=True)
class CredentialsPage:
    certificates: list[Certificate]
    education: list[EducationHours]
    examples: list[Example]


def credentials_page(peer: PeerSpecialist) -> CredentialsPage:
    """Two queries: what runs out first stands first, what was learned last stands first."""
    today = peer.agency.today()
    education = list(EducationHours.objects.filter(peer=peer).order_by("-day", "-created_at", "pk"))
    return CredentialsPage(
        certificates=[
            certificate_of(one, education, today) for one in peer.credentials.order_by("valid_until", "pk")
        ],
        education=education[:EDUCATION_AT_MOST],
        examples=EXAMPLES,
    )


def certificate_of(credential: Credential, education: list[EducationHours], today: date) -> Certificate:
    since = _counts_since(credential, today)
    counted = [row for row in education if since is not None and row.day >= since]
    ends = credential.valid_until
    return Certificate(
        credential=credential,
        runs_out_soon=ends is not None and today <= ends <= today + SOON,
        ran_out=ends is not None and ends < today,
        since=since,
        learned=sum(row.minutes for row in counted),
        learned_ethics=sum(row.minutes for row in counted if row.topic == EducationHours.Topic.ETHICS),
    )


def _counts_since(credential: Credential, today: date) -> date | None:
    """The day from which education counts: as many years as the rule says before the certificate's last day."""
    if credential.renew_years is None:
        return None
    ends = credential.valid_until or today
    year = max(1, ends.year - credential.renew_years)
    last = ends.replace(year=year, day=28) if (ends.month, ends.day) == (2, 29) else ends.replace(year=year)
    return last + timedelta(days=1)
