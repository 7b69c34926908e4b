from .index import index
from .signals import (
    movement,
    signal,
    signal_know_why,
    signal_offer,
    signal_offer_back,
    signal_sharing,
    signal_take_back,
    signals,
)

__all__ = [
    "index",
    "movement",
    "signal",
    "signal_know_why",
    "signal_offer",
    "signal_offer_back",
    "signal_sharing",
    "signal_take_back",
    "signals",
]
