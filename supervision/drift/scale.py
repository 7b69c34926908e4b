"""Shares on a scale where chance is equally large everywhere: the angle whose squared sine is the share."""

from __future__ import annotations

import numpy as np

from .table import Array


def angle(numerators: Array, denominators: Array) -> Array:
    """Of counts; a little towards the middle, so that few counts are not taken for certain (Anscombe)."""
    return np.arcsin(np.sqrt((numerators + 0.375) / (denominators + 0.75)))


# The variance of an angle for so many expected, in parts of what it is for many.
FEW, OF_FEW = (
    np.array([0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 7, 10]),
    np.array([0.27, 0.467, 0.717, 0.852, 0.924, 0.963, 0.983, 1, 1, 1, 1]),
)


def chance(shares: Array, count: Array) -> Array:
    """The variance of an angle by chance alone: less than elsewhere, where next to none or all count."""
    return np.interp(np.minimum(shares, 1 - shares) * count, FEW, OF_FEW) / (4 * count)


def share(angles: Array) -> Array:
    return np.square(np.sin(np.clip(angles, 0, np.pi / 2)))


def changes(shares: Array, sizes: tuple[float, ...], sign: Array) -> list[Array]:
    """How far a change of each size in share points moves the angle."""
    here = np.arcsin(np.sqrt(shares))
    return [np.arcsin(np.sqrt(np.clip(shares + sign * size, 0.003, 0.997))) - here for size in sizes]
