"""After every step of a random walk through the services, each gate row equals what the chain of agreements says."""

import random
from collections import Counter
from collections.abc import Callable

from django.db import transaction

from consent.models import ConfidentialityPolicy, ConsentNow, PolicyAudience
from consent.rule import AT_MOST
from consent.services import propose_policy, publish_policy, record_answer, start_policy, withdraw_consent
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as, rows_for_principal
from peersupport.people.models import BlockedStaff, Pairing, SupportedPerson
from peersupport.people.services import (
    block_staff,
    end_pairing,
    pause_pairing,
    resume_pairing,
    unblock_staff,
)

from .house import build, walk_again

DRIFTED = """SELECT g.person_id FROM consent_consentnow g LEFT JOIN consent_computed c USING (person_id)
WHERE (g.consent_id, g.allows, g.valid_until, g.level)
  IS DISTINCT FROM (c.consent_id, coalesce(c.allows, 0), c.valid_until, coalesce(c.level, 'attendance'))"""


def drifted() -> list[str]:
    """Gate rows that say something else than the chain."""
    return [str(row[0]) for row in rows_for_principal(DRIFTED)]


class _Walk:
    def __init__(self, seed: int) -> None:
        self.rng, self.house = random.Random(seed), build(people=5)
        self.steps: Counter[str] = Counter()

    def one_of(self) -> SupportedPerson:
        return self.rng.choice(self.house.people)

    def pairing(self, person: SupportedPerson) -> Pairing:
        return Pairing.objects.get(person=person, peer=self.house.peer)

    def answer(self, person: SupportedPerson) -> None:
        choices = {cell: self.rng.random() < 0.6 for cell in AT_MOST if self.rng.random() < 0.8}
        record_answer(
            person=person, answer=self.rng.choice(("yes", "yes", "yes", "not_today", "no")), choices=choices,
            language="en", way="typed", signature="S", by=person.user,
        )  # fmt: skip

    def withdraw(self, person: SupportedPerson) -> None:
        withdraw_consent(person=person, by=person.user)

    def publish(self, _person: SupportedPerson) -> None:
        """A version that lay open for its days; refused ones leave no draft behind."""
        with transaction.atomic():
            policy = start_policy(agency=self.house.agency, by=self.house.office)
            for cell in policy.audiences.all():
                most = AT_MOST.get((cell.audience, cell.content), 0)
                PolicyAudience.objects.filter(pk=cell.pk).update(rule=self.rng.randint(0, most))
            propose_policy(policy=policy, by=self.house.office)
            ConfidentialityPolicy.objects.filter(pk=policy.pk).update(comments_until=clock.ago(days=2))
            publish_policy(policy=policy, by=self.house.office)

    def keep_away(self, person: SupportedPerson) -> None:
        block_staff(person=person, user=self.house.peer.user, by=person.user)

    def let_in(self, person: SupportedPerson) -> None:
        unblock_staff(person=person, user=self.house.peer.user, by=person.user)

    def pause(self, person: SupportedPerson) -> None:
        pause_pairing(pairing=self.pairing(person), by=person.user)

    def resume(self, person: SupportedPerson) -> None:
        resume_pairing(pairing=self.pairing(person), by=person.user)

    def goodbye(self, person: SupportedPerson) -> None:
        end_pairing(pairing=self.pairing(person), by=person.user)

    def again(self, person: SupportedPerson) -> None:
        walk_again(person, peer=self.house.peer, office=self.house.office)

    def step(self) -> tuple[str, list[str]]:
        """One random action; what is wrong after it."""
        actions: list[Callable[[SupportedPerson], None]] = [
            self.answer, self.answer, self.withdraw, self.publish, self.keep_away, self.let_in,
            self.pause, self.resume, self.goodbye, self.again,
        ]  # fmt: skip
        action, person = self.rng.choice(actions), self.one_of()
        before = ConsentNow.objects.get(person=person)
        was_blocked = BlockedStaff.objects.filter(person=person).exists()
        try:
            action(person)
        except (DomainError, SupportedPerson.DoesNotExist, Pairing.DoesNotExist):
            return "refused", []
        after = ConsentNow.objects.get(person=person)
        name = action.__name__
        wrong = [f"{name}: the gate of {person_id} is stale" for person_id in drifted()]
        narrowed = name in {"withdraw", "pause", "goodbye"} or (name == "keep_away" and not was_blocked)
        if narrowed and after.changes == before.changes:
            wrong.append(f"{name}: the gate of {person.pk} did not notice")
        return name, wrong


def prove(*, seed: int, size: int) -> dict[str, object]:
    """`size` steps."""
    walk, wrong = _Walk(seed), []
    with acting_as(None):
        for _ in range(size):
            name, problems = walk.step()
            walk.steps[name] += 1
            wrong += problems
    return {"steps": size, "kinds": len(walk.steps), "refused": walk.steps["refused"], "differences": len(wrong),
            "examples": wrong}  # fmt: skip
