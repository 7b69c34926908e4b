from django.urls import path

from .views import kept, lists, on_call, plan, planner

app_name = "safety"
urlpatterns = [
    path("on-call/", on_call.on_call, name="on_call"),
    path("on-call/shifts/<uuid:pk>/", on_call.shift, name="shift"),
    path("on-call/shifts/<uuid:pk>/give-back/", on_call.shift_give_back, name="shift_give_back"),
    path("on-call/shifts/<uuid:pk>/hand-over/", on_call.hand_over, name="hand_over"),
    path("on-call/asked/<uuid:pk>/yes/", on_call.hand_over_answer, {"answer": "yes"}, name="hand_over_yes"),
    path("on-call/asked/<uuid:pk>/no/", on_call.hand_over_answer, {"answer": "no"}, name="hand_over_no"),
    path("on-call/asked/<uuid:pk>/take-back/", on_call.asking_back, name="asking_back"),
    path("on-call/wider-help/", lists.wider_help, name="wider_help"),
    path("on-call/duties/", lists.duties, name="duties"),
    path("manage/on-call/", planner.planner, name="planner"),
    path("manage/on-call/list/", planner.week_list, name="week_list"),
    path("manage/on-call/add/", planner.shift_add, name="shift_add"),
    path("manage/on-call/undo/<uuid:key>/", planner.shifts_undo, name="shifts_undo"),
    path("manage/on-call/people/", planner.naming_list, name="naming_list"),
    path("manage/on-call/people/<uuid:pk>/end/", planner.naming_end, name="naming_end"),
    path("manage/phone-plan/", lists.phone_plan, name="phone_plan"),
    path("manage/phone-plan/<uuid:pk>/end/", lists.phone_line_end, name="phone_line_end"),
    path("manage/phone-plan/<uuid:pk>/up/", lists.phone_line_up, name="phone_line_up"),
    path("manage/wider-help/", lists.wider_help_list, name="wider_help_list"),
    path("manage/wider-help/add/", lists.wider_help_add, name="wider_help_add"),
    path("manage/wider-help/<uuid:pk>/", lists.wider_help_edit, name="wider_help_edit"),
    path("manage/wider-help/<uuid:pk>/end/", lists.wider_help_end, name="wider_help_end"),
    path("manage/duties/", lists.duty_list, name="duty_list"),
    path("manage/duties/<slug:category>/", lists.duty_write, name="duty_write"),
    path("list/", kept.kept_list, name="kept_list"),
    path("list/worker.js", kept.kept_worker, name="kept_worker"),
    path("people/<uuid:pk>/hard-times/", plan.plan, name="plan"),
    path("people/<uuid:pk>/hard-times/write/", plan.plan_write, name="plan_write"),
    path("people/<uuid:pk>/hard-times/draft/", plan.plan_draft, name="plan_draft"),
    path("people/<uuid:pk>/hard-times/hand-over/", plan.plan_hand_over, name="plan_hand_over"),
    path("people/<uuid:pk>/hard-times/back/<int:number>/from/<int:base>/", plan.plan_back, name="plan_back"),
]
