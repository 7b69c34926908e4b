from .drift_signals import (
    movement,
    signal,
    signal_know_why,
    signal_list,
    signal_offer,
    signal_offer_back,
    signal_open,
    signal_sharing,
    signal_take_back,
)
from .index import index

__all__ = [
    "index",
    "movement",
    "signal",
    "signal_know_why",
    "signal_list",
    "signal_offer",
    "signal_offer_back",
    "signal_open",
    "signal_sharing",
    "signal_take_back",
]
