from django.urls import path

from .views import changes, home, invitations, links, programs, staff

app_name = "desk"
urlpatterns = [
    path("manage/", home.home, name="home"),
    path("manage/settings/", home.house_settings, name="house_settings"),
    path("manage/pairings/", home.pairing_list, name="pairing_list"),
    path("manage/programs/", programs.program_list, name="program_list"),
    path("manage/programs/add/", programs.program_add, name="program_add"),
    path("manage/programs/<uuid:pk>/", programs.program_edit, name="program_edit"),
    path("manage/programs/<uuid:pk>/close/", programs.program_close, name="program_close"),
    path("manage/programs/<uuid:pk>/open/", programs.program_open, name="program_open"),
    path("manage/staff/", staff.staff_list, name="staff_list"),
    path("manage/staff/<uuid:pk>/", staff.staff_page, name="staff_page"),
    path("manage/staff/<uuid:pk>/task/", staff.task_give, name="task_give"),
    path("manage/staff/<uuid:pk>/credential/", staff.credential_add, name="credential_add"),
    path("manage/staff/<uuid:pk>/leave/", staff.staff_leave, name="staff_leave"),
    path("manage/staff/<uuid:pk>/back/", staff.staff_back, name="staff_back"),
    path("manage/tasks/<uuid:pk>/end/", staff.task_end, name="task_end"),
    path("manage/credentials/", staff.credential_list, name="credential_list"),
    path("manage/invitations/add/", invitations.invitation_add, name="invitation_add"),
    path("manage/invitations/<uuid:pk>/", invitations.invitation_page, name="invitation_page"),
    path("manage/invitations/<uuid:pk>/again/", invitations.invitation_resend, name="invitation_resend"),
    path(
        "manage/invitations/<uuid:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"
    ),
    path("manage/supervision/", links.link_list, name="link_list"),
    path("manage/supervision/<uuid:pk>/", links.peer_links, name="peer_links"),
    path("manage/supervision/<uuid:pk>/add/", links.link_add, name="link_add"),
    path("manage/links/<uuid:pk>/end/", links.link_end, name="link_end"),
    path("manage/links/asked/<uuid:pk>/confirm/", links.link_confirm, name="link_confirm"),
    path("manage/links/asked/<uuid:pk>/drop/", links.link_drop, name="link_drop"),
    path("manage/changes/", changes.changes, name="changes"),
    path("my/changes/", changes.my_changes, name="my_changes"),
    path("account/invitation/", invitations.invitation_code, name="invitation_code"),
    path("account/invitation/<slug:token>/", invitations.invitation_accept, name="invitation_accept"),
]
