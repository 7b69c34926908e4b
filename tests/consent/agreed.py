"""A pair, a published policy and an answer to it."""

from datetime import timedelta

from consent import services
from consent.models import ConfidentialityPolicy
from consent.rule import Audience, Content
from peersupport.core import clock
from tests.factories import make_admin

COVER = (Audience.COVER, Content.NARRATIVE)


def published(agency, **rules):
    """The starter policy in force, with some cells changed: clinical__narrative=Rule.ASK."""
    admin = make_admin(agency=agency)
    draft = services.start_policy(agency=agency, by=admin)
    for cell, rule in rules.items():
        audience, content = cell.split("__")
        draft.audiences.filter(audience=audience, content=content).update(rule=rule)
    return put_in_force(draft)


def put_in_force(draft, *, words_allow_more=False, by=None, **values):
    """The first version at once; a later one lay open, its days are over, and a second person publishes it."""
    if ConfidentialityPolicy.objects.filter(agency=draft.agency).exclude(state="draft").exists():
        services.propose_policy(policy=draft, words_allow_more=words_allow_more, by=draft.written_by)
        days_are_over(draft)
        by = by or make_admin(agency=draft.agency)
    return services.publish_policy(policy=draft, by=by or draft.written_by, **values)


def days_are_over(draft):
    """Two days ago nobody could comment any more."""
    over = clock.now() - timedelta(days=2)
    ConfidentialityPolicy.objects.filter(pk=draft.pk).update(
        proposed_at=over - timedelta(days=14), comments_until=over
    )
    draft.refresh_from_db()


def say(pairing, answer="yes", **values):
    given = {"language": "en", "way": "typed", "signature": "Sam", "by": pairing.peer.user, **values}
    return services.record_answer(person=pairing.person, answer=answer, **given)
