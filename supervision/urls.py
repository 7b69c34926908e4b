from django.urls import path

from . import views
from .views import boundaries, cases, off_role

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("off-role/", off_role.off_role, name="off_role"),
    path("off-role/house/", off_role.off_role_house, name="off_role_house"),
    path("off-role/waiting/", off_role.off_role_waiting, name="off_role_waiting"),
    path("off-role/peers/", off_role.off_role_under, name="off_role_under"),
    path("off-role/<uuid:pk>/", off_role.off_role_more, name="off_role_more"),
    path("off-role/<uuid:pk>/undo/", off_role.off_role_undo, name="off_role_undo"),
    path("off-role/<uuid:pk>/read/", off_role.off_role_noticed, name="off_role_noticed"),
    path("boundaries/", boundaries.boundary_list, name="boundary_list"),
    path("boundaries/add/", boundaries.boundary_add, name="boundary_add"),
    path("boundaries/house/", cases.case_list, name="case_list"),
    path("boundaries/house/add/", cases.case_add, name="case_add"),
    path("boundaries/house/lines/", cases.house_lines, name="house_lines"),
    path("boundaries/house/<uuid:pk>/answer/", cases.case_answer, name="case_answer"),
    path("boundaries/<uuid:pk>/", boundaries.boundary, name="boundary"),
    path("boundaries/<uuid:pk>/edit/", boundaries.boundary_edit, name="boundary_edit"),
    path("boundaries/<uuid:pk>/talked/", boundaries.boundary_talked, name="boundary_talked"),
    path("boundaries/<uuid:pk>/not-talked/", boundaries.boundary_not_talked, name="boundary_not_talked"),
]
