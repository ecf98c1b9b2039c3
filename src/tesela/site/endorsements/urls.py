"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.endorsements import views

_OWN = "organisations/<slug:organisation>/"

urlpatterns = [
    path(f"{_OWN}endorsements/", views.endorsements, name="endorsements"),
    path(f"{_OWN}endorsements/<uuid:number>", views.one, name="endorsement"),
    path(
        f"{_OWN}achievements/<slug:description>/endorsements",
        views.ask,
        name="endorsement-ask",
    ),
    path("endorsements/<uuid:number>.json", views.credential, name="endorsement-credential"),
    path("endorsements/lists/<slug:name>", views.status_list, name="endorsement-list"),
]
