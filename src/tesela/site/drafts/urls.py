"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.drafts import ready, views

_START = "organisations/<slug:organisation>/achievements/start"

urlpatterns = [
    path(f"{_START}/file", views.from_file, name="description-file"),
    path(f"{_START}/file/take", views.take, name="description-take"),
    path(f"{_START}/ready", ready.ready, name="ready-descriptions"),
    path(f"{_START}/ready/<slug:name>", ready.one, name="ready-description"),
]
