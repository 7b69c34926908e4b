"""`/api/v1/`: read through the querysets of the pages, written through their services."""

from django.urls import path, re_path

from peersupport.api.views import described, goals, going_out, letting_in, notes, nowhere, people, sessions

app_name = "api"
urlpatterns = [
    path("people/", people.People.as_view(), name="people"),
    path("people/search/", people.PersonSearch.as_view(), name="person_search"),
    path("people/<uuid:pk>/", people.PersonOne.as_view(), name="person"),
    path("people/<uuid:pk>/goals/", goals.Goals.as_view(), name="goals"),
    path("people/<uuid:pk>/releases/", going_out.Releases.as_view(), name="releases"),
    path("people/<uuid:pk>/disclosures/", going_out.Disclosures.as_view(), name="disclosures"),
    path("people/<uuid:pk>/let-in/", letting_in.LetIn.as_view(), name="let_in"),
    path("let-in/<int:pk>/end/", letting_in.LetInEnd.as_view(), name="let_in_end"),
    path("pairings/", people.Pairings.as_view(), name="pairings"),
    path("pairings/<uuid:pk>/", people.PairingOne.as_view(), name="pairing"),
    path("pairings/<uuid:pk>/yes/", people.PairingYes.as_view(), name="pairing_yes"),
    path("pairings/<uuid:pk>/their-yes/", people.PairingTheirYes.as_view(), name="pairing_their_yes"),
    path("pairings/<uuid:pk>/decline/", people.PairingDecline.as_view(), name="pairing_decline"),
    path("pairings/<uuid:pk>/pause/", people.PairingPause.as_view(), name="pairing_pause"),
    path("pairings/<uuid:pk>/resume/", people.PairingResume.as_view(), name="pairing_resume"),
    path("pairings/<uuid:pk>/rhythm/", people.PairingRhythm.as_view(), name="pairing_rhythm"),
    path("pairings/<uuid:pk>/end/", people.PairingEnd.as_view(), name="pairing_end"),
    path("sessions/", sessions.Sessions.as_view(), name="sessions"),
    path("sessions/plan/", sessions.SessionPlan.as_view(), name="session_plan"),
    path("sessions/log/", sessions.SessionLog.as_view(), name="session_log"),
    path("sessions/<uuid:pk>/", sessions.SessionOne.as_view(), name="session"),
    path("sessions/<uuid:pk>/attendance/", sessions.SessionAttendance.as_view(), name="attendance"),
    path("sessions/<uuid:pk>/move/", sessions.SessionMove.as_view(), name="session_move"),
    path("sessions/<uuid:pk>/cancel/", sessions.SessionCancel.as_view(), name="session_cancel"),
    path("sessions/<uuid:pk>/not-met/", sessions.SessionNotMet.as_view(), name="session_not_met"),
    path("sessions/<uuid:pk>/reopen/", sessions.SessionReopen.as_view(), name="session_reopen"),
    path("notes/", notes.Notes.as_view(), name="notes"),
    path("notes/<uuid:pk>/", notes.NoteOne.as_view(), name="note"),
    path("notes/<uuid:pk>/addenda/", notes.Addenda.as_view(), name="addenda"),
    path("goals/<uuid:pk>/", goals.GoalOne.as_view(), name="goal"),
    path("goals/<uuid:pk>/mine/", goals.GoalMine.as_view(), name="goal_mine"),
    path("goals/<uuid:pk>/reach/", goals.GoalReach.as_view(), name="goal_reach"),
    path("goals/<uuid:pk>/let-go/", goals.GoalLetGo.as_view(), name="goal_let_go"),
    path("goals/<uuid:pk>/reopen/", goals.GoalReopen.as_view(), name="goal_reopen"),
    path("goals/<uuid:pk>/reword/", goals.GoalReword.as_view(), name="goal_reword"),
    path("schema/", described.schema, name="schema"),
    path("docs/", described.docs, name="docs"),
    re_path(r"^(?P<rest>[\s\S]+)$", nowhere.Nowhere.as_view(), name="nowhere"),
]
