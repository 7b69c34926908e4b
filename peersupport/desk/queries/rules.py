"""Rules of supervision: which each program follows, and every version of the packs this house used."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.people.models import Credential
from peersupport.rules.models import NotePrompt, ProgramRules, SupervisionPack, SupervisionRule
from peersupport.rules.packs import Numbers, Shipped, shipped_packs

from .rows import Row


@dataclass(frozen=True)
class RulesPage:
    programs: list[Row]
    packs: list[Row]


@dataclass(frozen=True)
class Version:
    """One version in words, the newest first."""

    title: str
    text: str
    lines: list[str] = field(default_factory=list)


def rules_page(user: User) -> RulesPage:
    followed = {
        row.program_id: row.pack
        for row in ProgramRules.objects.in_force(user.agency_id).select_related("pack")
    }
    programs = Program.objects.filter(agency_id=user.agency_id, closed_on=None)
    newest: dict[str, SupervisionPack] = {}
    for pack in SupervisionPack.objects.filter(agency_id=user.agency_id).order_by("version"):
        newest[pack.jurisdiction] = pack
    return RulesPage(
        programs=[
            Row(
                title=program.name,
                text=pack_words(followed.get(program.pk)),
                url=reverse("desk:program_rules", args=[program.pk]),
            )
            for program in sorted(programs, key=lambda one: (one.name.casefold(), str(one.pk)))
        ],
        packs=[
            Row(
                title=title,
                text=_state(newest.get(key)),
                url=reverse("desk:rules_edit", args=[key]),
            )
            for key, title in pack_names()
        ],
    )


def pack_names() -> list[tuple[str, str]]:
    """(key, name) of everything a program can follow."""
    language = get_language() or "en"
    return [(key, pack.name(language)) for key, pack in shipped_packs().items()]


def pack_words(pack: SupervisionPack | None) -> str:
    if pack is None:
        return _("no rules: nobody is reminded of anything")
    name = dict(pack_names()).get(pack.jurisdiction, pack.jurisdiction)
    return _("%(rules)s, version %(version)s") % {"rules": name, "version": pack.version}


def pack_in_force(user: User, jurisdiction: str) -> SupervisionPack | Shipped:
    """The newest version of this house, or what comes with the product."""
    pack: SupervisionPack | None = SupervisionPack.objects.newest_of(user.agency_id, jurisdiction)
    return pack or shipped_packs()[jurisdiction]


def numbers_in_force(pack: SupervisionPack | Shipped) -> tuple[Numbers, ...]:
    return pack.rules if isinstance(pack, Shipped) else numbers_of(pack)


def numbers_of(pack: SupervisionPack) -> tuple[Numbers, ...]:
    rows = sorted(pack.rules.all(), key=lambda rule: (rule.stage, rule.kind))
    return tuple(
        Numbers(
            rule.stage,
            rule.kind,
            rule.interval_days,
            rule.minimum_minutes,
            tuple(rule.modes),
            rule.most_peers,
        )
        for rule in rows
    )


def versions(user: User, jurisdiction: str) -> list[Version]:
    packs = SupervisionPack.objects.versions_in(user.agency_id).filter(jurisdiction=jurisdiction)
    return [
        Version(
            title=_("Version %(version)s, %(day)s")
            % {"version": pack.version, "day": date_format(pack.created_at, "DATE_FORMAT")},
            text=_("written by %(name)s") % {"name": pack.made_by.name} + " · " + _state(pack),
            lines=[f"{line_title(line)}: {line_words(line)}" for line in numbers_of(pack)] + note_words(pack),
        )
        for pack in packs.select_related("made_by")
    ]


def line_title(line: Numbers) -> str:
    """For whom, and with whom: the name of a line."""
    kind = str(SupervisionRule.Kind(line.kind).label)
    if not line.stage:
        return _("For everybody. With %(kind)s") % {"kind": kind}
    stage = str(Credential.Stage(line.stage).label)
    return _("For peers who are: %(stage)s. With %(kind)s") % {"stage": stage, "kind": kind}


def line_words(line: Numbers) -> str:
    words = []
    if line.interval_days:
        words.append(
            ngettext("every %(days)s day", "every %(days)s days", line.interval_days)
            % {"days": line.interval_days}
        )
    if line.minimum_minutes:
        words.append(_("%(minutes)s minutes or more") % {"minutes": line.minimum_minutes})
    if line.most_peers:
        words.append(
            ngettext("at most %(most)s peer", "at most %(most)s peers", line.most_peers)
            % {"most": line.most_peers}
        )
    return ", ".join(words) or _("asks for nothing")


def note_words(pack: SupervisionPack) -> list[str]:
    """What it asks of notes, a sentence each."""
    words = [_("A supervisor looks at each note")] if pack.each_note else []
    if pack.prompts:
        said = ", ".join(str(NotePrompt(prompt).label) for prompt in pack.prompts)
        words.append(_("A note for payment says: %(prompts)s") % {"prompts": said})
    return words


def _state(pack: SupervisionPack | None) -> str:
    if pack is None or pack.checked_on is None:
        return _("not checked")
    return _("checked on %(day)s") % {"day": date_format(pack.checked_on, "DATE_FORMAT")}
