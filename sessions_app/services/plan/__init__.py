"""The wellness plan made together: goals, steps, what helps, connections."""

from .connections import add_connection, move_connection
from .goals import add_goal, let_go, reach, reopen_goal, reword_goal, say_mine, take_mine_back
from .steps import add_help, add_step, finish_step, let_go_step, remove_help, reopen_step

__all__ = [
    "add_connection",
    "add_goal",
    "add_help",
    "add_step",
    "finish_step",
    "let_go",
    "let_go_step",
    "move_connection",
    "reach",
    "remove_help",
    "reopen_goal",
    "reopen_step",
    "reword_goal",
    "say_mine",
    "take_mine_back",
]
