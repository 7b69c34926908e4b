from django.urls import path

from .views import about, agreement, meetings, peer

app_name = "my_record"
urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/<uuid:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("agreement/change/", agreement.agreement_change, name="agreement_change"),
    path("peer/", peer.peer, name="peer"),
    path("peer/choose/", peer.choose, name="choose"),
    path("peer/<uuid:pk>/goodbye/", peer.goodbye, name="goodbye"),
    path("peer/<uuid:pk>/yes/", peer.pairing_answer, {"answer": "yes"}, name="pairing_yes"),
    path("peer/<uuid:pk>/not-now/", peer.pairing_answer, {"answer": "not-now"}, name="pairing_not_now"),
    path("peer/<uuid:pk>/pause/", peer.pairing_answer, {"answer": "pause"}, name="pairing_pause"),
    path("peer/<uuid:pk>/resume/", peer.pairing_answer, {"answer": "resume"}, name="pairing_resume"),
    path("contact/", about.contact, name="contact"),
    path("about/", about.about, name="about"),
    path("about/<uuid:pk>/remove/", about.about_remove, name="about_remove"),
    path("leave-out/", about.leave_out, name="leave_out"),
    path("leave-out/<uuid:pk>/remove/", about.leave_out_remove, name="leave_out_remove"),
    path("keep-away/", about.keep_away, name="keep_away"),
    path("keep-away/<uuid:pk>/", about.keep_away_add, name="keep_away_add"),
    path("keep-away/<uuid:pk>/let-in/", about.keep_away_remove, name="keep_away_remove"),
]
