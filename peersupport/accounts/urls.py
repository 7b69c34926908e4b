from django.urls import path

from . import views

urlpatterns = [
    path("", views.account, name="account"),
    path("preferences/", views.preferences, name="preferences"),
    path("language/", views.set_language_here, name="set_language_here"),
]
