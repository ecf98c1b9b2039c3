"""What the web pages say."""

from tesela.text.messages import Message

MESSAGES = {
    "site.name": Message("Tesela"),
    "site.skip": Message("Skip to the content"),
    "site.menu": Message("Main menu"),
    "site.languages": Message("Language"),
    "site.help": Message("Help"),
    "site.title": Message("{page} · Tesela"),
    "site.error_title": Message("Error: {page}"),
    "site.home": Message("Micro-credentials that anyone can verify"),
    "site.home.intro": Message(
        "Who are you today? For now you can check credentials here; the rest is done from the "
        "command line and will come to these pages."
    ),
    "site.home.check": Message("I check"),
    "site.home.check.text": Message(
        "Somebody showed me a certificate. Is it genuine, and what does it say?"
    ),
    "site.home.award": Message("I award"),
    "site.home.award.text": Message(
        "Not here yet. The command “tesela issue” awards to a whole class from a spreadsheet."
    ),
    "site.home.learned": Message("I learned"),
    "site.home.learned.text": Message(
        "Not here yet. Your file, PDF or page from the provider is all you need."
    ),
    "site.home.trust": Message("I decide whom to trust"),
    "site.home.trust.text": Message("Not here yet. A registry will follow."),
    "site.verify": Message("Check a credential"),
    "site.verify.intro": Message(
        "Choose the files you were given, or paste the text of a credential. Nothing is stored."
    ),
    "site.verify.files": Message("Files"),
    "site.verify.files.hint": Message(
        "The PDF or the credential file (JSON); up to 20 files. A scan or a photo will not do."
    ),
    "site.verify.text": Message("Or paste the text of a credential"),
    "site.verify.send": Message("Check"),
    "site.verify.nothing": Message(
        "Choose a file or paste a credential.", "Use the file the learner sent you."
    ),
    "site.verify.too_many_files": Message(
        "At most 20 files can be checked at once.", "Check them in several turns."
    ),
    "site.verify.too_large": Message(
        "A file is larger than 20 megabytes.", "Send the credential without pictures or videos."
    ),
    "site.verify.results": Message(
        "{count} credential checked", plural="{count} credentials checked"
    ),
    "site.verify.pasted": Message("Pasted text"),
    "site.verify.why": Message("Why"),
    "site.verify.what": Message("What it says"),
    "site.verify.claims_only": Message(
        "This is what the document says. It is not confirmed, so do not rely on it."
    ),
    "site.verify.checks": Message("Everything that was checked"),
    "site.verify.who": Message("Who issued it"),
    "site.verify.again": Message("Check another"),
    "site.verify.print": Message("To keep this, print the page or save it."),
    "site.problem.heading": Message("There is a problem"),
    "site.not_found": Message(
        "This page does not exist.", "Check the address, or begin at the first page."
    ),
    "site.bad_request": Message("This request could not be understood.", "Go back and try again."),
    "site.server_error": Message(
        "Something went wrong on our side.", "Try again in a few minutes. Nothing was stored."
    ),
    "site.too_often": Message(
        "Too many checks in one minute.", "Wait a minute, then try again."
    ),
    "site.to_home": Message("To the first page"),
    "site.components": Message("Components"),
    "site.components.intro": Message(
        "The parts that all pages are made of, each with what it must keep to be usable by everyone."
    ),
}
