"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.classes import examining, mending, sending, views

_ALL = "organisations/<slug:organisation>/classes/"
_ONE = f"{_ALL}<uuid:batch>/"

urlpatterns = [
    path(_ALL, views.classes, name="classes"),
    path(f"{_ALL}new", views.new, name="class-new"),
    path(f"{_ALL}sample.csv", views.sample, name="class-sample"),
    path(f"{_ALL}cohorts/<int:cohort>/delete", views.cohort_delete, name="cohort-delete"),
    path(_ONE, sending.one, name="class"),
    path(f"{_ONE}ask", mending.ask, name="class-ask"),
    path(f"{_ONE}replace", views.replace, name="class-replace"),
    path(f"{_ONE}problems", mending.problems, name="class-problems"),
    path(f"{_ONE}rows/", mending.rows, name="class-rows"),
    path(f"{_ONE}rows/<int:number>", mending.row, name="class-row"),
    path(f"{_ONE}list.csv", mending.download, name="class-list"),
    path(f"{_ONE}earlier", sending.earlier, name="class-earlier"),
    path(f"{_ONE}exam", examining.exam, name="class-exam"),
    path(f"{_ONE}exam/list.csv", examining.sample, name="class-exam-list"),
    path(f"{_ONE}exam/records.json", examining.records, name="class-exam-records"),
    path(f"{_ONE}exam/remove", examining.remove, name="class-exam-remove"),
    path(f"{_ONE}check", sending.check, name="class-check"),
    path(f"{_ONE}approve", sending.approve, name="class-approve"),
    path(f"{_ONE}recall", sending.recall, name="class-recall"),
    path(f"{_ONE}now", sending.now, name="class-now"),
    path(f"{_ONE}reopen", sending.reopen, name="class-reopen"),
    path(f"{_ONE}discard", sending.discard, name="class-discard"),
]
