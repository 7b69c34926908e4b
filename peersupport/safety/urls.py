from django.urls import path

from .views import kept, plan

app_name = "safety"
urlpatterns = [
    path("list/", kept.kept_list, name="kept_list"),
    path("list/worker.js", kept.kept_worker, name="kept_worker"),
    path("people/<uuid:pk>/hard-times/", plan.plan, name="plan"),
    path("people/<uuid:pk>/hard-times/write/", plan.plan_write, name="plan_write"),
    path("people/<uuid:pk>/hard-times/draft/", plan.plan_draft, name="plan_draft"),
    path("people/<uuid:pk>/hard-times/hand-over/", plan.plan_hand_over, name="plan_hand_over"),
    path("people/<uuid:pk>/hard-times/back/<int:number>/from/<int:base>/", plan.plan_back, name="plan_back"),
]
