from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("week/", views.week, name="week"),
    path("leave/", views.leave, name="leave"),
    path("people/<uuid:pk>/", views.person_page, name="person_page"),
    path("people/<uuid:pk>/reach/", views.person_reach, name="person_reach"),
]
