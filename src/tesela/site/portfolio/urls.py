"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.portfolio import views

urlpatterns = [
    path("portfolio", views.portfolio, name="portfolio"),
]
