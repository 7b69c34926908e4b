from django.urls import path

from peersupport.operate import first_run
from peersupport.operate.views import health, messages

app_name = "operate"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("welcome/", first_run.first_run, name="first_run"),
    path("operate/", messages.message_list, name="message_list"),
    path("operate/messages/", messages.sent_list, name="sent_list"),
    path("operate/messages/<uuid:pk>/", messages.sent_one, name="sent_one"),
    path("operate/messages/<uuid:pk>/again/", messages.message_send_again, name="message_send_again"),
    path("operate/messages/<uuid:pk>/aside/", messages.message_put_aside, name="message_put_aside"),
]
