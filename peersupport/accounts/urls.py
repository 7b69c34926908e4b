from django.urls import path

from . import views

urlpatterns = [
    path("", views.account, name="account"),
    path("preferences/", views.preferences, name="preferences"),
    path("reauthenticate/code/", views.again_code, name="account_again_code"),
    path("language/", views.set_language_here, name="set_language_here"),
]
