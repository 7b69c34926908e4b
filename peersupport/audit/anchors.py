"""Signed ends of chains, kept where the database's host can't reach them.

Whoever rules the database can rewrite a whole chain, or cut its end off, so that it holds again. An anchor says where a
chain stood at one moment; a chain that no longer goes through all of its anchors was rewritten. One line of JSON each:
{"agency", "seq", "hash", "links", "at", "signature"}; the signature (Ed25519, base64) covers the line without itself.
"""

import base64
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from peersupport.core import clock

from .querysets import Chain, chains, hash_at, walk_chain


class BadKey(Exception):
    """The key can't be read. The message is for whoever runs the machine."""


class BrokenChain(Exception):
    """A chain does not hold, so its end is not to be vouched for."""


@dataclass(frozen=True)
class Finding:
    """Something about one agency's ledger that does not hold, in words, and the link where it shows."""

    agency_id: str
    seq: int | None
    words: str


def new_key() -> tuple[str, str]:
    """(private, public) in PEM. The private one belongs on another host than the database."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private.decode(), _public_pem(key.public_key())


def _public_pem(key: Ed25519PublicKey) -> str:
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def read_private_key(path: Path) -> Ed25519PrivateKey:
    """Raises BadKey."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise BadKey(f"{path} holds no private key that can be read.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"{path} holds another kind of key than Ed25519.")
    return key


def read_public_key(path: Path) -> Ed25519PublicKey:
    """From a public or a private key file. Raises BadKey."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except OSError as error:
        raise BadKey(f"{path} can't be read.") from error
    except ValueError:
        return read_private_key(path).public_key()
    if not isinstance(key, Ed25519PublicKey):
        raise BadKey(f"{path} holds another kind of key than Ed25519.")
    return key


def sign_heads(key: Ed25519PrivateKey) -> list[str]:
    """One signed line for each chain as it stands. Raises BrokenChain where one does not hold."""
    lines = []
    for chain in map(walk_chain, chains()):
        if chain.fault:
            raise BrokenChain(
                f"The ledger of {chain.agency_id} does not hold at {chain.at_seq}: {chain.fault}."
            )
        said = _said(chain)
        signature = base64.b64encode(key.sign(_signed_part(said))).decode()
        lines.append(json.dumps(said | {"signature": signature}))
    return lines


def _said(chain: Chain) -> dict[str, object]:
    return {
        "agency": str(chain.agency_id),
        "seq": chain.seq,
        "hash": chain.hash.hex(),
        "links": chain.links,
        "at": clock.now().isoformat(),
    }


def _signed_part(said: dict[str, object]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def append_to(path: Path, lines: list[str]) -> None:
    """Add the lines and wait until they are on the disk: an anchor that is lost with the power vouches for nothing."""
    with path.open("a") as file:
        file.writelines(line + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())


def verify(
    *, anchors: Path | None = None, key: Ed25519PublicKey | None = None
) -> tuple[list[Chain], list[Finding]]:
    """Walk every chain; with anchors, see that each still goes through all of them. Raises OSError for their file."""
    walked = [walk_chain(agency_id) for agency_id in chains()]
    found = [
        Finding(str(chain.agency_id), chain.at_seq, FAULTS[chain.fault]) for chain in walked if chain.fault
    ]
    if anchors is not None and key is not None:
        found += _against_anchors(anchors.read_text().splitlines(), key)
    return walked, found


FAULTS = {
    "hash": "a link was changed",
    "chain": "a link does not follow the one before it",
    "gap": "links are missing before this one",
    "head": "the chain ends elsewhere than it should",
}


def _against_anchors(lines: list[str], key: Ed25519PublicKey) -> Iterator[Finding]:
    for number, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            signature = base64.b64decode(said.pop("signature"))
            key.verify(signature, _signed_part(said))
            agency, seq, wanted = uuid.UUID(said["agency"]), int(said["seq"]), bytes.fromhex(said["hash"])
        except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature):
            yield Finding("", None, f"line {number} of the anchors is not one that this key signed")
            continue
        here = hash_at(agency, seq)
        if here is None:
            yield Finding(str(agency), seq, "the chain is shorter than it was when its end was signed")
        elif here != wanted:
            yield Finding(str(agency), seq, "the chain was rewritten since its end was signed")
