from .review import decide_holds, undo_decisions

__all__ = ["decide_holds", "undo_decisions"]
