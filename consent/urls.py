from django.urls import path

from .views import agreement, talk

app_name = "consent"
urlpatterns = [
    path("<uuid:pk>/conversation/", talk.conversation, name="conversation"),
    path("<uuid:pk>/conversation/paper/", talk.conversation_paper, name="conversation_paper"),
    path("<uuid:pk>/conversation/again/", talk.conversation_again, name="conversation_again"),
    path("<uuid:pk>/conversation/about/<slug:about>/", talk.conversation_about, name="conversation_about"),
    path("<uuid:pk>/conversation/<slug:step>/", talk.conversation_step, name="conversation_step"),
    path("<uuid:pk>/agreement/", agreement.agreement, name="agreement"),
    path("<uuid:pk>/agreement/copy/", agreement.agreement_copy, name="agreement_copy"),
    path("<uuid:pk>/agreement/pdf/", agreement.agreement_pdf, name="agreement_pdf"),
    path("<uuid:pk>/agreement/take-back/", agreement.agreement_take_back, name="agreement_take_back"),
    path(
        "<uuid:pk>/agreement/take-back/<slug:audience>/<slug:content>/",
        agreement.agreement_choice_take_back,
        name="agreement_choice_take_back",
    ),
]
