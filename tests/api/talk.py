"""Two who talk about the promise, each with a token."""

from consent.rule import Rule
from consent.services import start_policy
from tests.api.caller import Caller
from tests.consent.agreed import published, put_in_force
from tests.consent.going_out import Going

CELL = {"audience": "clinical", "content": "narrative"}


class Talk(Going):
    """A house that asks about the clinical supervisor, and a token of everybody."""

    def __init__(self):
        super().__init__()
        self.policy = published(self.agency, clinical__narrative=Rule.ASK)
        self.peer_calls, self.me = Caller(self.user), Caller(self.own)
        self.path = f"people/{self.person.pk}/agreement/"

    def said(self, **more):
        yes = {
            "policy_read": str(self.policy.pk), "answer": "yes", "language": "en", "way": "typed",
            "signature": "Sam", "choices": [{**CELL, "allowed": True}],
        }  # fmt: skip
        return {**yes, **more}

    def agree(self, caller=None, **more):
        return (caller or self.peer_calls).post(f"{self.path}answers/", self.said(**more))

    def newer(self):
        self.policy = put_in_force(start_policy(agency=self.agency, by=self.office))
        return self.policy
