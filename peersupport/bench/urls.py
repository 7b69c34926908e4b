from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("peersupport.urls")),
    path("bench/reference/", views.reference, name="bench_reference"),
    path("bench/bare/", views.bare, name="bench_bare"),
]
