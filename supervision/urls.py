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
]
