from django.urls import path

from .views import concern, concern_after, concern_course

app_name = "safety"
urlpatterns = [
    path("concerns/", concern.concern_list, name="concern_list"),
    path("concerns/help/", concern.concern_help, name="concern_help"),
    path("concerns/add/", concern.concern_add, name="concern_add"),
    path("concerns/think/", concern.concern_think, name="concern_think"),
    path("concerns/<uuid:pk>/", concern.concern_page, name="concern"),
    path("concerns/<uuid:pk>/kept/", concern.concern_kept, name="concern_kept"),
    path("concerns/<uuid:pk>/more/", concern.concern_more, name="concern_more"),
    path("concerns/<uuid:pk>/take/", concern_course.concern_take, name="concern_take"),
    path("concerns/<uuid:pk>/pass-on/", concern_course.concern_pass_on, name="concern_pass_on"),
    path("concerns/<uuid:pk>/act/", concern_course.concern_act, name="concern_act"),
    path("concerns/<uuid:pk>/say/", concern_course.concern_say, name="concern_say"),
    path("concerns/<uuid:pk>/hand-on/", concern_course.concern_hand_on, name="concern_hand_on"),
    path("concerns/<uuid:pk>/wishes/<int:number>/", concern_course.concern_wish, name="concern_wish"),
    path("concerns/<uuid:pk>/close/", concern_course.concern_close, name="concern_close"),
    path("concerns/<uuid:pk>/tell/", concern_after.concern_tell, name="concern_tell"),
    path("concerns/<uuid:pk>/wait/", concern_after.concern_wait, name="concern_wait"),
    path("concerns/<uuid:pk>/wait/agree/", concern_after.concern_wait_agree, name="concern_wait_agree"),
    path("concerns/<uuid:pk>/ground/", concern_after.concern_ground, name="concern_ground"),
    path("concerns/<uuid:pk>/report/", concern_after.concern_report, name="concern_report"),
    path("concerns/<uuid:pk>/talked/", concern_after.concern_talked, name="concern_talked"),
]
