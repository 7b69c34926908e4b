from django.urls import path

from . import views
from .views import hours, role

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("role/", role.role, name="role"),
    path("role/paper/", role.role_paper, name="role_paper"),
    path("role/versions/<uuid:pk>/", role.role_version, name="role_version"),
    path("role/<uuid:pk>/yes/", role.role_accept, name="role_accept"),
    path("role/draft/", role.role_start, name="role_start"),
    path("role/draft/publish/", role.role_publish, name="role_publish"),
    path("role/draft/drop/", role.role_drop, name="role_drop"),
    path("role/draft/<slug:language>/", role.role_write, name="role_write"),
    path("certificates/", hours.credentials, name="credentials"),
    path("certificates/add/", hours.credential_new, name="credential_new"),
    path("certificates/<uuid:pk>/", hours.credential_edit, name="credential_edit"),
    path("certificates/<uuid:pk>/remove/", hours.credential_remove, name="credential_remove"),
    path("education/add/", hours.education_add, name="education_add"),
    path("education/<uuid:pk>/remove/", hours.education_remove, name="education_remove"),
    path("hours/", hours.hours, name="hours"),
    path("hours/count/", hours.hours_include, name="hours_include"),
    path("hours/house/", hours.hours_of_house, name="hours_total"),
    path("hours/<str:week>/", hours.hours_week, name="hours_week"),
    path("mine/", views.structure.my_structure, name="my_structure"),
    path("remits/", views.differences.remits, name="remits"),
    path("remits/add/", views.differences.difference_add, name="difference_add"),
    path("remits/<uuid:pk>/", views.differences.difference, name="difference"),
    path("house/", views.structure.without_second, name="without_second"),
    path("house/overdue/", views.structure.overdue, name="overdue"),
    path("house/many/", views.structure.over_ratio, name="over_ratio"),
    path("house/exceptions/", views.structure.exception_list, name="exception_list"),
    path("house/peers/<uuid:pk>/", views.structure.peer_structure, name="peer_structure"),
    path("house/peers/<uuid:pk>/exception/", views.structure.exception_add, name="exception_add"),
    path("house/peers/<uuid:pk>/decides/", views.structure.decides_add, name="decides_add"),
    path("house/exceptions/<uuid:pk>/end/", views.structure.exception_end, name="exception_end"),
    path("house/decides/<uuid:pk>/end/", views.structure.decides_end, name="decides_end"),
    path("house/away/", views.leave.leave_list, name="leave_list"),
    path("house/away/add/", views.leave.leave_add, name="leave_add"),
    path("house/away/<uuid:pk>/end/", views.leave.leave_end, name="leave_end"),
]
