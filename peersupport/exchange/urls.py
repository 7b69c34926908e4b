from django.urls import path

from .views import imports, takes

app_name = "exchange"
urlpatterns = [
    path("manage/import/", imports.import_start, name="import_start"),
    path("manage/import/<uuid:pk>/", imports.import_show, name="import_show"),
    path("manage/import/<uuid:pk>/columns/", imports.import_columns, name="import_columns"),
    path("manage/import/<uuid:pk>/days/", imports.import_days, name="import_days"),
    path("manage/import/<uuid:pk>/problems/", imports.import_problems, name="import_problems"),
    path("manage/import/<uuid:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("manage/import/<uuid:pk>/discard/", imports.import_discard, name="import_discard"),
    path("take-along/people/", takes.people_take, name="people_take"),
    path("take-along/meetings/", takes.meetings_take, name="meetings_take"),
    path("my/take-along/", takes.my_meetings_take, name="my_meetings_take"),
]
