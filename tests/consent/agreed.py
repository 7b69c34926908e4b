"""A pair, a published policy and an answer to it."""

from consent import services
from consent.rule import Audience, Content
from tests.factories import make_admin

COVER = (Audience.COVER, Content.NARRATIVE)


def published(agency, **rules):
    """The starter policy in force, with some cells changed: clinical__narrative=Rule.ASK."""
    admin = make_admin(agency=agency)
    draft = services.start_policy(agency=agency, by=admin)
    for cell, rule in rules.items():
        audience, content = cell.split("__")
        draft.audiences.filter(audience=audience, content=content).update(rule=rule)
    return services.publish_policy(policy=draft, by=admin)


def say(pairing, answer="yes", **values):
    given = {"language": "en", "way": "typed", "signature": "Sam", "by": pairing.peer.user, **values}
    return services.record_answer(person=pairing.person, answer=answer, **given)
