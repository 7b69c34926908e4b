"""The small house of the access table: one person, a reader of every kind, two notes, and the gate as a line says."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
from django.db import transaction

from consent.models import ConsentNow, ConsentRecord
from consent.rule import Audience, Content
from consent.services import publish_policy, record_answer, start_policy
from consent.wording import CHOICES as QUESTIONS
from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from peersupport.people.services import update_contact
from sessions_app.models import CheckIn
from sessions_app.models.codes import CheckInAnswer, CheckInQuestion
from sessions_app.services import complete_session, save_draft
from sessions_app.services.check_ins import week_of
from sessions_app.services.plan import add_goal
from tests import factories
from tests.sessions_app.world import ZONE, an_entry

NAME, PHONE = "Wilhelmina Quark", "+12025550143"
MINUTES, MINUTES_2 = 173, 187
RULES = {"never": 0, "ask": 1, "always": 2}
EVERYTHING = ["facts", "narrative", "plan"]


class TableHouse:
    def __init__(self, superuser: psycopg.Connection[Any]) -> None:
        self.superuser = superuser
        self.agency = factories.make_agency(time_zone=ZONE)
        self.program = factories.make_program(agency=self.agency, level=Program.Level.TOGETHER)
        self.readers: dict[str, User] = {"admin": factories.make_admin(agency=self.agency, name="Office")}
        self.person = factories.make_person(program=self.program, name=NAME, added_by=self.readers["admin"])
        self.readers["person"] = factories.give_account(self.person)
        self._peers()
        self._agree()
        self._write()
        self._supervisors()
        self._let_in()
        Pairing.objects.filter(pk=self.former.pk).update(
            state="ended", ended_at=clock.ago(days=10), end_reason="goodbye"
        )
        self.readers = {name: User.objects.get(pk=user.pk) for name, user in self.readers.items()}

    def _peers(self) -> None:
        peers = {
            name: factories.make_peer(agency=self.agency, name=f"Peer {name}")
            for name in ("author", "paired", "cover", "early", "former", "returned", "other")
        }
        self.peers = peers
        self.readers |= {name: peer.user for name, peer in peers.items()}
        walk = factories.make_pairing(person=self.person, peer=peers["author"])
        factories.make_pairing(person=self.person, peer=peers["paired"])
        factories.make_cover(pairing=walk, peer=peers["cover"])
        factories.make_cover(pairing=walk, peer=peers["early"], opens_at=clock.now() + timedelta(days=1))
        self.former = factories.make_pairing(person=self.person, peer=peers["former"])
        factories.make_pairing(
            person=self.person, peer=peers["returned"], confirm_by=clock.today(ZONE) + timedelta(days=5)
        )

    def _agree(self) -> None:
        admin = self.readers["admin"]
        publish_policy(policy=start_policy(agency=self.agency, by=admin), by=admin)
        record_answer(
            person=self.person, answer="yes", language="en", way="typed", signature="W",
            by=self.readers["person"],
        )  # fmt: skip

    def _write(self) -> None:
        author, person = self.readers["author"], self.person
        self.meetings = {
            name: self._meeting(name, text, minutes)
            for name, text, minutes in (
                ("author", "canary-by-author", MINUTES), ("former", "canary-by-former", MINUTES_2),
            )
        }  # fmt: skip
        with acting_as(author.pk):
            add_goal(person=person, text="canary-goal", idea_of="them", said_mine=True, by=author)
            self.draft = uuid.uuid4()
            save_draft(
                key=self.draft, person=person, form_version=1,
                payload={"text": ["canary-draft"], "raw": json.dumps([])}, by=author,
            )  # fmt: skip
        update_contact(person=person, by=self.readers["person"], phone=PHONE)
        CheckIn.objects.create(
            agency_id=self.agency.pk, person=person, week=week_of(person), question=CheckInQuestion.I_CAN,
            answer=CheckInAnswer.A_LOT, shown=True,
        )  # fmt: skip

    def _meeting(self, name: str, text: str, minutes: int) -> Any:
        by = self.readers[name]
        with acting_as(by.pk):
            entry = an_entry(text=text, minutes=minutes, read_together=True)
            return complete_session(key=uuid.uuid4(), person=self.person, entry=entry, by=by)

    def _supervisors(self) -> None:
        author = self.peers["author"]
        later = clock.now() + timedelta(days=1)
        for name, kind, peer, more in (
            ("clinical", "clinical", author, {}), ("new_clinical", "clinical", author, {"opens_at": later}),
            ("senior", "senior", author, {}), ("far", "clinical", self.peers["other"], {}),
        ):  # fmt: skip
            supervisor = factories.make_supervisor(kind, agency=self.agency, name=f"Staff {name}")
            self.readers[name] = supervisor
            factories.make_link(
                peer=peer, kind=kind, supervisor=supervisor, made_by=self.readers["admin"], **more
            )
        factories.give_role(self.readers["far"], "senior_peer_supervisor")
        factories.make_link(
            peer=self.peers["other"],
            kind="senior",
            supervisor=self.readers["far"],
            made_by=self.readers["admin"],
        )

    def _let_in(self) -> None:
        now = clock.now()
        for name, said in {
            "let_in": {"contents": EVERYTHING},
            "let_in_facts": {"contents": ["facts"], "audience": "clinical"},
            "let_in_later": {"contents": EVERYTHING, "starts_at": now + timedelta(days=1)},
            "was_let_in": {
                "contents": EVERYTHING,
                "starts_at": now - timedelta(days=9),
                "ends_at": clock.ago(days=1),
            },
        }.items():
            self.readers[name] = factories.make_supervisor(
                "clinical", agency=self.agency, name=f"Staff {name}"
            )
            factories.make_grant(
                person=self.person, user=self.readers[name], granted_by=self.readers["admin"], **said
            )

    # --- what a line of the table says --------------------------------------------------------------

    def set_gate(self, policy: str, choice: str) -> None:
        """Every cell of the policy and of the answer alike, past the services; then the gate is worked out as ever."""
        consent = ConsentRecord.objects.get(person=self.person)
        cells = [(audience, content) for audience in Audience.values for content in Content.values]
        su = self.superuser
        su.execute("SET session_replication_role = replica")
        su.execute("DELETE FROM consent_policyaudience WHERE policy_id = %s", [consent.policy_id])
        su.execute("DELETE FROM consent_consentchoice WHERE consent_id = %s", [consent.pk])
        for audience, content in cells:
            common = [uuid.uuid4(), clock.now(), self.agency.pk, audience, content]
            su.execute(
                "INSERT INTO consent_policyaudience (id, created_at, agency_id, audience, content, policy_id, rule) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [*common, consent.policy_id, RULES[policy]],
            )
            if choice != "missing":
                su.execute(
                    "INSERT INTO consent_consentchoice (id, created_at, agency_id, audience, content, consent_id, "
                    "allowed) VALUES (%s, %s, %s, %s, %s, %s, %s)",
                    [*common, consent.pk, choice == "yes"],
                )
        with transaction.atomic():
            ConsentNow.objects.refresh([self.person.pk])
        # A choice that no policy asks about has no words, and no page could say it. The gate knows of it by now.
        for audience, content in set(cells) - {(str(one), str(two)) for one, two in QUESTIONS}:
            su.execute(
                "DELETE FROM consent_consentchoice WHERE consent_id = %s AND audience = %s AND content = %s",
                [consent.pk, audience, content],
            )
        su.execute("SET session_replication_role = origin")

    @contextmanager
    def everybody_kept_away(self) -> Iterator[None]:
        blocks = [
            factories.make_block(person=self.person, user=user)
            for name, user in self.readers.items()
            if name != "person"
        ]
        yield
        for block in blocks:
            block.delete()

    def signs(self) -> dict[str, str]:
        notes = {name: str(meeting.notes.get().pk) for name, meeting in self.meetings.items()}
        return {
            "name": NAME, "phone": PHONE, "words": "canary-by-author", "words_2": "canary-by-former",
            "goal": "canary-goal", "draft": "canary-draft", "minutes": str(MINUTES), "minutes_2": str(MINUTES_2),
            "meeting": str(self.meetings["author"].pk), "meeting_2": str(self.meetings["former"].pk),
            "note": notes["author"], "note_2": notes["former"], "check_in": "showed you",
            "check_in_own": "a lot", "agreed": "What we agreed", "agreed_own": "What we agreed",
            "choice": str(QUESTIONS[Audience.COVER, Content.NARRATIVE].question),
        }  # fmt: skip

    def arguments(self) -> dict[str, tuple[dict[str, Any], str]]:
        """Address → arguments of reverse() and a query."""
        person = {"pk": self.person.pk}
        found: dict[str, tuple[dict[str, Any], str]] = {
            "sessions_app:session_list": ({}, f"?person={self.person.pk}"),
            "sessions_app:session_log": ({}, f"?person={self.person.pk}&draft={self.draft}"),
            "api:sessions": ({}, f"?person={self.person.pk}"),
            "api:goals": (person, "?purpose=documentation"),
            "exchange:people_take": ({}, "?who=all"),
        }
        for name, target in (("author", ""), ("former", "@2")):
            meeting = {"pk": self.meetings[name].pk}
            for route in ("sessions_app:session_detail", "sessions_app:session_read", "my_record:meeting_detail",
                          "api:session"):  # fmt: skip
                found[route + target] = (meeting, "")
            note = {"pk": self.meetings[name].notes.get().pk}
            found["api:note" + target] = (note, "?purpose=documentation")
        for route in ("home:person_page", "home:person_reach", "consent:agreement", "api:person"):
            found[route] = (person, "")
        return found
