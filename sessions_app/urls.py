from django.urls import path

from . import views

app_name = "sessions_app"
urlpatterns = [
    path("", views.session_list, name="session_list"),
    path("log/", views.session_log, name="session_log"),
    path("plan/", views.session_plan, name="session_plan"),
    path("drafts/<uuid:key>/", views.draft_save, name="draft_save"),
    path("drafts/<uuid:key>/discard/", views.draft_discard, name="draft_discard"),
    path("<uuid:pk>/", views.session_detail, name="session_detail"),
    path("<uuid:pk>/read/", views.session_read, name="session_read"),
    path("<uuid:pk>/addendum/", views.addendum_add, name="addendum_add"),
    path("<uuid:pk>/met/", views.session_met, name="session_met"),
    path("<uuid:pk>/not-met/", views.session_not_met, name="session_not_met"),
    path("<uuid:pk>/cancel/", views.session_cancel, name="session_cancel"),
    path("<uuid:pk>/move/", views.session_move, name="session_move"),
    path("<uuid:pk>/reopen/", views.session_reopen, name="session_reopen"),
]
