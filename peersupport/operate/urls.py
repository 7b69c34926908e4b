from django.urls import path

from peersupport.operate import first_run, views

app_name = "operate"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("welcome/", first_run.first_run, name="first_run"),
]
