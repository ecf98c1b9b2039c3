"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
