from django.urls import path

from peersupport.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.for_you, name="for_you"),
    path("<uuid:pk>/read/", views.read, name="read"),
    path("<uuid:pk>/unread/", views.unread, name="unread"),
    path("sent/", views.sent_to_me, name="sent_to_me"),
    path("choose/", views.choices, name="choices"),
    path("number/", views.number, name="number"),
    path("number/try/", views.number_try, name="number_try"),
    path("number/remove/", views.number_remove, name="number_remove"),
    path("devices/", views.devices, name="devices"),
    path("devices/this/", views.device_this, name="device_this"),
    path("devices/<uuid:pk>/try/", views.device_try, name="device_try"),
    path("devices/<uuid:pk>/off/", views.device_off, name="device_off"),
    path("worker.js", views.device_worker, name="device_worker"),
    path("people/<uuid:pk>/", views.of_person, name="of_person"),
    path("told/twilio/", views.told_twilio, name="told_twilio"),
    path("told/gateway/", views.told_gateway, name="told_gateway"),
]
