"""Fingerprints of what was promised and of what was answered, so that neither is quietly another one later."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from peersupport.audit.querysets import sealed_in_ledger
from peersupport.core.fields import Sealed, sealed_fields

from .models import ConfidentialityPolicy, ConsentChoice, ConsentRecord, Disclosure, Release

TEXTS = ("language", "page", "title", "body")
LIMITS = (
    "language",
    "code",
    "order",
    "title",
    "plain_words",
    "counts",
    "counts_not",
    "who_is_told",
    "what_we_do_first",
)
TERMS = ("code", "order", "told", "talk_first", "within")
RULES = ("audience", "content", "rule")
RELEASE = ("person_id", "program_id", "held_by_id", "sent_by", "kinds", "apart", "part2", "language", "way")
DISCLOSURE = (
    "person_id",
    "basis",
    "release_id",
    "policy_id",
    "limit",
    "sent_by",
    "items",
    "part2",
    "notice",
    "made_by_id",
    "confirmed_by_id",
)
# Sealed fields that older rows don't have.
LATER = {"drawing", "guardian", "interpreter", "present", "questions", "say_back", "outside_witness"}
ANSWER = ("person_id", "policy_id", "version", "answer", "level", "language", "way", "held_by_id", "promise")


def seal_of_promise(policy: ConfidentialityPolicy, language: str = "") -> str:
    """SHA-256 over the words and rules of one version, in one language or in all of them.

    What a version from before the studio does not have is not in its seal, so that the seal stays what it was.
    """
    of = {"language": language} if language else {}
    return _sha256(
        {
            "version": policy.version,
            "texts": list(policy.texts.filter(**of).order_by(*TEXTS[:2]).values_list(*TEXTS)),
            "limits": list(policy.limits.filter(**of).order_by(*LIMITS[:3]).values_list(*LIMITS)),
            "rules": list(policy.audiences.order_by(*RULES[:2]).values_list(*RULES)),
            **_since_the_studio(policy, of),
        }
    )


def _since_the_studio(policy: ConfidentialityPolicy, of: dict[str, str]) -> dict[str, Any]:
    terms = list(policy.terms.order_by("order").values_list(*TERMS))
    not_when = policy.limits.filter(**of).order_by(*LIMITS[:3]).values_list("not_when", flat=True)
    return {"terms": terms, "not_when": list(not_when)} if terms else {}


def seal_of(consent: ConsentRecord, choices: Iterable[ConsentChoice]) -> str:
    """SHA-256 over one answer, its choices and the ciphertext of the signature.

    Sealed words enter as they are stored, and a random part with them: the seal can't be guessed from a name.
    """
    return _sha256(
        {name: getattr(consent, name) for name in ANSWER}
        | {"signed_at": consent.signed_at, "expires_at": consent.expires_at}
        | _envelopes(consent)
        | {"choices": sorted((row.audience, row.content, row.allowed) for row in choices)}
    )


def seal_of_release(release: Release) -> str:
    """SHA-256 over one permission and the ciphertext of its words, as in seal_of()."""
    return _sha256(
        {name: getattr(release, name) for name in RELEASE}
        | {"signed_at": release.signed_at, "until_on": release.until_on}
        | _envelopes(release)
    )


def seal_of_disclosure(disclosure: Disclosure) -> str:
    """SHA-256 over what went out, on which ground and by whose hands, as in seal_of()."""
    return _sha256(
        {name: getattr(disclosure, name) for name in DISCLOSURE}
        | {"at": disclosure.at}
        | _envelopes(disclosure)
    )


def _envelopes(row: Any) -> dict[str, str | None]:
    """Every sealed field, but for the newer ones that are empty: without them older seals stay what they were."""
    found = {field.attname: _stored(getattr(row, field.attname)) for field in sealed_fields(type(row))}
    return {name: stored for name, stored in found.items() if stored is not None or name not in LATER}


def _stored(value: Any) -> str | None:
    return value.data.hex() if isinstance(value, Sealed) else None


def _sha256(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> str:
    """Moments in UTC: a seal must not tell in which zone somebody's clock ran."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def broken() -> Iterator[ConsentRecord]:
    """Answers that are not as they were given, or that the ledger knows otherwise. What is older has no seal."""
    records = (
        ConsentRecord.objects.exclude(seal="")
        .prefetch_related("choices")
        .order_by("agency_id", "signed_at", "pk")
    )
    for consent in records.iterator(chunk_size=1_000):
        same = consent.seal == seal_of(consent, consent.choices.all())
        if not same or sealed_in_ledger("consent.answered", consent.pk) != consent.seal:
            yield consent


def broken_outgoing() -> Iterator[Release | Disclosure]:
    """Permissions and disclosures that are not as they were, or that the ledger knows otherwise."""
    for release in Release.objects.order_by("agency_id", "signed_at", "pk").iterator(chunk_size=1_000):
        same = release.seal == seal_of_release(release)
        if not same or sealed_in_ledger("release.given", release.pk) != release.seal:
            yield release
    for disclosure in Disclosure.objects.order_by("agency_id", "at", "pk").iterator(chunk_size=1_000):
        same = disclosure.seal == seal_of_disclosure(disclosure)
        if not same or sealed_in_ledger("disclosure.made", disclosure.pk) != disclosure.seal:
            yield disclosure
