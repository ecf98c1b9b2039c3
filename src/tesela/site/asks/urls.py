"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import URLPattern, path

from tesela.site.asks import answering, views

urlpatterns: list[URLPattern] = [
    path("ask", views.ask, name="ask"),
    path("r/<str:token>", views.results, name="ask-results"),
    path("r/<str:token>/links", views.links, name="ask-links"),
    path("r/<str:token>/answers.csv", views.table, name="ask-table"),
    path("r/<str:token>/end", views.end, name="ask-end"),
    path("r/<str:token>/<int:number>", views.one_answer, name="ask-answer"),
    path("answer", answering.find, name="answer-find"),
    path("a/<str:token>", answering.asked, name="asked"),
    path("a/<str:token>/taken-back", answering.taken_back, name="answer-taken-back"),
    path("a/<str:token>/<str:answer>", answering.choosing, name="answer"),
    path("a/<str:token>/<str:answer>/name", answering.name, name="answer-name"),
    path("a/<str:token>/<str:answer>/look", answering.look, name="answer-look"),
    path("a/<str:token>/<str:answer>/take-back", answering.take_back, name="answer-take-back"),
    path("a/<str:token>/<str:answer>/<int:item>", answering.one, name="answer-one"),
    path("a/<str:token>/<str:answer>/<int:item>/remove", answering.remove, name="answer-remove"),
]
