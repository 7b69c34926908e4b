"""One agency of the benchmark while it is being filled."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from peersupport.accounts.models import Agency, Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people.models import PeerSpecialist, SupportedPerson


@dataclass
class House:
    """One agency while it is being filled."""

    agency: Agency
    program: Program
    dice: random.Random
    users: list[User] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    peers: list[PeerSpecialist] = field(default_factory=list)
    people: list[SupportedPerson] = field(default_factory=list)

    @property
    def admin(self) -> User:
        return self.users[0]

    def user(self, role: str, number: int, kind: str = "staff") -> User:
        email = f"{role}{number}@{self.agency.neutral_name}.example"
        user = User(agency=self.agency, email=email, name=f"{role.title()} {number}", kind=kind, password="!")
        self.users.append(user)
        return user

    def member(self, word: str, number: int, role: Role) -> User:
        user = self.user(word, number)
        self.members.append(Membership(agency=self.agency, user=user, role=role, starts_on=long_ago().date()))
        return user

    def peer(self, word: str, number: int) -> PeerSpecialist:
        user = self.member(word, number, Role.PEER)
        peer = PeerSpecialist(agency=self.agency, user=user, languages=["en"])
        self.peers.append(peer)
        return peer


def long_ago() -> datetime:
    return clock.ago(days=750)


def save(rows: Iterable[models.Model]) -> None:
    rows = list(rows)
    type(rows[0])._default_manager.bulk_create(rows, batch_size=1000)
