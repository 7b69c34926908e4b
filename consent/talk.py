"""Where a conversation stands: what was said so far, what was agreed before, and what there is to ask."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.people.models import SupportedPerson

from .comparison import Difference, differences
from .models import ConfidentialityPolicy, ConsentRecord, ConversationDraft
from .rule import Audience, Content, Rule
from .services import Cell


class Step(StrEnum):
    HERE = "here"
    PROMISE = "promise"
    CHOICES = "choices"
    ANSWER = "answer"

    @property
    def next(self) -> "Step":
        steps = list(Step)
        return steps[min(steps.index(self) + 1, len(steps) - 1)]


@dataclass
class Talk:
    """One conversation of two people about one version.

    `said` holds what stands on the pages so far, by step. `earlier` is the yes that would be renewed: in force or run
    out, never one that was taken back.
    """

    person: SupportedPerson
    policy: ConfidentialityPolicy
    peer: User
    key: uuid.UUID
    began_at: datetime
    earlier: ConsentRecord | None
    said: dict[str, Any] = field(default_factory=dict)
    kept_at: datetime | None = None
    new_version: bool = False

    @property
    def language(self) -> str:
        language = self.said.get(Step.HERE, {}).get("language", self.person.language)
        return language if language in self.languages else self.languages[0]

    @property
    def languages(self) -> list[str]:
        return list(self.person.agency.languages)

    @property
    def step(self) -> Step:
        """Where to go on. Who agreed before is not asked again who they are."""
        first = Step.PROMISE if self.earlier else Step.HERE
        return Step(self.said.get("at", first))

    @property
    def heard_the_promise(self) -> bool:
        return Step.PROMISE in self.said

    @property
    def is_renewal(self) -> bool:
        """The same promise once more: only "is it still right?"."""
        return self.earlier is not None and self.earlier.policy_id == self.policy.pk

    def asked(self) -> list[Cell]:
        cells = self.policy.audiences.filter(rule=Rule.ASK).order_by("audience", "content")
        return [(Audience(a), Content(c)) for a, c in cells.values_list("audience", "content")]

    def chosen_before(self) -> dict[Cell, bool]:
        """The answers of the earlier yes. A question that is new stays open, and so counts as no."""
        if self.earlier is None:
            return {}
        rows = self.earlier.choices.with_taken_back()  # type: ignore[attr-defined]
        return {(row.audience, row.content): row.allowed and row.taken_back_at is None for row in rows}

    def what_is_new(self) -> list[Difference]:
        """What another promise changes for who agreed to the one before. Empty for a first talk and a renewal."""
        if self.earlier is None or self.is_renewal:
            return []
        return differences(self.earlier.policy, self.policy, language=self.language)

    def answers_of(self, step: Step) -> dict[str, Any]:
        """What stands in the fields of a page so far."""
        return dict(self.said.get(step, {"language": self.language} if step == Step.HERE else {}))

    def around(self) -> dict[str, str]:
        here, promise = (self.said.get(step, {}) for step in (Step.HERE, Step.PROMISE))
        return {
            "interpreter": here.get("interpreter", ""),
            "present": here.get("present", ""),
            "questions": promise.get("questions", ""),
            "say_back": promise.get("say_back", ""),
        }


def talk_with(*, person: SupportedPerson, policy: ConfidentialityPolicy, peer: User) -> Talk:
    """The peer's talk with this person as it stands. Two or three queries.

    A talk about a version that has been replaced begins anew, but for who was there: what was chosen and said is
    about a promise that nobody makes any more.
    """
    earlier = (
        ConsentRecord.objects.standing().filter(person=person, answer="yes").select_related("policy").first()
    )
    draft = ConversationDraft.objects.filter(author=peer, person=person, expires_at__gt=clock.now()).first()
    talk = Talk(person, policy, peer, uuid.uuid4(), clock.now(), earlier)
    if draft is None:
        return talk
    with reading(by=peer, purpose=Purpose.OWN_WORK, via="author") as handle:
        said = json.loads(handle.open(draft).payload)
    if draft.policy_id != policy.pk:
        said = {step: words for step, words in said.items() if step == Step.HERE}
        talk.new_version = True
    talk.key, talk.began_at, talk.kept_at, talk.said = draft.pk, draft.started_at, draft.updated_at, said
    return talk
