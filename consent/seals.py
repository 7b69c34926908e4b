"""Fingerprints of what was promised and of what was answered, so that neither is quietly another one later."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from peersupport.audit.querysets import sealed_in_ledger
from peersupport.core.fields import Sealed, sealed_fields

from .models import ConfidentialityPolicy, ConsentChoice, ConsentRecord

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
    names = [field.attname for field in sealed_fields(ConsentRecord)]
    return _sha256(
        {name: getattr(consent, name) for name in ANSWER}
        | {"signed_at": consent.signed_at.isoformat(), "expires_at": consent.expires_at}
        | {name: _stored(getattr(consent, name)) for name in names}
        | {"choices": sorted((row.audience, row.content, row.allowed) for row in choices)}
    )


def _stored(value: Any) -> str | None:
    return value.data.hex() if isinstance(value, Sealed) else None


def _sha256(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


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
