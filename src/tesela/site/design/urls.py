"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.design import views

urlpatterns = [
    path(
        "organisations/<slug:organisation>/achievements/", views.descriptions, name="descriptions"
    ),
]
