"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.checker import views

urlpatterns = [
    path("check", views.check_page, name="check"),
    path("check/share", views.share, name="check-share"),
    path("check/shared/<str:token>", views.shared, name="check-shared"),
    path("check/own/<str:token>", views.own, name="check-own"),
]
