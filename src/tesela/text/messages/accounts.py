"""What the pages of signing in, of one's account and of help say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "accounts.sign_in": Message("Sign in"),
    "accounts.sign_in.intro": Message(
        "We send a code to your e-mail address. You need no password. If you are new here, this "
        "makes your account."
    ),
    "accounts.sign_in.email": Message("E-mail address"),
    "accounts.sign_in.send": Message("Send me a code"),
    "accounts.code": Message("Type the code from the mail"),
    "accounts.code.intro": Message(
        "We have sent a mail to {email}. Its code works for {count} minute.",
        plural="We have sent a mail to {email}. Its code works for {count} minutes.",
    ),
    "accounts.code.code": Message("Code"),
    "accounts.code.code.hint": Message("Eight digits. Spaces do not matter, and you can paste it."),
    "accounts.code.other": Message("Back"),
    "accounts.code.mailbox": Message("Open the mailbox of the demonstration"),
    "accounts.code.no_mail": Message("No mail?"),
    "accounts.code.no_mail.text": Message(
        "It can take a minute. Look into the folder for spam, too."
    ),
    "accounts.code.again": Message("Send a new code"),
    "accounts.code.sent_again": Message("We have sent a new code. Only the newest one works."),
    "accounts.code.wrong": Message(
        "This is not the newest code. You have {count} try left.",
        "Compare it with the newest mail.",
        plural="This is not the newest code. You have {count} tries left.",
    ),
    "accounts.code.late": Message("The code is too old.", "Have a new code sent."),
    "accounts.code.tried": Message("The code was wrong too often.", "Have a new code sent."),
    "accounts.too_often": Message("Too many tries in a short time.", "Try again in ten minutes."),
    "accounts.not_sent": Message(
        "The mail could not be sent.", "Check the address, or try again later."
    ),
    "accounts.closed": Message(
        "This account is closed.", "Ask whoever operates this service; the help page says whom."
    ),
    "accounts.by_code": Message("Sign in with a code by mail"),
    "accounts.by_passkey": Message("Sign in with a passkey"),
    "accounts.by_passkey.intro": Message(
        "Your device asks for your fingerprint, face or PIN. They never leave the device."
    ),
    "accounts.by_passkey.button": Message("Use my passkey"),
    "accounts.passkeys": Message("Passkeys"),
    "accounts.passkey.what": Message(
        "With a passkey you sign in by the lock of your device: fingerprint, face or PIN. The code "
        "by mail always works too."
    ),
    "accounts.passkey.needs_script": Message(
        "A passkey needs JavaScript and a browser that knows passkeys. The code by mail always "
        "works."
    ),
    "accounts.passkey.stopped": Message(
        "Nothing happened: it was cancelled, or there is no passkey here. Try again, or use the "
        "code by mail."
    ),
    "accounts.passkey.refused": Message(
        "This passkey did not work here.", "Try again, or use the code by mail."
    ),
    "accounts.passkey.too_many": Message(
        "You have {most} passkeys already.", "Remove one that you no longer use."
    ),
    "accounts.passkey.new": Message("Add a passkey"),
    "accounts.passkey.make": Message("Make the passkey"),
    "accounts.passkey.name": Message("Name of the passkey"),
    "accounts.passkey.name.hint": Message("Such as the device it is on."),
    "accounts.passkey.first": Message("Passkey {number}"),
    "accounts.passkey.made": Message("Made on {day}."),
    "accounts.passkey.used": Message("Last used on {day}."),
    "accounts.passkey.rename": Message("Name the passkey"),
    "accounts.passkey.rename_one": Message("Rename “{name}”"),
    "accounts.passkey.remove_one": Message("Remove “{name}”"),
    "accounts.passkey.remove": Message("Remove the passkey “{name}”?"),
    "accounts.passkey.remove.text": Message(
        "You can no longer sign in with it. The code by mail still works."
    ),
    "accounts.account": Message("My account"),
    "accounts.account.intro": Message("You sign in as {email}."),
    "accounts.account.name": Message("Your name"),
    "accounts.account.name.hint": Message("How you want to be greeted."),
    "accounts.account.language": Message("Language"),
    "accounts.account.language.hint": Message("Of pages and of mails to you."),
    "accounts.leave": Message("Leave"),
    "accounts.sign_out": Message("Sign out"),
    "accounts.signed_out": Message("You are signed out.", "Until next time."),
    "accounts.everywhere": Message("Sign out on all devices"),
    "accounts.everywhere.text": Message(
        "If you lost a device, or signed in on one that is not yours. Here, too, you then sign in "
        "anew."
    ),
    "accounts.everywhere.button": Message("Sign out everywhere"),
    "accounts.prove": Message("Is it you?"),
    "accounts.prove.text": Message(
        "You signed in some time ago. Before this step we send a code to {email}."
    ),
    "accounts.delete": Message("Delete my account"),
    "accounts.delete.goes": Message("What goes"),
    "accounts.delete.goes.person": Message("Your address, name, language and passkeys."),
    "accounts.delete.goes.portfolio": Message(
        "Your portfolio, and the credentials from elsewhere that you added."
    ),
    "accounts.delete.goes.shares": Message(
        "What you show to others by link or as an answer: it is gone at once."
    ),
    "accounts.delete.goes.roles": Message("Your roles in organisations."),
    "accounts.delete.stays": Message("What stays"),
    "accounts.delete.stays.register": Message(
        "Who awarded you something keeps a register of it, so that it can still be checked. Ask "
        "the provider about your data there. What you did for an organisation stays in its log, "
        "as a number without your name."
    ),
    "accounts.delete.stays.links": Message(
        "Files that you saved stay valid, and the links in mails from providers still work."
    ),
    "accounts.delete.first": Message("Before you go"),
    "accounts.delete.export": Message("Save everything in your portfolio"),
    "accounts.delete.sure": Message("I want to delete my account. This cannot be undone."),
    "accounts.delete.button": Message("Delete my account"),
    "accounts.delete.owner": Message(
        "You are the last owner of an organisation.",
        "Make somebody else an owner first, on the page of its members.",
    ),
    "accounts.deleted": Message("Your account is deleted.", "Thank you for having been here."),
    "accounts.mail.code": Message("Your code to sign in to Tesela"),
    "accounts.mail.code.is": Message("Your code is:"),
    "accounts.mail.code.minutes": Message(
        "It works once, for {count} minute, in the browser in which you asked for it.",
        plural="It works once, for {count} minutes, in the browser in which you asked for it.",
    ),
    "accounts.mail.code.where": Message(
        "Type or paste it there. Nobody from us will ever ask you for it."
    ),
    "accounts.mail.code.not_you": Message(
        "You did not ask for a code? Then somebody mistyped an address. Do nothing: without this "
        "code nobody gets in."
    ),
    "accounts.mail.passkey": Message("A passkey was added to your Tesela account"),
    "accounts.mail.passkey.text": Message(
        "The passkey “{name}” was added. Whoever has it can sign in as you."
    ),
    "accounts.mail.passkey.not_you": Message(
        "Was it not you? Remove it, and sign out on all devices, on this page:"
    ),
    "accounts.help": Message("Help"),
    "accounts.help.easy": Message("This page in easy words"),
    "accounts.help.full": Message("All of the help"),
    "accounts.help.award": Message("I award"),
    "accounts.help.award.1": Message("Sign in, and describe your organisation once."),
    "accounts.help.award.2": Message(
        "Describe what people can do afterwards, how you check it and how long it takes. Publish "
        "it."
    ),
    "accounts.help.award.3": Message(
        "Paste or upload the class list. Each problem is shown, and you mend it there."
    ),
    "accounts.help.award.4": Message(
        "Issue. Every learner gets a mail or a printed letter. You can correct and withdraw later."
    ),
    "accounts.help.learned": Message("I learned"),
    "accounts.help.learned.1": Message(
        "Open the link in your mail, or type the code of your letter. You need no account."
    ),
    "accounts.help.learned.2": Message(
        "Save it as a file or PDF, show it, or make a link that shows only some parts."
    ),
    "accounts.help.learned.3": Message("See what you are showing, and stop it whenever you like."),
    "accounts.help.learned.4": Message(
        "With an account you keep all your credentials in one place, also those from elsewhere."
    ),
    "accounts.help.check": Message("I check"),
    "accounts.help.check.1": Message(
        "Choose the file that you were given, or paste its text, on the page “Check a credential”."
    ),
    "accounts.help.check.2": Message(
        "A sentence says whether it is genuine and still counts; below it stands why."
    ),
    "accounts.help.check.3": Message("You need no account, and what you check is not kept."),
    "accounts.help.sign_in": Message("Signing in"),
    "accounts.help.sign_in.text": Message(
        "There are no passwords. A code comes by mail each time; or you add a passkey on the page "
        "“My account”."
    ),
    "accounts.help.keys": Message("By keyboard"),
    "accounts.help.keys.tab": Message("Tab: on to the next link, field or button"),
    "accounts.help.keys.back": Message("Shift and Tab: back"),
    "accounts.help.keys.enter": Message("Enter: follow the link, press the button"),
    "accounts.help.keys.space": Message("Space: tick a box, open a list"),
    "accounts.help.keys.arrows": Message("Arrow keys: go from choice to choice"),
    "accounts.help.keys.skip": Message(
        "The first stop of every page leads past the menu. There are no other shortcuts to learn."
    ),
    "accounts.help.easier": Message("What makes it easier"),
    "accounts.help.easier.size": Message("Make the letters as large as you need in your browser."),
    "accounts.help.easier.colours": Message(
        "Light, dark, high contrast and less motion follow the settings of your device."
    ),
    "accounts.help.easier.script": Message(
        "Every page works without JavaScript. Only passkeys and the camera need it."
    ),
    "accounts.help.easier.time": Message(
        "Nothing hurries you. Only a code to sign in ends after {count} minute, and you can have a "
        "new one.",
        plural="Nothing hurries you. Only a code to sign in ends after {count} minutes, and you "
        "can have a new one.",
    ),
    "accounts.help.easier.words": Message(
        "Colour and pictures never say anything alone; words say it too."
    ),
    "accounts.help.statement": Message("Accessibility statement"),
    "accounts.help.statement.aim": Message(
        "We want everybody to be able to use these pages, and aim at WCAG 2.2, level AA. Nobody "
        "independent has confirmed that yet."
    ),
    "accounts.help.statement.tested": Message("What was tested, in Chromium"),
    "accounts.help.statement.axe": Message(
        "pages and their error states with the program axe, light and dark"
    ),
    "accounts.help.statement.keyboard": Message("main journeys by keyboard alone"),
    "accounts.help.statement.script": Message("main journeys without JavaScript"),
    "accounts.help.statement.narrow": Message("pages 320 pixels wide, and with larger letters"),
    "accounts.help.statement.spoken": Message("what a screen reader is told, and in what order"),
    "accounts.help.statement.open": Message("What was not tested yet"),
    "accounts.help.statement.people": Message("with people who have disabilities"),
    "accounts.help.statement.readers": Message("with real screen readers, and in other browsers"),
    "accounts.help.statement.texts": Message(
        "texts and pictures that providers write themselves, and files from elsewhere"
    ),
    "accounts.help.barrier": Message("Tell us of a barrier"),
    "accounts.help.barrier.text": Message(
        "Something does not work for you, or you want it in another form? Write to us what you "
        "wanted to do and what stopped you."
    ),
    "accounts.help.barrier.nobody": Message(
        "The operator of this service has not named a contact. Ask the provider who sent you here."
    ),
    "accounts.easy": Message("Help in easy words"),
    "accounts.easy.what": Message("What is this?"),
    "accounts.easy.what.1": Message("You learned something."),
    "accounts.easy.what.2": Message("Now you get a certificate for it."),
    "accounts.easy.what.3": Message("The certificate is a file. It shows what you can do."),
    "accounts.easy.get": Message("How do I get it?"),
    "accounts.easy.get.1": Message("You get a mail or a letter."),
    "accounts.easy.get.2": Message("In the mail there is a link. Open it."),
    "accounts.easy.get.3": Message("In the letter there is a code. Type it on the page."),
    "accounts.easy.show": Message("How do I show it?"),
    "accounts.easy.show.1": Message("You make a link."),
    "accounts.easy.show.2": Message("You decide what others see."),
    "accounts.easy.show.3": Message("You can stop it at any time."),
    "accounts.easy.sign_in": Message("How do I sign in?"),
    "accounts.easy.sign_in.1": Message("Type your e-mail address."),
    "accounts.easy.sign_in.2": Message("You get a mail with a number."),
    "accounts.easy.sign_in.3": Message("Type the number. That is all."),
    "accounts.easy.sign_in.4": Message("You do not need a password."),
    "accounts.easy.help": Message("Who helps me?"),
    "accounts.easy.help.1": Message("Write to us if something does not work."),
    "accounts.easy.help.2": Message("Or ask the people where you learned."),
    "accounts.easy.help.3": Message("Somebody you trust may sit beside you and help."),
}
