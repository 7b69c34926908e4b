"""The product's addresses, and one of the demo alone."""

from django.urls import include, path

from . import views

handler500 = "peersupport.home.broken.server_error"

urlpatterns = [
    path("demo/sent/", views.sent, name="demo_sent"),
    path("", include("peersupport.urls")),
]
