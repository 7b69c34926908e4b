from django.urls import path

from . import views
from .views import room_lines, rooms

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("meetings/", rooms.meetings, name="meetings"),
    path("meetings/days/", rooms.meeting_dates, name="meeting_dates"),
    path("meetings/plan/<slug:room>/", rooms.meeting_plan, name="meeting_plan"),
    path("meetings/met/<slug:room>/", rooms.meeting_met_new, name="meeting_met_new"),
    path("meetings/answers/", room_lines.answers, name="answers"),
    path("meetings/answers/<uuid:pk>/keep/", room_lines.answer_keep, name="answer_keep"),
    path("meetings/answers/<uuid:pk>/delete/", room_lines.answer_delete, name="answer_delete"),
    path("meetings/talk/", room_lines.talk_ask, name="talk_ask"),
    path("meetings/talk/<uuid:pk>/close/", room_lines.talk_close, name="talk_close"),
    path("meetings/lines/<uuid:pk>/share/", room_lines.line_share, name="line_share"),
    path("meetings/shared/<uuid:pk>/take-back/", room_lines.shared_take_back, name="shared_take_back"),
    path("meetings/lines/<slug:room>/<uuid:pk>/settle/", room_lines.line_settle, name="line_settle"),
    path("meetings/lines/<slug:room>/<uuid:pk>/carry/", room_lines.line_carry, name="line_carry"),
    path("meetings/lines/<slug:room>/<uuid:pk>/delete/", room_lines.line_delete, name="line_delete"),
    path("meetings/<slug:room>/", rooms.meeting_list, name="meeting_list"),
    path("meetings/<slug:room>/<uuid:pk>/", rooms.meeting_page, name="meeting_page"),
    path("meetings/<slug:room>/<uuid:pk>/met/", rooms.meeting_met, name="meeting_met"),
    path("meetings/<slug:room>/<uuid:pk>/off/", rooms.meeting_off, name="meeting_off"),
    path("meetings/<slug:room>/<uuid:pk>/undo/", rooms.meeting_undo, name="meeting_undo"),
]
