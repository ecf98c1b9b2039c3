"""What the web pages say."""

from tesela.text.messages import Message

MESSAGES = {
    "site.name": Message("Tesela"),
    "site.skip": Message("Skip to the content"),
    "site.menu": Message("Main menu"),
    "site.languages": Message("Language"),
    "site.help": Message("Help"),
    "site.title": Message("{page} · Tesela"),
    "site.pages": Message("Pages of this list"),
    "site.pages.now": Message("Page {number} of {of}"),
    "site.pages.previous": Message("Previous page"),
    "site.pages.next": Message("Next page"),
    "site.nav.award": Message("Award"),
    "site.nav.portfolio": Message("My credentials"),
    "site.nav.account": Message("My account"),
    "site.nav.sign_in": Message("Sign in"),
    "site.error_title": Message("Error: {page}"),
    "site.home": Message("Micro-credentials that anyone can verify"),
    "site.home.intro": Message("Who are you today?"),
    "site.home.check": Message("I check"),
    "site.home.check.text": Message(
        "Somebody showed me a certificate. Is it genuine, and what does it say?"
    ),
    "site.home.award": Message("I award"),
    "site.home.award.text": Message(
        "Describe what can be learned, and issue to a whole class from a spreadsheet."
    ),
    "site.home.learned": Message("I learned"),
    "site.home.learned.text": Message("See, save and show what you have earned."),
    "site.home.trust": Message("I decide whom to trust"),
    "site.home.trust.text": Message(
        "Who awards, who vouches for them, and what shows their quality."
    ),
    "site.learned.intro": Message("There are three ways to your credentials. None needs an app."),
    "site.learned.mail": Message("You got a mail"),
    "site.learned.mail.text": Message("Follow the link in it. You need no account."),
    "site.learned.letter": Message("You got a letter"),
    "site.learned.letter.text": Message("Type the code that is printed on it."),
    "site.learned.account": Message("You want everything in one place"),
    "site.learned.account.text": Message(
        "Sign in with your e-mail address. You can add credentials from elsewhere too."
    ),
    "site.verify": Message("Check a credential"),
    "site.verify.intro": Message(
        "Choose the files you were given, paste the text of a credential, or name a link. "
        "Nothing is stored."
    ),
    "site.verify.files": Message("Files"),
    "site.verify.files.hint": Message(
        "The PDF, the credential file, a badge picture, or the ZIP to keep for ever; up to 20 "
        "files. A scan or a photo will not do."
    ),
    "site.verify.text": Message("Or paste the text of a credential"),
    "site.verify.link": Message("Or a link to a credential"),
    "site.verify.link.hint": Message("It begins with https."),
    "site.verify.link.own_page": Message(
        "This link is the learner’s own and opens more than you need.",
        "Ask the learner for a share link.",
    ),
    "site.verify.link.address": Message(
        "Only public addresses that begin with https can be opened.",
        "Copy the whole link, or send the file.",
    ),
    "site.verify.link.offline": Message(
        "This service does not open links to others.", "Send the file, or paste its text."
    ),
    "site.verify.link.alone": Message(
        "This link opens a page that has been checked already.", "Send it without anything else."
    ),
    "site.verify.camera": Message("Read a QR code with the camera"),
    "site.verify.camera.photo": Message("Or choose a photo of a QR code"),
    "site.verify.camera.stop": Message("Stop the camera"),
    "site.verify.camera.looking": Message("Hold the QR code in front of the camera."),
    "site.verify.camera.found": Message("The link is filled in. Now choose “Check”."),
    "site.verify.camera.none": Message("No QR code was found in this picture."),
    "site.verify.camera.refused": Message(
        "The camera cannot be used. Choose a photo, or type the link."
    ),
    "site.verify.send": Message("Check"),
    "site.verify.nothing": Message(
        "Choose a file or paste a credential.", "Use the file or link the learner sent you."
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
    "site.too_often": Message("Too many checks in one minute.", "Wait a minute, then try again."),
    "site.to_home": Message("To the first page"),
    "site.components": Message("Components"),
    "site.components.intro": Message(
        "The parts that all pages are made of, each with what it must keep to be usable by everyone."
    ),
    "site.languages.anew": Message(
        "Nothing was stored, so in another language the check begins anew."
    ),
    "site.footer": Message("Free software for European micro-credentials."),
    "site.verdict.withdrawn": Message("Genuine, but withdrawn: it no longer counts."),
    "site.verdict.suspended": Message("Genuine, but suspended for the time being."),
    "site.verdict.over": Message("Genuine, but its time is over."),
    "site.verdict.not_yet": Message("Genuine, but not valid yet."),
    "site.verdict.changed": Message("Not genuine: it was changed, or somebody else signed it."),
    "site.verify.overview": Message("All results"),
    "site.verify.file": Message("File"),
    "site.verify.result": Message("Result"),
    "site.verify.at": Message("Checked: {day}, {time} UTC"),
    "site.verify.own_language": Message(
        "There is no text in your language. Language of the document: {language}."
    ),
    "site.verify.original": Message("Original text. Language: {language}"),
    "site.verify.claims": Message("Show what the document says"),
    "site.verify.who_named": Message("Whom it names as its issuer"),
    "site.verify.not_signed": Message("It is not confirmed that this issuer signed it."),
    "site.verify.otherwise": Message(
        "No registry of this service lists the issuer, but its certificate says who it is."
    ),
    "site.verify.registered_name": Message("Name in the registry"),
    "site.verify.stated_name": Message("Name in the document (its own statement)"),
    "site.verify.issuer_id": Message("Identifier"),
    "site.found.badge": Message("A badge."),
    "site.found.badge_token": Message("A badge, as one signed text."),
    "site.found.old_badge": Message("A badge of the older kind (Open Badges 2.0)."),
    "site.found.european": Message("A European Digital Credential without a seal."),
    "site.found.european_sealed": Message("A European Digital Credential with a seal."),
    "site.found.european_sealed_by": Message("A European Digital Credential, sealed by {name}."),
    "site.found.european_claimed": Message(
        "A European Digital Credential. Its seal claims to be by {name}."
    ),
    "site.found.wallet": Message("A credential from a phone wallet."),
    "site.found.token": Message("A credential, as one signed text."),
    "site.found.credential": Message("A digital credential."),
    "site.found.in_pdf": Message("It was found in a PDF."),
    "site.found.in_picture": Message("It was found in a picture."),
    "site.found.in_bundle": Message("It was found in a ZIP to keep for ever."),
    "site.why": Message("Why believe the name?"),
    "site.why.vouched": Message("Vouched for"),
    "site.why.claimed": Message("Only claimed"),
    "site.verify.genuine_means": Message(
        "“Genuine” means: signed by this issuer and not changed. Whether you trust the issuer is "
        "yours to decide."
    ),
    "site.part.skip": Message("Skip link"),
    "site.part.skip.keeps": Message(
        "It is the first stop of the Tab key, appears when it has the focus and leads past the "
        "header. It stands at the top of every page."
    ),
    "site.part.header": Message("Header"),
    "site.part.header.keeps": Message(
        "It is the same on every page, scrolls away with it and covers nothing. The link to the "
        "page you are on is marked."
    ),
    "site.part.languages": Message("Language switch"),
    "site.part.languages.keeps": Message(
        "Each language is written in itself and marked as such. It opens and closes by keyboard."
    ),
    "site.part.choice": Message("Choice"),
    "site.part.choice.keeps": Message(
        "The link says by itself where it leads. The picture is decoration. What cannot be chosen "
        "yet says so in words."
    ),
    "site.part.summary": Message("Error summary"),
    "site.part.summary.keeps": Message(
        "It receives the focus when the page opens. Each line is a link to the field and says what "
        "the field says. The title of the page begins with “Error”."
    ),
    "site.part.field": Message("Field with hint and fault"),
    "site.part.field.keeps": Message(
        "The label is always visible, hint and fault are read with the field, and what was typed "
        "stays. A fault says what to do."
    ),
    "site.part.file": Message("File field"),
    "site.part.file.keeps": Message(
        "The browser’s own control, large enough to hit and to drop files on; it works by keyboard."
    ),
    "site.part.text": Message("Text area"),
    "site.part.text.keeps": Message("It takes pasted text of any form and can be made larger."),
    "site.part.button": Message("Button"),
    "site.part.button.keeps": Message(
        "It is at least 44 pixels high, is never switched off, and says what it does."
    ),
    "site.task.done": Message("Done"),
    "site.task.open": Message("Not yet"),
    "site.part.options": Message("Choices and boxes"),
    "site.part.options.keeps": Message(
        "The question is read with each choice; label and box are one target of 44 pixels."
    ),
    "site.part.tasks": Message("Task list"),
    "site.part.tasks.keeps": Message(
        "What is to be done is a link; how far it is stands beside it in words."
    ),
    "site.part.said": Message("Result of an act"),
    "site.part.said.keeps": Message(
        "It stands at the beginning of the page, is read at once, and the page behind it stays."
    ),
    "site.part.verdict": Message("Verdict"),
    "site.part.verdict.keeps": Message(
        "A sentence, a picture with a form of its own and a colour say the same thing; the "
        "sentence is enough."
    ),
    "site.part.facts": Message("Facts"),
    "site.part.facts.keeps": Message(
        "Each name belongs to its values, and each value is marked with its own language."
    ),
    "site.part.checks": Message("Checks"),
    "site.part.checks.keeps": Message("Each line begins with its result in a word."),
    "site.part.details": Message("Details"),
    "site.part.details.keeps": Message(
        "They open and close by keyboard and say which of the two they are."
    ),
    "site.part.notice": Message("Notice"),
    "site.part.notice.keeps": Message(
        "It stands beside what it is about, stays, and is no pop-up."
    ),
    "site.part.table": Message("Table"),
    "site.part.table.keeps": Message(
        "It has a caption and headers of rows and columns, and scrolls by itself where it is wide."
    ),
}
