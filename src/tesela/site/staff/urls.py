"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.staff import views

urlpatterns = [path("organisations/<slug:organisation>/staff", views.staff, name="staff")]
