"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.needs import views

_OWN = "organisations/<slug:organisation>/needs/"

urlpatterns = [
    path("needs/", views.needs, name="needs"),
    path("needs/<uuid:number>", views.need, name="need"),
    path(f"{_OWN}new", views.propose, name="need-propose"),
    path(f"{_OWN}<uuid:number>", views.speak, name="need-speak"),
]
