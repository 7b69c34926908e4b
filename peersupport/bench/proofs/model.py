"""Promises, answers, changes of mind, blocks, links and grants in any order, against twenty lines of Python.

After every step each reader is asked for each person's notes: the database has to answer as the model in memory does.
The model knows no table, no gate row and no order of locks; it is meant to be read beside the design's formula.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from consent.models import ConfidentialityPolicy, PolicyAudience
from consent.querysets import may_read
from consent.services import propose_policy, publish_policy, record_answer, start_policy, withdraw_consent
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, PersonGrant, SupervisionLink, SupportedPerson
from peersupport.people.services import (
    block_staff,
    end_link,
    end_pairing,
    grant_access,
    link_supervision,
    make_peer,
    revoke_grant,
    unblock_staff,
)

from .house import SmallHouse, build, new_person, walk_again
from .house import staff as staff_of

NEVER, ASK, ALWAYS = 0, 1, 2
ASKED = ("clinical", "senior", "paired", "responder")  # whose line of the promise decides about notes here
STAFF = ("author", "later", "clinical", "senior", "responder", "office")
people = st.sampled_from([0, 1])
staff = st.sampled_from(STAFF[:-1])
# A choice left open is a no; more yes than no, so that there is something to close.
yes_or_no = st.fixed_dictionaries({}, optional=dict.fromkeys(ASKED, st.sampled_from([True, True, False])))
promises = st.fixed_dictionaries(dict.fromkeys(ASKED, st.sampled_from([ASK, ASK, NEVER])))


@dataclass
class Told:
    """What the model remembers of one person."""

    signed: dict[str, int] | None = None
    choices: dict[str, bool] = field(default_factory=dict)
    kept_away: set[str] = field(default_factory=set)
    walks_with_later: bool = False
    granted: bool = False


class House:
    """The same house for a number of runs: people are new in every run, readers stay.

    A promise is told to everybody who ever came, so a house that grows for ever would slow the runs down.
    """

    RUNS = 25
    built: ClassVar["House | None"] = None

    def __init__(self) -> None:
        self.small: SmallHouse = build(people=0)
        office = self.small.office
        self.second = staff_of(self.small, "second", Role.ADMIN)
        self.readers = {
            "author": self.small.peer.user,
            "later": staff_of(self.small, "later", Role.PEER),
            "clinical": staff_of(self.small, "clinical", Role.CLINICAL_SUPERVISOR),
            "senior": staff_of(self.small, "senior", Role.SENIOR_PEER_SUPERVISOR),
            "responder": staff_of(self.small, "responder", Role.PEER),
            "office": office,
        }
        self.later = make_peer(user=self.readers["later"], has_room=True, by=office)
        self.runs = 0
        self.rules = dict.fromkeys(ASKED, NEVER)
        self.linked = {"clinical": False, "senior": False}

    @classmethod
    def get(cls) -> "House":
        house = cls.built
        if (
            house is None
            or house.runs >= cls.RUNS
            or not User.objects.filter(pk=house.small.office.pk).exists()
        ):
            house = cls.built = cls()
        house.runs += 1
        return house


class Agreement(RuleBasedStateMachine):
    """One run: two new people, thirty steps, every reader asked after each."""

    steps: ClassVar[Counter[str]] = Counter()
    asked: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self) -> None:
        self.house = House.get()
        self.people: list[SupportedPerson] = [new_person(self.house.small) for _ in range(2)]
        self.told = [Told(), Told()]
        self.grants: dict[int, PersonGrant] = {}
        self.steps["runs"] += 1
        # Every run begins the same, or none could be run again.
        self._promise(dict.fromkeys(ASKED, ASK))
        for kind in ("clinical", "senior"):
            if self.house.linked[kind]:
                self._turn_link(kind)

    def teardown(self) -> None:
        """Whoever said yes takes it back: the next promise has fewer people to narrow."""
        for person, told in zip(getattr(self, "people", []), getattr(self, "told", []), strict=True):
            if told.signed is not None:
                withdraw_consent(person=person, by=person.user)

    # --- What people and the house do ------------------------------------------------------------------------------

    @rule(rules=promises)
    def publish(self, rules: dict[str, int]) -> None:
        self._promise(rules)
        self.steps["publish"] += 1

    def _promise(self, rules: dict[str, int]) -> None:
        office = self.house.small.office
        policy = start_policy(agency=self.house.small.agency, by=office)
        PolicyAudience.objects.filter(policy=policy).update(rule=NEVER)
        for audience, value in rules.items():
            PolicyAudience.objects.filter(policy=policy, audience=audience, content="narrative").update(
                rule=value
            )
        propose_policy(policy=policy, words_allow_more=False, by=office)
        # It lay open for a fortnight, and nobody had anything to say.
        over = clock.now() - timedelta(days=1)
        ConfidentialityPolicy.objects.filter(pk=policy.pk).update(
            proposed_at=over - timedelta(days=14), comments_until=over
        )
        publish_policy(policy=policy, by=self.house.second)
        self.house.rules = rules

    @rule(who=people, answer=st.sampled_from(["yes", "yes", "no", "not_today"]), choices=yes_or_no)
    def say(self, who: int, answer: str, choices: dict[str, bool]) -> None:
        person = self.people[who]
        cells = {(audience, "narrative"): allowed for audience, allowed in choices.items()}
        record_answer(
            person=person,
            answer=answer,
            choices=cells,
            language="en",
            way="typed",
            signature="S",
            by=person.user,
        )
        if answer == "yes":
            self.told[who].signed, self.told[who].choices = dict(self.house.rules), choices
        elif answer == "no":  # "not today" ends no yes
            self.told[who].signed = None
        self.steps["say"] += 1

    @precondition(lambda self: any(told.signed for told in self.told))
    @rule(who=people)
    def take_back(self, who: int) -> None:
        if self.told[who].signed is not None:
            withdraw_consent(person=self.people[who], by=self.people[who].user)
            self.told[who].signed = None
            self.steps["take_back"] += 1

    @rule(who=people, reader=staff)
    def keep_away_or_not(self, who: int, reader: str) -> None:
        person, told = self.people[who], self.told[who]
        change = unblock_staff if reader in told.kept_away else block_staff
        change(person=person, user=self.house.readers[reader], by=person.user)
        told.kept_away ^= {reader}
        self.steps["keep_away"] += 1

    @rule(who=people)
    def walk_with_another(self, who: int) -> None:
        """Starts or ends; nobody is offered a peer whom they keep away."""
        person, told = self.people[who], self.told[who]
        if told.walks_with_later:
            end_pairing(pairing=Pairing.objects.get(person=person, peer=self.house.later), by=person.user)
        elif "later" not in told.kept_away:
            walk_again(person, peer=self.house.later, office=self.house.small.office)
        else:
            return
        told.walks_with_later = not told.walks_with_later
        self.steps["walk"] += 1

    @rule(kind=st.sampled_from(["clinical", "senior"]))
    def link_or_not(self, kind: str) -> None:
        self._turn_link(kind)
        self.steps["link"] += 1

    def _turn_link(self, kind: str) -> None:
        house, supervisor = self.house, self.house.readers[kind]
        if house.linked[kind]:
            end_link(
                link=SupervisionLink.objects.get(supervisor=supervisor, ended_at=None), by=house.small.office
            )
        else:
            link_supervision(
                peer=house.small.peer, supervisor=supervisor, kind=kind, wait_days=0, by=house.small.office
            )
        house.linked[kind] = not house.linked[kind]

    @rule(who=people)
    def grant_or_not(self, who: int) -> None:
        person, told = self.people[who], self.told[who]
        if told.granted:
            revoke_grant(grant=self.grants.pop(who), by=person.user)
        elif "responder" not in told.kept_away:
            self.grants[who] = grant_access(
                person=person, user=self.house.readers["responder"], audience="responder", contents=["narrative"],
                reason="They know each other", ends_at=clock.now() + timedelta(days=7), confirmed_by=None,
                by=person.user,
            )  # fmt: skip
        else:
            return
        told.granted = not told.granted
        self.steps["grant"] += 1

    # --- The formula -----------------------------------------------------------------------------------------------

    def allows(self, told: Told, audience: str) -> bool:
        if told.signed is None:
            return False
        value = min(told.signed[audience], self.house.rules[audience])
        return value == ALWAYS or (value == ASK and told.choices.get(audience, False))

    def opens(self, told: Told, reader: str) -> bool:
        relation = {
            "author": True,
            "later": told.walks_with_later and self.allows(told, "paired"),
            "clinical": self.house.linked["clinical"] and self.allows(told, "clinical"),
            "senior": self.house.linked["senior"] and self.allows(told, "senior"),
            "responder": told.granted and self.allows(told, "responder"),
            "office": False,
        }
        return relation[reader] and reader not in told.kept_away

    @invariant()
    def the_database_says_the_same(self) -> None:
        author = self.house.small.peer.pk
        for reader in STAFF:
            with acting_as(self.house.readers[reader].pk):
                for person, told in zip(self.people, self.told, strict=True):
                    found = may_read(person_id=person.pk, content="narrative", author_id=author)
                    assert found == self.opens(told, reader), f"{reader}: {found}, {told}, {self.house.rules}"
                    self.asked["opened" if found else "closed"] += 1


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` runs of thirty steps. Both answers have to occur, or nothing was asked."""
    return _run(Agreement, seed=seed, size=size)


def _run(machine: type[Agreement], *, seed: int, size: int) -> dict[str, Any]:
    machine.steps, machine.asked, examples = Counter(), Counter(), []
    options = settings(
        max_examples=size, stateful_step_count=30, deadline=None, database=None, print_blob=False,
        report_multiple_bugs=False,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(_seeded(machine, seed), settings=options)
    except AssertionError as error:
        examples.append(str(error))
    runs = machine.steps.pop("runs", 0)
    return {
        "runs": runs,
        "steps": machine.steps.total(),
        "by_kind": dict(sorted(machine.steps.items())),
        "answers": dict(machine.asked),
        "examples": examples,
    }


def _seeded(machine: type[Agreement], number: int) -> type[Agreement]:
    return seed(number)(machine)
