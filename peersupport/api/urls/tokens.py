from django.urls import path

from peersupport.api.views import tokens

app_name = "tokens"
urlpatterns = [
    path("", tokens.token_list, name="token_list"),
    path("<uuid:pk>/end/", tokens.token_end, name="token_end"),
]
