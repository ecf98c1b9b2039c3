"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.classes import views

urlpatterns = [
    path("organisations/<slug:organisation>/classes/", views.classes, name="classes"),
]
