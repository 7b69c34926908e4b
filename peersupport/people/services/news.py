"""What others changed around a person, written into their own space in the transaction that changed it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.people.models import News, Pairing, PeerSpecialist, SupportedPerson
from peersupport.people.relation_querysets import STARTED


def tell(
    people: Iterable[uuid.UUID],
    kind: str,
    *,
    about: User | None = None,
    opens_at: datetime | None = None,
    by: User | None,
) -> None:
    """One row for each of them who lives. What somebody did themselves is no news to them."""
    if by is not None and by.kind == User.Kind.PERSON:
        return
    living = SupportedPerson.objects.filter(pk__in=list(people), died_on=None).order_by()
    now = clock.now()
    News.objects.bulk_create(
        News(agency_id=agency_id, person_id=pk, at=now, kind=News.Kind(kind), about=about, opens_at=opens_at)
        for pk, agency_id in living.values_list("pk", "agency_id")
    )


def people_of(peer: PeerSpecialist) -> list[uuid.UUID]:
    """Everybody who walks or once walked with this peer: a link reaches back over all that they wrote."""
    walked = Pairing.objects.filter(Q(state__in=STARTED) | Q(walked_until__isnull=False), peer=peer)
    return list(walked.order_by().values_list("person_id", flat=True))


@transaction.atomic
def read_news(*, newest: News, by: User) -> None:
    """Everything up to this one has been read. By the person alone. Raises DoesNotExist for somebody else's."""
    newest = News.objects.select_related("person").get(pk=newest.pk, person__user=by)
    News.objects.filter(person=newest.person_id, at__lte=newest.at).unseen().update(seen_at=clock.now())
    record("news.read", target=newest, by=by, person_id=newest.person_id, fields=["seen_at"])
