from django.urls import path

from . import views
from .views import pulses, sheets, workplace

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("fidelity/", workplace.fidelity, name="fidelity"),
    path("workplace/", workplace.workplace_taps, name="workplace"),
    path("workplace/<str:half>/answer/", workplace.workplace_reply, name="workplace_reply"),
    path("pulse/", pulses.pulse, name="pulse"),
    path("pulse/long/", pulses.pulse_long, name="pulse_long"),
    path("pulse/<uuid:pk>/", pulses.pulse_of, name="pulse_of"),
    path("pulse/<str:month>/delete/", pulses.pulse_forget, name="pulse_forget"),
    path("voices/", pulses.voices, name="voices"),
    path("voices/<uuid:pk>/", pulses.voices_of, name="voices_of"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<uuid:pk>/print/", sheets.sheet_print, name="sheet_print"),
    path("sheets/<uuid:pk>/enter/", sheets.sheet_enter, name="sheet_enter"),
]
