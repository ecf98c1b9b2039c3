"""What a learner's pages say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # The parts of a credential
    "portfolio.part.learner": Message("My name"),
    "portfolio.part.birth": Message("My date of birth"),
    "portfolio.part.awarded_on": Message("When I earned it"),
    "portfolio.part.outcomes": Message("What I can do"),
    "portfolio.part.grade": Message("My grade"),
    "portfolio.part.workload": Message("How much work it was"),
    "portfolio.part.level": Message("Its level"),
    "portfolio.part.assessment": Message("How it was checked"),
    "portfolio.part.quality": Message("Who watches over its quality"),
    "portfolio.part.evidence": Message("What was written about me, and my work"),
    "portfolio.part.offer": Message("More about the course"),
    # Coming in by a link or a code
    "portfolio.missing": Message(
        "This link opens nothing.",
        "It may be incomplete. Copy the whole link from the message, or ask whoever sent it to "
        "you for a new one.",
    ),
    "portfolio.too_often": Message(
        "Too many tries in one minute.", "Wait a minute, then try again."
    ),
    "portfolio.closed": Message("You have received a credential"),
    "portfolio.open": Message("Open my credential"),
    "portfolio.closed.why": Message(
        "The button is here because mail programs open links by themselves. This way only you "
        "open it."
    ),
    "portfolio.code": Message("Enter the code from your letter"),
    "portfolio.code.code": Message("Code"),
    "portfolio.code.code.hint": Message(
        "Twelve letters and digits. Capitals, spaces and hyphens do not matter."
    ),
    "portfolio.code.unknown": Message(
        "No credential has this code.",
        "Compare it with the letter. If it is the same, ask whoever sent the letter.",
    ),
    # The page of one award
    "portfolio.award": Message("{title}: my credential"),
    "portfolio.award.kind": Message("My credential"),
    "portfolio.you_can": Message("You can …"),
    "portfolio.who": Message("Who says so"),
    "portfolio.who.ask": Message("Questions? Write to"),
    "portfolio.how": Message("How it was checked"),
    "portfolio.details": Message("All details"),
    "portfolio.listen": Message("Listen to this page"),
    "portfolio.listen.stop": Message("Stop reading aloud"),
    "portfolio.save": Message("Save"),
    "portfolio.held": Message("It is among your credentials:"),
    "portfolio.keep": Message("Add to my credentials"),
    "portfolio.keep.sign_in": Message("Sign in to keep it with your other credentials"),
    "portfolio.own_link": Message(
        "Whoever has the link to this page sees all of it. To show it to others, make a link for "
        "them."
    ),
    "portfolio.state.withdrawn": Message("This credential was withdrawn. It no longer counts."),
    "portfolio.state.suspended": Message("This credential is suspended for the time being."),
    "portfolio.state.superseded": Message("This credential was replaced by a corrected one."),
    "portfolio.state.reason": Message("Reason: {reason}"),
    "portfolio.state.corrected": Message("Open the corrected credential"),
    "portfolio.state.ask": Message("If you think that is wrong, write to"),
    # Making a link
    "portfolio.share": Message("Share by a link"),
    "portfolio.share.intro": Message(
        "You get a link. Whoever has it sees the title, who awarded it, whether it is genuine, and "
        "what you choose here. You can stop it at any time."
    ),
    "portfolio.share.which": Message("Which credentials?"),
    "portfolio.share.parts": Message("What else is shown?"),
    "portfolio.share.tongue": Message("Language of the page"),
    "portfolio.share.ends": Message("How long does the link work?"),
    "portfolio.share.ends.day": Message("Until tomorrow"),
    "portfolio.share.ends.week": Message("One week"),
    "portfolio.share.ends.month": Message("One month"),
    "portfolio.share.ends.year": Message("One year"),
    "portfolio.share.note": Message("For whom?"),
    "portfolio.share.note.hint": Message("A note for yourself. Nobody else sees it."),
    "portfolio.share.too_many": Message(
        "These are more than {maximum} credentials.", "Make several links."
    ),
    "portfolio.share.check": Message("Check what others will see"),
    "portfolio.share.check.intro": Message("This, and whether it is genuine at that moment:"),
    "portfolio.share.terms": Message("About this link"),
    "portfolio.share.hidden": Message("Not shown"),
    "portfolio.share.ends_on": Message("Last day"),
    "portfolio.share.make": Message("Make the link"),
    "portfolio.show": Message("Show to someone now"),
    "portfolio.show.intro": Message(
        "You get a code to scan. It works until tomorrow and shows the title, who awarded it, "
        "whether it is genuine, and what stands below."
    ),
    "portfolio.show.parts": Message("It shows as well"),
    "portfolio.show.make": Message("Show the code"),
    "portfolio.show.other": Message("Choose other parts"),
    # Looking after links
    "portfolio.link": Message("Your link"),
    "portfolio.link.code": Message("QR code of this link"),
    "portfolio.link.how": Message("Copy the link into a message, or let the other person scan it."),
    "portfolio.link.stopped": Message("This link is stopped"),
    "portfolio.link.over": Message("The time of this link is over"),
    "portfolio.link.shows_nothing": Message("It shows nothing any more."),
    "portfolio.link.shows": Message("It shows"),
    "portfolio.link.seen": Message("Opened"),
    "portfolio.link.views": Message(
        "{count} time, last on {day}", plural="{count} times, last on {day}"
    ),
    "portfolio.link.never": Message("Not yet"),
    "portfolio.link.stop": Message("Stop this link"),
    "portfolio.links": Message("Links you have given"),
    "portfolio.links.working": Message("{count} link works.", plural="{count} links work."),
    "portfolio.links.none": Message("You have given no links that work."),
    "portfolio.links.see": Message("See and stop links"),
    "portfolio.links.count": Message("{count} link", plural="{count} links"),
    "portfolio.links.table": Message("All links, the newest first"),
    "portfolio.links.made": Message("For whom or when made"),
    "portfolio.links.state": Message("State"),
    "portfolio.links.until": Message("Works until {day}"),
    "portfolio.links.stopped": Message("Stopped"),
    "portfolio.links.over": Message("Time is over"),
    # What others see
    "portfolio.shared": Message(
        "{count} credential, shown to you", plural="{count} credentials, shown to you"
    ),
    "portfolio.shared.parts": Message(
        "This service checked the whole credential. Its learner chose which parts to show you."
    ),
    "portfolio.shared.replaced": Message("There is a corrected one. Ask for it."),
    "portfolio.shared.until": Message("This link works until {day}, or until it is stopped."),
    "portfolio.ended": Message(
        "This link was stopped, or its time is over.",
        "Ask whoever gave it to you for a new one.",
    ),
    # The bundle
    "portfolio.bundle": Message("{title}: all files"),
    "portfolio.bundle.intro": Message(
        "These files belong together. Keep them in one folder. They were saved on {day}."
    ),
    "portfolio.bundle.files": Message("What is what"),
    "portfolio.bundle.credential_json": Message("the credential itself; it proves all the rest"),
    "portfolio.bundle.credential_pdf": Message("the same to read and print"),
    "portfolio.bundle.credential_html": Message("the same to read in a browser"),
    "portfolio.bundle.achievement_jsonld": Message("the full description of what was learned"),
    "portfolio.bundle.keys_json": Message("the keys of the issuer, old ones too"),
    "portfolio.bundle.did_json": Message("the identity of the issuer"),
    "portfolio.bundle.revocation_json": Message("what was withdrawn by then"),
    "portfolio.bundle.suspension_json": Message("what was suspended by then"),
    "portfolio.bundle.state_jwt": Message("what was withdrawn or suspended by then, for wallets"),
    "portfolio.bundle.wallet-keys_json": Message("the keys that sign what wallets hold"),
    "portfolio.bundle.bundle_json": Message("tells programs what is what"),
    "portfolio.bundle.credential_badge": Message("the badge, with the credential inside"),
    "portfolio.bundle.credential_other": Message("the same for other systems"),
    "portfolio.bundle.mandate_json": Message(
        "a mandate that it was issued under, or the identity of who gave it"
    ),
    "portfolio.bundle.time_proof_json": Message(
        "an independent authority's word that the credential is as old as it says"
    ),
    "portfolio.bundle.check": Message("How to check it"),
    "portfolio.bundle.check.online": Message("Here, as long as this service exists:"),
    "portfolio.bundle.check.alone": Message(
        "Or without anybody’s help, with the free program Tesela, in this folder:"
    ),
    "portfolio.bundle.state": Message(
        "That tells how things were when the files were saved. It may have been withdrawn since."
    ),
    # The account
    "portfolio.wall": Message("My credentials"),
    "portfolio.wall.count": Message("{count} credential", plural="{count} credentials"),
    "portfolio.wall.empty": Message("There is nothing here yet."),
    "portfolio.wall.empty.how": Message(
        "Open the link from your provider’s message and choose “Add to my credentials”, or bring a "
        "credential from elsewhere."
    ),
    "portfolio.wall.on": Message("Awarded on {day}"),
    "portfolio.wall.withdrawn": Message("Withdrawn"),
    "portfolio.wall.suspended": Message("Suspended"),
    "portfolio.wall.superseded": Message("Replaced by a corrected one"),
    "portfolio.wall.elsewhere": Message("From elsewhere"),
    "portfolio.wall.do": Message("What you can do"),
    "portfolio.wall.share": Message("Share several by one link"),
    "portfolio.wall.export": Message("Save everything as one ZIP"),
    "portfolio.offered": Message("Sent to you"),
    "portfolio.offered.intro": Message(
        "These were sent to your e-mail address. They are not added until you say so."
    ),
    "portfolio.offered.take": Message("Add: {title}"),
    "portfolio.added": Message("It is now among your credentials."),
    "portfolio.removed": Message("It was removed."),
    "portfolio.remove": Message("Remove this credential?"),
    "portfolio.remove.award": Message(
        "It disappears from your account and from links given there. It stays valid, and its own "
        "link still works."
    ),
    "portfolio.remove.imported": Message(
        "It is deleted here for good, also from links given here. Save the file first if you have "
        "no copy."
    ),
    "portfolio.import": Message("Bring a credential from elsewhere"),
    "portfolio.import.intro": Message("It is checked now, and kept exactly as it is."),
    "portfolio.import.chosen": Message("File"),
    "portfolio.import.chosen.hint": Message(
        "The credential file (JSON), or a PDF with one inside."
    ),
    "portfolio.import.text": Message("Or paste its text"),
    "portfolio.import.send": Message("Check and keep it"),
    "portfolio.import.nothing": Message(
        "There is no credential yet.", "Choose a file or paste the text."
    ),
    "portfolio.import.both": Message(
        "There are a file and a text.", "Choose one of the two; bring the other one afterwards."
    ),
    "portfolio.import.too_large": Message(
        "The file is larger than 10 megabytes.", "Use the credential without pictures or videos."
    ),
    "portfolio.import.too_much": Message(
        "It says more than can be kept.", "Keep the file yourself; it can be checked here."
    ),
    "portfolio.import.unnamed": Message("Credential without a name"),
    "portfolio.full": Message(
        "There is no room for more: {maximum} credentials from elsewhere, or too many bytes.",
        "Remove some that you no longer need.",
    ),
    "portfolio.imported.file": Message("Save the file as it came"),
    "portfolio.imported.again": Message("Check again now"),
    "portfolio.imported.kept": Message("The result of the last check is kept here."),
    # The list of links in the export
    "portfolio.export.note": Message("For whom"),
    "portfolio.export.made": Message("Made"),
    "portfolio.export.ends": Message("Last day"),
    "portfolio.export.state": Message("State"),
    "portfolio.export.views": Message("Times opened"),
    "portfolio.export.seen": Message("Last opened"),
    "portfolio.export.language": Message("Language"),
    "portfolio.export.shows": Message("Shows"),
    "portfolio.export.link": Message("Link"),
    "portfolio.export.working": Message("works"),
    "portfolio.export.stopped": Message("stopped"),
    "portfolio.export.over": Message("over"),
}
