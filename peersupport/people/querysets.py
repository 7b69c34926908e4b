"""Whom somebody reaches by the relations of today. What may be read by them stands in consent/sql/access.sql."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from peersupport.accounts.roles import Permission, Role

from .relation_querysets import WALKING

if TYPE_CHECKING:
    from peersupport.accounts.models import User


def _model(name: str) -> Any:
    return apps.get_model("people", name)


class CredentialQuerySet(models.QuerySet[Any]):
    def editable_by(self, user: "User") -> Self:
        """A peer's own, and those of every peer of the house for its office."""
        mine = models.Q(peer__user=user)
        if user.may(Permission.ARRANGE_PAIRINGS):
            mine |= models.Q(agency_id=user.agency_id)
        return self.filter(mine, agency_id=user.agency_id)


class PeerQuerySet(models.QuerySet[Any]):
    def in_agency_of(self, user: "User") -> Self:
        return self.filter(agency_id=user.agency_id)

    def at_work_in(self, agency: Any) -> Self:
        """Everybody who is a peer there today."""
        roles = apps.get_model("accounts", "Membership").objects.in_force(agency.today())
        peers = roles.filter(role=Role.PEER)
        return self.filter(agency_id=agency.pk, user__in=peers.values("user"), user__is_active=True)

    def available_for(self, person: Any) -> Self:
        """Peers who could walk with this person: in the role today, with nothing open or kept away between them."""
        open_already = _model("Pairing").objects.filter(person=person, state__in=("offered", *WALKING))
        blocked = _model("BlockedStaff").objects.filter(person=person)
        return (
            self.at_work_in(person.agency)
            .exclude(user=person.also_staff_id)
            .exclude(pk__in=open_already.values("peer"))
            .exclude(user__in=blocked.values("user"))
        )

    def askable_for(self, person: Any) -> Self:
        """Whom the office may ask for this person. Many reasons end here, so that none shows (decision 0010)."""
        resting = _model("Pairing").objects.filter(person=person, rests_until__gt=person.agency.today())
        return self.available_for(person).filter(has_room=True).exclude(pk__in=resting.values("peer"))

    def with_whether_askable(self, person: Any) -> Self:
        """`is_askable`: the office may ask them for this person."""
        askable = self.model.objects.askable_for(person).filter(pk=OuterRef("pk"))
        return self.annotate(is_askable=Exists(askable))

    def with_room_for(self, person: Any, *, colleagues: bool = False) -> Self:
        """Peers who have room, for a person to choose from; not those they walk with or said goodbye to.

        For a person who also works here everybody is a colleague: nobody, unless they ask for colleagues.
        """
        if person.also_staff_id is not None and not colleagues:
            return self.none()
        goodbye = _model("Pairing").objects.filter(person=person, state="ended", end_reason="goodbye")
        goodbye = goodbye.filter(covers_for=None)
        return self.available_for(person).filter(has_room=True).exclude(pk__in=goodbye.values("peer"))

    def walking_with(self, person: Any) -> Self:
        """Peers who walk with this person today, not counting who stands in."""
        pairings = _model("Pairing").objects.walking().filter(person=person, covers_for=None)
        return self.filter(pk__in=pairings.values("peer"))

    def supervised_by(self, user: "User", kind: str | None = None) -> Self:
        """Peers this user looks after today, by one kind of link or either."""
        from_links = _model("SupervisionLink").objects.held_by(user)
        if kind:
            from_links = from_links.filter(kind=kind)
        return self.filter(pk__in=from_links.values("peer"))


