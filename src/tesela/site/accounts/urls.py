"""Addresses of this app, included by `tesela.site.urls`.

Names that begin with `account_` are those by which django-allauth knows its
pages; what it has besides (passwords, changing addresses) is not here.
"""

from django.urls import path

from tesela.site.accounts import own, pages, views

urlpatterns = [
    path("sign-in", views.sign_in, name="account_login"),
    path("sign-in/code", views.code, name="account_confirm_login_code"),
    path("sign-in/code/again", views.code_again, name="account-code-again"),
    path("sign-in/passkey", views.by_passkey, name="account-passkey"),
    path("sign-in/closed", views.closed, name="account_inactive"),
    path("sign-in/again", views.prove_again, name="account_reauthenticate"),
    path("sign-out", views.sign_out, name="account_logout"),
    path("signed-out", views.signed_out, name="signed-out"),
    path("home", views.after_sign_in, name="after-sign-in"),
    path("account", own.account, name="account"),
    path("account/passkeys/new", own.new_passkey, name="passkey-new"),
    path("account/passkeys/<int:number>/name", own.rename_passkey, name="passkey-name"),
    path("account/passkeys/<int:number>/remove", own.remove_passkey, name="passkey-remove"),
    path("account/sign-out-everywhere", own.sign_out_everywhere, name="sign-out-everywhere"),
    path("account/delete", own.delete, name="account-delete"),
    path("account-deleted", own.deleted, name="account-deleted"),
    path("help", pages.help_page, name="help"),
    path("help/easy", pages.easy_help, name="help-easy"),
]
