"""From the stored words of a policy to what a page shows: names filled in, conditions applied, blocks for templates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from peersupport.accounts.models import Program
from peersupport.people.models import PeerSpecialist, SupervisionLink, SupportedPerson

from .models import ConfidentialityPolicy, ConsentRecord, PolicyLimit, PolicyTerms
from .rule import Audience, Content

CONDITION = re.compile(r"^(- )?\[if (\w[\w ]*)\] ", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")


@dataclass(frozen=True)
class ChoiceWords:
    """One choice a policy may leave to the person, in plain words."""

    question: Any
    yes_means: Any
    no_means: Any


CHOICES = {
    (Audience.CLINICAL, Content.NARRATIVE): ChoiceWords(
        gettext_lazy("Can the clinical supervisor read our notes? They look after safety and paperwork."),
        gettext_lazy("They may open a note. You see when and why."),
        gettext_lazy("They see that there is a note. They can't open it."),
    ),
    (Audience.SENIOR, Content.NARRATIVE): ChoiceWords(
        gettext_lazy("Can the senior peer supervisor read our notes? They help me stay a good peer."),
        gettext_lazy("They may open a note. You see when and why."),
        gettext_lazy("I can still ask them for advice without saying your name."),
    ),
    (Audience.COVER, Content.NARRATIVE): ChoiceWords(
        gettext_lazy("If I am away, can one other peer read our notes?"),
        gettext_lazy("You choose who. It ends when I am back."),
        gettext_lazy("You wait for me, or you start fresh with them."),
    ),
    (Audience.PAIRED, Content.NARRATIVE): ChoiceWords(
        gettext_lazy("If another peer walks with you later, can they read what we wrote?"),
        gettext_lazy("They can read our notes while they walk with you."),
        gettext_lazy("You start fresh with them."),
    ),
    (Audience.RESPONDER, Content.NARRATIVE): ChoiceWords(
        gettext_lazy("If we need help fast, can the supervisor on call read our notes?"),
        gettext_lazy("They may open a note. You see when and why."),
        gettext_lazy("They can't open our notes."),
    ),
    (Audience.RESPONDER, Content.PLAN): ChoiceWords(
        gettext_lazy("If we need help fast, can the supervisor on call see your plan for hard times?"),
        gettext_lazy("They read your plan, so they know your wishes."),
        gettext_lazy("They don't have it."),
    ),
}


@dataclass(frozen=True)
class Span:
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list of items, each a list of spans."""

    kind: str  # "text", "list" or "steps"
    lines: list[list[Span]]


def fill(text: str, words: Mapping[str, str], facts: set[str]) -> str:
    """Drop the lines whose condition does not hold, then put names in. An unknown {word} stays as it is."""
    kept = []
    for line in text.splitlines():
        condition = CONDITION.match(line)
        if condition is None:
            kept.append(line)
        elif condition[2] in facts:
            kept.append(CONDITION.sub(lambda found: found[1] or "", line, count=1))
    return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], found[0]), "\n".join(kept))


def blocks(text: str) -> list[Block]:
    """Paragraphs, "- " lists and numbered steps; **bold** inside. Everything else is plain text."""
    found: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for kind, lines in _runs(paragraph.splitlines()):
            if kind == "text":
                found.append(Block("text", [_spans(" ".join(lines))]))
            else:
                found.append(Block(kind, [_spans(re.sub(r"^(- |\d+\. )", "", line)) for line in lines]))
    return found


def _runs(lines: list[str]) -> list[tuple[str, list[str]]]:
    runs: list[tuple[str, list[str]]] = []
    for line in lines:
        kind = "list" if line.startswith("- ") else "steps" if re.match(r"\d+\. ", line) else "text"
        if runs and runs[-1][0] == kind:
            runs[-1][1].append(line)
        else:
            runs.append((kind, [line]))
    return runs


def _spans(line: str) -> list[Span]:
    spans, end = [], 0
    for found in BOLD.finditer(line):
        spans.append(Span(line[end : found.start()]))
        spans.append(Span(found[1] or found[2], strong=True))
        end = found.end()
    return [span for span in [*spans, Span(line[end:])] if span.text]


@dataclass(frozen=True)
class LimitPage:
    order: int
    title: str
    plain_words: list[Block]
    counts: list[list[Span]]
    counts_not: list[list[Span]]
    who_is_told: list[Block]
    what_we_do_first: list[Block]
    not_when: list[Block]
    told: list[str]
    within: str

    @property
    def key(self) -> str:
        return f"limit-{self.order}"


@dataclass(frozen=True)
class PolicyWords:
    """A policy as one person reads it, in one language. kept stands at the end of closing, too."""

    language: str
    short: list[Block]
    opening: list[Block]
    who_else: list[Block]
    closing: list[Block]
    kept: list[Block]
    limits: list[LimitPage]


