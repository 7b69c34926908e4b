from django.urls import path

from .views import asked, copying, letting_in, mine, releases, sending

app_name = "sharing"
urlpatterns = [
    path("people/<uuid:pk>/going-out/", releases.person_out, name="person_out"),
    path("people/<uuid:pk>/going-out/allow/", releases.release_give, name="release_give"),
    path("people/<uuid:pk>/going-out/limit/", sending.limit_send, name="limit_send"),
    path("people/<uuid:pk>/going-out/law/", sending.law_ask, name="law_ask"),
    path("going-out/allowed/<uuid:pk>/", releases.release_show, name="release_show"),
    path("going-out/allowed/<uuid:pk>/end/", releases.release_end, name="release_end"),
    path("going-out/allowed/<uuid:pk>/send/", sending.release_send, name="release_send"),
    path("going-out/asked/", asked.asked_list, name="asked_list"),
    path("going-out/asked/<uuid:pk>/", asked.asked_show, name="asked_show"),
    path("going-out/asked/<uuid:pk>/alone/", asked.asked_alone, name="asked_alone"),
    path("going-out/asked/<uuid:pk>/answer/", asked.asked_answer, name="asked_answer"),
    path("going-out/<uuid:pk>/", sending.disclosure_show, name="disclosure_show"),
    path("notes/<uuid:pk>/copy/", copying.note_copy, name="note_copy"),
    path("manage/going-out/", asked.house_out, name="house_out"),
    path("my/going-out/", mine.my_out, name="my_out"),
    path("my/going-out/allow/", releases.my_release_give, name="my_release_give"),
    path("my/going-out/take/", mine.my_take, name="my_take"),
    path("my/going-out/table/", mine.my_out_table, name="my_out_table"),
    path("my/going-out/pdf/", mine.my_out_pdf, name="my_out_pdf"),
    path("people/<uuid:pk>/let-in/", letting_in.person_in, name="person_in"),
    path("people/<uuid:pk>/let-in/ask/", letting_in.let_in_ask, name="let_in_ask"),
    path("let-in/asked/<uuid:pk>/answer/", letting_in.let_in_answer, name="let_in_answer"),
    path("let-in/<int:pk>/end/", letting_in.let_in_end, name="let_in_end"),
    path("manage/let-in/", letting_in.house_in, name="house_in"),
    path("my/let-in/", letting_in.my_let_in, name="my_let_in"),
    path("my/let-in/add/", letting_in.my_let_in_add, name="my_let_in_add"),
]
