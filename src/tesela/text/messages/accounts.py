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
    "accounts.delete.goes.shares": Message("Your shares: their links stop working at once."),
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
        "Make somebody else an owner first, under “Settings” of:",
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
}
