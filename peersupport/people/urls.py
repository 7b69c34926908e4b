from django.urls import path

from .views import contact, pairings, people, profile, words

app_name = "people"
urlpatterns = [
    path("", people.person_list, name="person_list"),
    path("search/", people.person_search, name="person_search"),
    path("add/", people.person_add, name="person_add"),
    path("profile/", profile.peer_profile, name="peer_profile"),
    path("profile/edit/", profile.peer_edit, name="peer_edit"),
    path("profile/share/<slug:topic>/", profile.experience_share, name="experience_share"),
    path("profile/<uuid:pk>/audience/", profile.experience_audience, name="experience_audience"),
    path("profile/<uuid:pk>/take-back/", profile.experience_take_back, name="experience_take_back"),
    path("<uuid:pk>/contact/", contact.contact_edit, name="contact_edit"),
    path("<uuid:pk>/leave-out/", contact.leave_out, name="leave_out"),
    path("<uuid:pk>/leave-out/<uuid:line>/remove/", contact.leave_out_remove, name="leave_out_remove"),
    path("<uuid:pk>/words/", words.words, name="words"),
    path("<uuid:pk>/words/<uuid:word>/remove/", words.word_remove, name="word_remove"),
    path("<uuid:pk>/confirm/", people.person_confirm, name="person_confirm"),
    path("<uuid:pk>/died/", people.person_died, name="person_died"),
    path("pairings/<uuid:pk>/", pairings.pairing_asked, name="pairing_asked"),
    path("pairings/<uuid:pk>/yes/", pairings.pairing_yes, name="pairing_yes"),
    path("pairings/<uuid:pk>/their-yes/", pairings.pairing_their_yes, name="pairing_their_yes"),
    path("pairings/<uuid:pk>/decline/", pairings.pairing_decline, name="pairing_decline"),
    path("pairings/<uuid:pk>/welcome/", pairings.pairing_welcome, name="pairing_welcome"),
    path("pairings/<uuid:pk>/back/", pairings.pairing_return, name="pairing_return"),
    path("pairings/<uuid:pk>/back/confirm/", pairings.pairing_return_confirm, name="pairing_return_confirm"),
    path("pairings/<uuid:pk>/back/undo/", pairings.pairing_return_undo, name="pairing_return_undo"),
    path("pairings/<uuid:pk>/pause/", pairings.pairing_pause, name="pairing_pause"),
    path("pairings/<uuid:pk>/resume/", pairings.pairing_resume, name="pairing_resume"),
    path("pairings/<uuid:pk>/end/", pairings.pairing_end, name="pairing_end"),
    path("pairings/<uuid:pk>/rhythm/", pairings.pairing_rhythm, name="pairing_rhythm"),
]
