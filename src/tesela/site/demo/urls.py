"""Addresses of the demonstration; `tesela.site.urls` includes them only there."""

from django.urls import path

from tesela.site.demo import views

urlpatterns = [
    path("demo", views.steps, name="demo"),
    path("demo/be", views.be, name="demo-be"),
    path("demo/anew", views.anew, name="demo-anew"),
    path("demo/mailbox", views.mailbox, name="demo-mailbox"),
    path("demo/mailbox/<int:number>", views.mail, name="demo-mail"),
    path("demo/credential", views.proof, name="demo-proof"),
]
