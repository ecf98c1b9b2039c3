"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.providers import views

urlpatterns = [
    path("organisations", views.organisations, name="organisations"),
    path("organisations/<slug:organisation>/", views.organisation, name="organisation"),
    path(
        "organisations/<slug:organisation>/settings",
        views.organisation_settings,
        name="organisation-settings",
    ),
]
