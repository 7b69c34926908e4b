from django.urls import path

from . import views

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
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
