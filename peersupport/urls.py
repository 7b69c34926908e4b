from django.urls import include, path

urlpatterns = [
    path("", include("peersupport.home.urls")),
    path("", include("peersupport.operate.urls")),
    path("account/", include("peersupport.accounts.urls")),
    path("account/", include("allauth.account.urls")),
    path("people/", include("peersupport.people.urls")),
    path("people/", include("consent.urls")),
    path("", include("sessions_app.urls")),
    path("my/", include("peersupport.my_record.urls")),
]
