from django.urls import path

from . import views

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("signals/", views.signal_list, name="signals"),
    path("signals/sharing/", views.signal_sharing, name="signal_sharing"),
    path("signals/all/<uuid:pk>/", views.movement, name="movement"),
    path("signals/<uuid:pk>/", views.signal, name="signal"),
    path("signals/<uuid:pk>/open/", views.signal_open, name="signal_open"),
    path("signals/<uuid:pk>/know-why/", views.signal_know_why, name="signal_know_why"),
    path("signals/<uuid:pk>/take-back/", views.signal_take_back, name="signal_take_back"),
    path("signals/<uuid:pk>/offer/", views.signal_offer, name="signal_offer"),
    path("signals/<uuid:pk>/offer-back/", views.signal_offer_back, name="signal_offer_back"),
]
