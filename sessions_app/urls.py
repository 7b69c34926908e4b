from django.urls import path

from . import views

app_name = "sessions_app"
urlpatterns = [
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/log/", views.session_log, name="session_log"),
    path("sessions/plan/", views.session_plan, name="session_plan"),
    path("sessions/drafts/<uuid:key>/", views.draft_save, name="draft_save"),
    path("sessions/drafts/<uuid:key>/discard/", views.draft_discard, name="draft_discard"),
    path("sessions/<uuid:pk>/", views.session_detail, name="session_detail"),
    path("sessions/<uuid:pk>/read/", views.session_read, name="session_read"),
    path("sessions/<uuid:pk>/addendum/", views.addendum_add, name="addendum_add"),
    path("sessions/<uuid:pk>/met/", views.session_met, name="session_met"),
    path("sessions/<uuid:pk>/not-met/", views.session_not_met, name="session_not_met"),
    path("sessions/<uuid:pk>/cancel/", views.session_cancel, name="session_cancel"),
    path("sessions/<uuid:pk>/move/", views.session_move, name="session_move"),
    path("sessions/<uuid:pk>/reopen/", views.session_reopen, name="session_reopen"),
]
