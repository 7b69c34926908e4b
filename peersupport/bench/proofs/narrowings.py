"""What takes a standing or a permission away, who does it, what undoes it, and what each is raced against."""

from collections.abc import Callable
from dataclasses import dataclass

from consent import services
from peersupport.accounts.models import User
from peersupport.people import services as people
from peersupport.people.models import Pairing

from .race_scene import Scene

Step = Callable[[Scene], object]
Act = Callable[[Scene, User], None]


@dataclass(frozen=True)
class Operation:
    """By one of `by`, another in every trial."""

    act: Act
    by: tuple[str, ...]


@dataclass(frozen=True)
class Narrowing:
    """`widen` makes up for it before the next trial; `prepare` is what has to be there before it can come."""

    narrow: Step
    widen: Step
    against: dict[str, Operation]
    prepare: Step = lambda scene: None


def take_back_one(scene: Scene) -> None:
    services.take_back_choice(person=scene.person, audience="paired", content="narrative", by=scene.own)


def say_goodbye(scene: Scene) -> None:
    people.end_pairing(pairing=Pairing.objects.get(person=scene.person, peer=scene.peer), by=scene.own)


def link_again(scene: Scene) -> None:
    scene.link = scene.linked()


def grant_again(scene: Scene) -> None:
    scene.grant = scene.granted()


def promise_again(scene: Scene) -> None:
    scene.promise(wide=True)
    scene.agree()


SAVE = Operation(Scene.save, ("peer",))
# A stricter promise stops no note: the two go on under what they signed, and the new one decides who reads it. What may
# not come after it is a yes to the version before.
SIGN = Operation(Scene.sign, ("peer", "person"))
SEND = Operation(Scene.send, ("peer",))
READ = Operation(Scene.read, ("peer",))
READ_BY_ANY = Operation(Scene.read, ("peer", "supervisor", "guest"))

NARROWINGS: dict[str, Narrowing] = {
    "withdrawal": Narrowing(
        lambda s: services.withdraw_consent(person=s.person, by=s.own),
        Scene.agree,
        {"save": SAVE, "disclosure": SEND, "read": READ_BY_ANY},
    ),
    "choice_taken_back": Narrowing(take_back_one, Scene.agree, {"disclosure": SEND, "read": READ}),
    "block": Narrowing(
        lambda s: people.block_staff(person=s.person, user=s.users["peer"], by=s.own),
        lambda s: people.unblock_staff(person=s.person, user=s.users["peer"], by=s.own),
        {"save": SAVE, "disclosure": SEND, "read": READ},
    ),
    "end_of_pairing": Narrowing(
        say_goodbye, Scene.walk, {"save": SAVE, "disclosure": SEND, "read": READ}
    ),
    "end_of_link": Narrowing(
        lambda s: people.end_link(link=s.link, by=s.office),
        link_again,
        {
            "disclosure": Operation(Scene.send_by_limit, ("supervisor",)),
            "read": Operation(Scene.read, ("supervisor",)),
        },
    ),
    "revoked_grant": Narrowing(
        lambda s: people.revoke_grant(grant=s.grant, by=s.own),
        grant_again,
        {"read": Operation(Scene.read, ("guest",))},
    ),
    "stricter_promise": Narrowing(
        lambda s: services.publish_policy(policy=s.stricter, by=s.second),
        promise_again,
        {"save": SIGN, "disclosure": Operation(Scene.send_by_limit, ("peer", "supervisor")), "read": READ_BY_ANY},
        prepare=Scene.be_stricter_next,
    ),
    "permission_taken_back": Narrowing(
        lambda s: services.end_release(release=s.release, by=s.own), Scene.allow, {"disclosure": SEND}
    ),
}  # fmt: skip

# Pairs that are no race, and why.
LEFT_OUT = {
    "choice_taken_back": {"save": "a choice says who reads, not whether the two write"},
    "end_of_link": {"save": "who looks after a peer writes no meetings down"},
    "revoked_grant": {
        "save": "a grant lets somebody read and write nothing",
        "disclosure": "nothing goes out of the house on a grant",
    },
    "permission_taken_back": {
        "save": "notes need no permission to be sent",
        "read": "what may be sent is not what may be read",
    },
}
