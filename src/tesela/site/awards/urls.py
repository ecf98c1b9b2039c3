"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.awards import views

urlpatterns = [
    path("organisations/<slug:organisation>/awards/", views.awards, name="awards"),
]
