from django.urls import path

from . import views
from .views import review

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("review/", review.review_inbox, name="review_inbox"),
    path("review/own/", review.review_own, name="review_own"),
    path("review/<uuid:pk>/", review.review_held, name="review_held"),
    path("review/<uuid:pk>/undo/", review.review_undo, name="review_undo"),
]
