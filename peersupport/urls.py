from django.urls import include, path

handler500 = "peersupport.home.broken.server_error"

urlpatterns = [
    path("", include("peersupport.home.urls")),
    path("", include("peersupport.operate.urls")),
    path("", include("peersupport.desk.urls")),
    path("account/", include("peersupport.accounts.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/tokens/", include("peersupport.api.urls.tokens")),
    path("api/v1/", include("peersupport.api.urls")),
    path("messages/", include("peersupport.notifications.urls")),
    path("people/", include("peersupport.people.urls")),
    path("people/", include("consent.urls")),
    path("", include("peersupport.safety.urls")),
    path("", include("sessions_app.urls")),
    path("supervision/", include("supervision.urls")),
    path("my/", include("peersupport.my_record.urls")),
    path("", include("peersupport.exchange.urls")),
    path("", include("peersupport.sharing.urls")),
]
