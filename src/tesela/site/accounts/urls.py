"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.accounts import views

urlpatterns = [
    path("account", views.account, name="account"),
    path("help", views.help, name="help"),
]