def words_for(
    *,
    policy: ConfidentialityPolicy,
    person: SupportedPerson,
    peer: PeerSpecialist,
    language: str,
    consent: ConsentRecord | None = None,
) -> PolicyWords:
    """The texts of `policy` with the names of this person's peer, supervisors and house. Five queries."""
    with override(language):
        words, facts = _names(person, peer, policy, consent), _facts(person)
    return pages_of(policy=policy, language=language, words=words, facts=facts)


def pages_of(
    *, policy: ConfidentialityPolicy, language: str, words: Mapping[str, str], facts: set[str]
) -> PolicyWords:
    """Every page of `policy` with these names. A page that nobody wrote yet is empty. Three queries."""
    texts = {text.page: text.body for text in policy.texts.filter(language=language)}

    terms = {found.order: found for found in policy.terms.all()}

    def show(text: str) -> list[Block]:
        return blocks(fill(text, words, facts))

    kept = show(texts.get("kept", "")) if policy.kept_for else []
    return PolicyWords(
        language=language,
        short=show(texts.get("short", "")),
        opening=show(texts.get("opening", "")),
        who_else=show(texts.get("who_else", "")),
        closing=[*show(texts.get("closing", "")), *_about_notes(policy, language), *kept],
        kept=kept,
        limits=[
            _limit(limit, terms.get(limit.order), words, facts)
            for limit in policy.limits.filter(language=language)
        ],
    )


def _about_notes(policy: ConfidentialityPolicy, language: str) -> list[Block]:
    """What the days of the version mean for whoever wants to read: said whatever else the house wrote."""
    if not policy.note_delay_days:
        return []
    with override(language):
        said = ngettext(
            "A note opens for you %(count)d day after it is written. Nobody can close it to you.",
            "A note opens for you %(count)d days after it is written. Nobody can close it to you.",
            policy.note_delay_days,
        )
        return blocks(said % {"count": policy.note_delay_days})


def _limit(
    limit: PolicyLimit, terms: PolicyTerms | None, words: Mapping[str, str], facts: set[str]
) -> LimitPage:
    """Versions from before the studio say nothing about what is told at most and how soon."""
    with override(limit.language):
        told = [str(PolicyTerms.Told(kind).label) for kind in terms.told] if terms else []
        within = str(PolicyTerms.Within(terms.within).label) if terms else ""
    return LimitPage(
        order=limit.order,
        title=limit.title,
        plain_words=blocks(fill(limit.plain_words, words, facts)),
        counts=[_spans(fill(item, words, facts)) for item in limit.counts],
        counts_not=[_spans(fill(item, words, facts)) for item in limit.counts_not],
        who_is_told=blocks(fill(limit.who_is_told, words, facts)),
        what_we_do_first=blocks(fill(limit.what_we_do_first, words, facts)),
        not_when=blocks(fill(limit.not_when, words, facts)),
        told=told,
        within=within,
    )


def _names(
    person: SupportedPerson,
    peer: PeerSpecialist,
    policy: ConfidentialityPolicy,
    consent: ConsentRecord | None,
) -> dict[str, str]:
    supervisors = {
        link.kind: link.supervisor.name
        for link in SupervisionLink.objects.in_force(person.agency.today())
        .filter(peer=peer)
        .select_related("supervisor")
    }
    until = consent.expires_at if consent else None
    return {
        "peer": peer.user.name,
        "agency": person.agency.neutral_name,
        "program": person.program.name,
        "open_door_program": _open_door(person) or "",
        "clinical_supervisor": supervisors.get("clinical") or _("the clinical supervisor"),
        "senior_peer_supervisor": supervisors.get("senior") or _("the senior peer supervisor"),
        "on_call_phone": person.agency.on_call_phone,
        "minutes": str(policy.acknowledge_minutes),
        "crisis_team": _("the crisis team"),
        "child_line": _("the line that protects children"),
        "adult_line": _("the line that protects adults"),
        "valid_until": date_format(until, "DATE_FORMAT") if until else _("one year from today"),
        "complaints_contact": _("the office"),
        "outside_advocate": _("an advocate who does not work here"),
    }


def _open_door(person: SupportedPerson) -> str | None:
    program = (
        Program.objects.filter(agency_id=person.agency_id, closed_on=None)
        .filter(level__in=[Program.Level.NONE, Program.Level.ATTENDANCE])
        .first()
    )
    return program.name if program else None


def _facts(person: SupportedPerson) -> set[str]:
    facts = set()
    if person.program.level == Program.Level.BILLABLE:
        facts.add("billable")
    if _open_door(person):
        facts.add("open door")
    return facts
