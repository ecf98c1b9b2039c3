"""The house that the other tests furnish."""

from tests.browser.browser import Browser
from tests.browser.house import House


def test_somebody_is_signed_in(one_browser: Browser, house: House) -> None:
    made = house.seed("tests.browser.house:first_things")
    visitor = one_browser.visitor()
    visitor.go("/")
    assert visitor.ask("document.querySelectorAll('a[href*=sign-in]').length") == 1
    house.sign_in(visitor, made["email"])
    visitor.go("/")
    assert visitor.ask("document.querySelectorAll('a[href*=sign-in]').length") == 0