class PersonQuerySet(models.QuerySet[Any]):
    def in_agency_of(self, user: "User") -> Self:
        return self.filter(agency_id=user.agency_id)

    def paired_with(self, user: "User") -> Self:
        """People walking with this peer today, breaks and covers included."""
        return self.filter(pk__in=_model("Pairing").objects.walking_with(user).values("person"))

    def talking_with(self, user: "User") -> Self:
        """People this peer walks with today, or was offered to: those they hold the conversation with."""
        offered = _model("Pairing").objects.filter(peer__user=user, state="offered")
        relations = Q(pk__in=_model("Pairing").objects.walking_with(user).values("person"))
        if Role.PEER in user.roles:
            relations |= Q(pk__in=offered.values("person"))
        blocked = Q(Exists(_model("BlockedStaff").objects.filter(person=OuterRef("pk"), user=user)))
        return self.filter(relations, ~blocked, agency_id=user.agency_id).exclude(also_staff=user)

    def reached_by(self, user: "User") -> Self:
        """People whose chosen name this member of staff may see today, or the person's own row.

        The union of all relations: walking or having walked with them, supervising a peer who does or
        did, an explicit grant, the office. A block ends all of them.
        """
        if user.kind == user.Kind.PERSON:
            return self.filter(user=user)
        if not user.roles:
            return self.none()
        pairings = _model("Pairing").objects
        blocked = Exists(_model("BlockedStaff").objects.filter(person=OuterRef("pk"), user=user))
        relations = Q(pk__in=pairings.walking_with(user).values("person"))
        relations |= Q(pk__in=pairings.once_with(user).values("person"))  # whatever role they have now
        supervised = Q(pk__in=pairings.under(user).values("person"))
        granted = Q(pk__in=_model("PersonGrant").objects.held_by(user).values("content_object"))
        relations |= (supervised | granted) & Q(also_staff=None)
        if Role.ADMIN in user.roles:
            relations |= Q(also_staff=None)
        return self.filter(relations, ~blocked, agency_id=user.agency_id).exclude(also_staff=user)

    def changed_by(self, user: "User") -> Self:
        """People whose things this user may change today: their own, those they walk with, the office's.

        Never a blocked one, never a colleague's other life.
        """
        return self._theirs_by(user, _model("Pairing").objects.walking_with(user))

    def contacted_by(self, user: "User") -> Self:
        """changed_by() without returns that nobody confirmed yet: who may open and change contact details."""
        return self._theirs_by(user, _model("Pairing").objects.walking_with(user).settled())

    def _theirs_by(self, user: "User", walks: models.QuerySet[Any]) -> Self:
        if user.kind == user.Kind.PERSON:
            return self.filter(user=user)
        relations = Q(pk__in=walks.values("person"))
        if Role.ADMIN in user.roles:
            relations |= Q(also_staff=None)
        blocked = Q(Exists(_model("BlockedStaff").objects.filter(person=OuterRef("pk"), user=user)))
        return self.filter(relations, ~blocked, agency_id=user.agency_id).exclude(also_staff=user)

    def chosen(self, user: "User", *, who: str, program: str) -> Self:
        """The part of the list that the filters name: "me", "office" or everybody; one program or all."""
        people = self.filter(program=program) if program else self
        if who == "me":
            return people.filter(pk__in=self.model.objects.paired_with(user).values("pk"))
        return people.filter(confirmed_at=None) if who == "office" else people

    def listed(self) -> Self:
        """Without those who died or are deleted: they stand in no list, search or choice."""
        return self.filter(died_on=None, erased_at=None)

    def with_only_name(self, user: "User") -> Self:
        """`.only_name`: this reader walked with them once and nothing else leads here, so the name is all there is."""
        if user.kind == user.Kind.PERSON or Role.ADMIN in user.roles:
            return self.annotate(only_name=models.Value(False))
        pairings = _model("Pairing").objects
        walks = pairings.walking_with(user).filter(person=OuterRef("pk"))
        under = pairings.under(user).filter(person=OuterRef("pk"))
        granted = _model("PersonGrant").objects.held_by(user).filter(content_object=OuterRef("pk"))
        return self.annotate(only_name=~Exists(walks) & ~Exists(under) & ~Exists(granted))

    def by_name(self) -> Self:
        return self.order_by("name_key", "id")

    def named_like(self, key: str) -> Self:
        """People whose name starts with, or has a word that starts with, this name_key."""
        return self.filter(Q(name_key__startswith=key) | Q(name_key__contains=" " + key))


class NewsQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> Self:
        """What is new for this person, the newest first."""
        return self.filter(person=person).select_related("about").order_by("-at", "-id")

    def unseen(self) -> Self:
        return self.filter(seen_at=None)
