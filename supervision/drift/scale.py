"""Shares on a scale where chance is equally large everywhere: the angle whose squared sine is the share."""

from __future__ import annotations

import numpy as np

from .table import Array


def angle(numerators: Array, denominators: Array) -> Array:
    """Of counts; a little towards the middle, so that few counts are not taken for certain (Anscombe)."""
    return np.arcsin(np.sqrt((numerators + 0.375) / (denominators + 0.75)))


def share(angles: Array) -> Array:
    return np.square(np.sin(np.clip(angles, 0, np.pi / 2)))


def changes(shares: Array, sizes: tuple[float, ...], sign: Array) -> list[Array]:
    """How far a change of each size in share points moves the angle."""
    here = np.arcsin(np.sqrt(shares))
    return [np.arcsin(np.sqrt(np.clip(shares + sign * size, 0.003, 0.997))) - here for size in sizes]
