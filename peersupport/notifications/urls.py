from django.urls import path

from peersupport.notifications import views

app_name = "notifications"
urlpatterns = [
    path("told/twilio/", views.told_twilio, name="told_twilio"),
    path("told/gateway/", views.told_gateway, name="told_gateway"),
]
