from django.urls import include, path

from . import views
from .team_default import TeamDefault, TeamDefaultCursor

SIDES = {"get": "list", "post": "create"}

urlpatterns = [
    path("", include("peersupport.urls")),
    path("bench/reference/", views.reference, name="bench_reference"),
    path("bench/bare/", views.bare, name="bench_bare"),
    path("bench/team/sessions/", TeamDefault.as_view(SIDES), name="bench_team"),
    path("bench/team-cursor/sessions/", TeamDefaultCursor.as_view(SIDES), name="bench_team_cursor"),
]
