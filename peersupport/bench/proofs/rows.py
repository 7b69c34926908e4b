"""A scene as rows, written in bulk by the application's own role with every trigger and constraint at work."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection

from consent.models import ConfidentialityPolicy, ConsentChoice, ConsentRecord, PolicyAudience
from peersupport.accounts.models import Agency, Membership, Program, User
from peersupport.core.principal import rows_for_principal
from peersupport.people.models import (
    BlockedStaff,
    Pairing,
    PeerSpecialist,
    PersonGrant,
    SupervisionLink,
    SupportedPerson,
)
from sessions_app.models import Attendance, SessionNote, SupportSession

from .oracle import Agreement, Key, Policy
from .rows_groups import write_gatherings
from .scene import Scene


def write(scene: Scene) -> None:
    """Insert everything and bring the gate rows up to date. Call inside a transaction."""
    _Writer(scene).write()


class _Writer:
    def __init__(self, scene: Scene) -> None:
        self.scene, self.world, self.now = scene, scene.world, scene.world.now
        self.programs: dict[tuple[Key, str], Program] = {}
        self.policies: dict[int, ConfidentialityPolicy] = {}
        self.clerks: dict[Key, User] = {}

    def write(self) -> None:
        for step in (
            self.houses,
            self.users,
            self.policy_versions,
            self.people,
            self.agreements,
            self.relations,
            self.meetings,
        ):
            step()
        people = list(self.world.people)
        rows_for_principal("SELECT consent_refresh(%s)", [people])
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def houses(self) -> None:
        for number, (key, house) in enumerate(self.world.houses.items()):
            name = f"House {number}"
            agency = Agency(id=key, name=name, neutral_name=name, time_zone=house.zone, languages=["en"])
            Agency.objects.bulk_create([agency])
            zones = {person.zone for person in self.world.people.values() if person.house == key}
            for zone in sorted(zones):
                program = Program(
                    agency_id=key,
                    names={"en": zone},
                    level="brief",
                    time_zone=zone,
                    supervision_model="hybrid",
                )
                self.programs[key, zone] = program
            self.clerks[key] = User(agency_id=key, email=f"clerk@{key}.test", name="Clerk", is_active=False)
        Program.objects.bulk_create(self.programs.values())
        User.objects.bulk_create(self.clerks.values())

    def users(self) -> None:
        readers = self.world.readers.items()
        User.objects.bulk_create(
            User(
                id=key,
                agency_id=user.house,
                email=f"{key}@made.test",
                name="N",
                kind=user.kind,
                is_active=user.active,
            )
            for key, user in readers
        )
        Membership.objects.bulk_create(
            Membership(
                agency_id=user.house, user_id=key, role=role, made_by=self.clerks[user.house], **vars(span)
            )
            for key, user in readers
            for role, span in user.memberships
        )
        PeerSpecialist.objects.bulk_create(
            PeerSpecialist(id=peer, agency_id=self.world.readers[user].house, user_id=user)
            for peer, user in self.world.peers.items()
        )

    def policy_versions(self) -> None:
        for house, versions in self.scene.policies.items():
            for number, policy in enumerate(versions, start=1):
                row = ConfidentialityPolicy(
                    agency_id=house,
                    version=number,
                    written_by=self.clerks[house],
                    own_text_days=policy.own_text_days,
                )
                ConfidentialityPolicy.objects.bulk_create([row])
                self.policies[id(policy)] = row
                PolicyAudience.objects.bulk_create(
                    PolicyAudience(agency_id=house, policy=row, audience=audience, content=content, rule=rule)
                    for (audience, content), rule in policy.rules.items()
                )
                is_out = policy is self.world.houses[house].published
                ConfidentialityPolicy.objects.filter(pk=row.pk).update(
                    state="published" if is_out else "retired", valid_from=self.now - timedelta(days=300)
                )

    def people(self) -> None:
        SupportedPerson.objects.bulk_create(
            SupportedPerson(
                id=key, agency_id=person.house, program=self.programs[person.house, person.zone],
                user_id=person.user, also_staff_id=person.also_staff, chosen_name=str(key), name_key="n",
                added_by=self.clerks[person.house],
            )
            for key, person in self.world.people.items()
        )  # fmt: skip

    def agreements(self) -> None:
        records, choices = [], []
        for key, person in self.world.people.items():
            for version, agreement in enumerate(person.agreements, start=1):
                record = self.record(key, person.house, version, agreement)
                records.append(record)
                choices += [
                    ConsentChoice(agency_id=person.house, consent=record, audience=audience, content=content,
                                  allowed=allowed)
                    for (audience, content), allowed in agreement.choices.items()
                ]  # fmt: skip
        ConsentRecord.objects.bulk_create(records)
        ConsentChoice.objects.bulk_create(choices)

    def record(self, person: Key, house: Key, version: int, agreement: Agreement) -> ConsentRecord:
        signed: Policy = agreement.signed
        return ConsentRecord(
            agency_id=house, person_id=person, policy=self.policies[id(signed)], version=version,
            answer=agreement.answer, level="brief", language="en", held_by=self.clerks[house],
            way="typed", signed_at=self.now - timedelta(days=200 - version), expires_at=agreement.expires_at,
            withdrawn_at=self._past(agreement.withdrawn), superseded_at=self._past(agreement.superseded),
        )  # fmt: skip

    def _past(self, happened: bool) -> datetime | None:
        return self.now - timedelta(hours=1) if happened else None

    def relations(self) -> None:
        Pairing.objects.bulk_create(self.pairing(number) for number in range(len(self.world.pairings)))
        SupervisionLink.objects.bulk_create(
            SupervisionLink(agency_id=self.house_of(link.peer), peer_id=link.peer, supervisor_id=link.supervisor,
                            kind=link.kind, opens_at=link.opens_at, made_by=self.clerks[self.house_of(link.peer)],
                            **vars(link.span))
            for link in self.world.links
        )  # fmt: skip
        BlockedStaff.objects.bulk_create(
            BlockedStaff(agency_id=self.world.people[person].house, person_id=person, user_id=user)
            for person, user in self.world.blocks
        )
        permission = Permission.objects.get(codename="view_supportedperson")
        PersonGrant.objects.bulk_create(
            PersonGrant(agency_id=self.world.people[grant.person].house, permission=permission, user_id=grant.user,
                        content_object_id=grant.person, audience=grant.audience, contents=list(grant.contents),
                        reason="made", starts_at=grant.starts_at, ends_at=grant.ends_at,
                        granted_by=self.clerks[self.world.people[grant.person].house],
                        revoked_at=self._past(grant.revoked))
            for grant in self.world.grants
        )  # fmt: skip

    def house_of(self, peer: Key) -> Key:
        return self.world.readers[self.world.peers[peer]].house

    def pairing(self, number: int) -> Pairing:
        pairing = self.world.pairings[number]
        house = self.house_of(pairing.peer)
        notes = [m.at for m in self.scene.meetings
                 if m.note and (m.peer, m.person) == (pairing.peer, pairing.person)]  # fmt: skip
        notes += [g.at for g in self.scene.gatherings if g.peer == pairing.peer
                  for person, note in g.came if note and person == pairing.person]  # fmt: skip
        others = [peer for peer in self.scene.peers_of(house) if peer != pairing.peer]
        return Pairing(
            agency_id=house, person_id=pairing.person, peer_id=pairing.peer, state=pairing.state,
            offered_by=self.clerks[house], offered_at=self.now, peer_yes_at=self.now, person_yes_at=self.now,
            paused_at=self.now if pairing.state == "paused" else None,
            covers_for_id=others[0] if pairing.covers else None, opens_at=pairing.opens_at,
            last_note_at=max(notes, default=None), walked_until=pairing.walked_until,
            confirm_by=self.now.date() if pairing.unconfirmed else None, **vars(pairing.span),
        )  # fmt: skip

    def meetings(self) -> None:
        sessions, attendances, notes = [], [], []
        for meeting in self.scene.meetings:
            person = self.world.people[meeting.person]
            common: dict[str, Any] = {"agency_id": person.house, "peer_id": meeting.peer}
            sessions.append(SupportSession(
                id=meeting.id, program=self.programs[person.house, person.zone], level="brief", state=meeting.state,
                local_start=f"{meeting.at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=meeting.at, minutes=30,
                has_note=meeting.note is not None, closed_at=meeting.at, **common,
            ))  # fmt: skip
            attendance = Attendance(
                session_id=meeting.id, person_id=meeting.person, starts_at=meeting.at, **common
            )
            attendances.append(attendance)
            if meeting.note:
                notes.append(SessionNote(
                    id=meeting.note, attendance=attendance, session_id=meeting.id, person_id=meeting.person,
                    at=meeting.at, completed_at=meeting.at, language="en", **common,
                ))  # fmt: skip
        SupportSession.objects.bulk_create(sessions)
        Attendance.objects.bulk_create(attendances)
        SessionNote.objects.bulk_create(notes)
        first = {house: program for (house, _zone), program in self.programs.items()}
        write_gatherings(self.scene, first, self.clerks)
