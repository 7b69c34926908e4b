"""Keyed hashes of what a file says. Without the key file nobody can try out whether somebody stands in it."""

from peersupport.core.models import blind_index


def fingerprint(*said: object, purpose: str) -> str:
    return blind_index("\x1f".join(map(str, said)), purpose=f"import {purpose}")


def of_reference(reference: str) -> str:
    """Of somebody's number in the old system; that number itself is kept nowhere."""
    return fingerprint("number", " ".join(reference.casefold().removesuffix(".0").split()), purpose="people")
