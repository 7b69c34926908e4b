"""Policies and what people answered to them: chains of up to four, almost all in force."""

from consent.models import ConfidentialityPolicy, ConsentChoice, ConsentRecord, PolicyAudience
from consent.rule import AT_MOST, Audience, Content, Rule
from peersupport.core import clock
from peersupport.people.models import SupportedPerson

from .house import House, long_ago, save

ASKED = [cell for cell in AT_MOST if cell != (Audience.PAIRED, Content.NARRATIVE)]


def make_policy(house: House, version: int, state: str) -> ConfidentialityPolicy:
    policy = ConfidentialityPolicy.objects.create(
        agency=house.agency, version=version, written_by=house.admin
    )
    save(
        PolicyAudience(
            agency=house.agency,
            policy=policy,
            audience=audience,
            content=content,
            rule=AT_MOST.get((audience, content), Rule.NEVER),
        )
        for audience in Audience.values
        for content in Content.values
    )
    ConfidentialityPolicy.objects.filter(pk=policy.pk).update(state=state, valid_from=long_ago())
    return policy


def make_agreements(house: House) -> None:
    """96 of 100 have an agreement in force, with chains of up to four; 95 of 100 of its choices are a yes."""
    policies = [make_policy(house, 1, "retired"), make_policy(house, 2, "published")]
    records, choices = [], []
    for person in house.people:
        fate, length = house.dice.random(), house.dice.choice([1, 2, 3, 4])
        if fate < 0.02:
            continue
        for version in range(1, length + 1):
            last = version == length
            record = agreement(house, person, policies[last], version)
            record.superseded_at = None if last else clock.ago(days=400 - version)
            record.withdrawn_at = clock.ago(days=30) if last and fate < 0.03 else None
            record.expires_at = clock.ago(days=10) if last and fate > 0.99 else None
            records.append(record)
            choices += choices_of(house, record)
    save(records)
    save(choices)


def agreement(
    house: House, person: SupportedPerson, policy: ConfidentialityPolicy, version: int
) -> ConsentRecord:
    return ConsentRecord(
        agency=house.agency,
        person=person,
        policy=policy,
        version=version,
        answer="yes",
        level="brief",
        language="en",
        held_by=house.admin,
        way="spoken",
        signed_at=clock.ago(days=500 - version),
    )


def choices_of(house: House, record: ConsentRecord) -> list[ConsentChoice]:
    return [
        ConsentChoice(
            agency=house.agency,
            consent=record,
            audience=audience,
            content=content,
            allowed=house.dice.random() < 0.95,
        )
        for audience, content in ASKED
    ]
