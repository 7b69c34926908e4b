from django.urls import path

from . import views

app_name = "consent"
urlpatterns = [
    path("<uuid:pk>/conversation/", views.conversation, name="conversation"),
    path("<uuid:pk>/agreement/", views.agreement, name="agreement"),
    path("<uuid:pk>/agreement/take-back/", views.agreement_take_back, name="agreement_take_back"),
    path(
        "<uuid:pk>/agreement/take-back/<slug:audience>/<slug:content>/",
        views.agreement_choice_take_back,
        name="agreement_choice_take_back",
    ),
]
