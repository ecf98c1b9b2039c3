"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.awards import deciding, europass_pages, letter_pages, outside, results, views

_HERE = "organisations/<slug:organisation>/awards/"
_CLASS = "organisations/<slug:organisation>/classes/<uuid:batch>/"

urlpatterns = [
    path(_HERE, views.awards, name="awards"),
    path(
        "organisations/<slug:organisation>/europass",
        europass_pages.organisation_europass,
        name="organisation-europass",
    ),
    path(f"{_CLASS}report.json", results.report_json, name="class-report"),
    path(f"{_CLASS}report.csv", results.report_csv, name="class-report-csv"),
    path(f"{_HERE}withdraw", deciding.choose, name="award-withdraw"),
    path(f"{_HERE}withdrawals/<uuid:withdrawal>", deciding.withdrawal, name="award-withdrawal"),
    path(f"{_HERE}letters", letter_pages.letters, name="award-letters"),
    path(f"{_HERE}<uuid:award>/", views.award_detail, name="award-detail"),
    path(f"{_HERE}<uuid:award>/suspend", deciding.suspend, name="award-suspend"),
    path(f"{_HERE}<uuid:award>/reinstate", deciding.reinstate, name="award-reinstate"),
    path(f"{_HERE}<uuid:award>/correct", deciding.correct, name="award-correct"),
    path(f"{_HERE}<uuid:award>/send", deciding.send, name="award-send"),
    path(f"{_HERE}<uuid:award>/<slug:name>", views.award_file, name="award-file"),
    path("status/<str:name>", outside.status_list, name="status-list"),
    path("mail/bounce", outside.bounce, name="mail-bounce"),
]
