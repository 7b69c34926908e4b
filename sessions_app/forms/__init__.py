"""Shape of what people type about meetings. Rules of the house stand in the services."""

from .later import AddendumForm, WhyForm
from .listing import FilterForm
from .log import SessionForm
from .planning import MoveForm, PlanForm

__all__ = ["AddendumForm", "FilterForm", "MoveForm", "PlanForm", "SessionForm", "WhyForm"]
