"""What the pages of an organisation say: members, keys, identity, log, home."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "providers.not_allowed": Message(
        "Your role in this organisation does not allow this.",
        "Ask an owner of the organisation to do it or to change your role.",
    ),
    "providers.no_key": Message(
        "The organisation has no signing key yet.", "An owner can make one under “Settings”."
    ),
    "providers.menu": Message("Organisation"),
    "providers.menu.design": Message("What can be earned"),
    "providers.menu.classes": Message("Issue to a class"),
    "providers.menu.awards": Message("Awards"),
    "providers.menu.settings": Message("Settings"),
    # Those one belongs to, and a new one
    "providers.list": Message("Your organisations"),
    "providers.list.count": Message("{count} organisation", plural="{count} organisations"),
    "providers.list.none": Message(
        "To award, you act for an organisation. Make one, or ask an owner of yours to add you."
    ),
    "providers.make": Message("Make an organisation"),
    "providers.make.intro": Message(
        "A signing key and an identity are made by themselves. You can change everything later."
    ),
    "providers.too_many": Message(
        "You belong to {limit} organisations, and more is not possible.",
        "Leave one that you no longer need.",
    ),
    # What is said about it
    "providers.about": Message("About the organisation"),
    "providers.about.intro": Message("This stands in every credential that you issue from now on."),
    "providers.about.name": Message("Name"),
    "providers.about.name.hint": Message("As people know it."),
    "providers.name_in": Message("Name ({language})"),
    "providers.about.main": Message("Main language"),
    "providers.about.main.hint": Message("The language that you describe what can be earned in."),
    "providers.about.languages": Message("Further languages"),
    "providers.about.languages.hint": Message(
        "You can describe what can be earned in these too. Save to give the name in a new one."
    ),
    "providers.about.legal_name": Message("Legal name"),
    "providers.about.legal_name.hint": Message("As it stands in its register."),
    "providers.about.country": Message("Country"),
    "providers.about.place": Message("Town or city"),
    "providers.about.email": Message("E-mail address for questions"),
    "providers.about.email.hint": Message(
        "Learners and employers write here. It is public: take one of the organisation, not yours."
    ),
    "providers.about.website": Message("Website"),
    "providers.about.website.hint": Message("Such as https://www.example.org"),
    "providers.website": Message(
        "This is not a web address.", "Begin it with https:// as in https://www.example.org"
    ),
    "providers.about.identifiers": Message("Numbers in registers"),
    "providers.about.identifiers.hint": Message("They tell readers which organisation you are."),
    "providers.about.scheme": Message("Register"),
    "providers.about.value": Message("Number"),
    "providers.scheme.national-register": Message("National register"),
    "providers.scheme.vat": Message("VAT number"),
    "providers.scheme.eidas": Message("European legal identifier (eIDAS)"),
    "providers.scheme.eter": Message("European register of higher education (ETER)"),
    "providers.scheme.ror": Message("Research Organization Registry (ROR)"),
    "providers.scheme.deqar": Message("Database of external quality assurance (DEQAR)"),
    "providers.scheme.other": Message("Another register"),
    # Home
    "providers.home": Message("Overview"),
    "providers.matters": Message("Needs your attention"),
    "providers.matter.no_key": Message("There is no signing key", plural="There is no signing key"),
    "providers.matter.seal_over": Message(
        "The seal certificate has ended", plural="The seal certificate has ended"
    ),
    "providers.matter.seal_ends": Message(
        "The seal certificate ends in {count} day",
        plural="The seal certificate ends in {count} days",
    ),
    "providers.matter.refused": Message(
        "{count} class list has rows to mend", plural="{count} class lists have rows to mend"
    ),
    "providers.matter.approving": Message(
        "{count} class waits for approval", plural="{count} classes wait for approval"
    ),
    "providers.matter.mails": Message(
        "{count} e-mail did not arrive", plural="{count} e-mails did not arrive"
    ),
    "providers.matter.networks": Message(
        "{count} invitation or mandate waits for your answer",
        plural="{count} invitations or mandates wait for your answer",
    ),
    "providers.matter.mandates": Message(
        "{count} mandate ends within a month", plural="{count} mandates end within a month"
    ),
    "providers.matter.endorsements": Message(
        "{count} organisation asks you for an endorsement",
        plural="{count} organisations ask you for an endorsement",
    ),
    "providers.matter.lapsed": Message(
        "Quality assurance of {count} achievement has ended",
        plural="Quality assurance of {count} achievements has ended",
    ),
    "providers.steps": Message("What to do next"),
    "providers.step.describe": Message("Describe what can be earned"),
    "providers.step.quality": Message("Show why people can trust you"),
    "providers.step.issue": Message("Issue to your first class"),
    "providers.step.own": Message("Make it yours: legal name and website"),
    "providers.done": Message("Done"),
    "providers.to_do": Message("To do"),
    "providers.missing": Message("Missing"),
    "providers.could_say_more": Message("Could say more"),
    "providers.figures": Message("The last twelve months"),
    "providers.figures.total": Message("Awards"),
    "providers.figures.opened": Message("Opened by the learner"),
    "providers.figures.unopened": Message("Not opened yet"),
    "providers.figures.withdrawn": Message("Withdrawn"),
    "providers.figures.table": Message("The chart as a table"),
    "providers.figures.caption": Message("Awards by month"),
    "providers.figures.month": Message("Month"),
    "providers.figures.said": Message(
        "In twelve months {total} awards: {opened} opened by the learner, {unopened} not opened "
        "yet, {withdrawn} withdrawn. The table below has every month."
    ),
    "providers.recent": Message("Latest classes"),
    "providers.recent.all": Message("All classes"),
    "providers.recent.issued": Message("{count} award", plural="{count} awards"),
    "providers.class.reading": Message("Being read"),
    "providers.class.asking": Message("Has a question"),
    "providers.class.mending": Message("Being prepared"),
    "providers.class.approving": Message("Waits for approval"),
    "providers.class.waiting": Message("Will be issued"),
    "providers.class.making": Message("Being issued"),
    "providers.class.finished": Message("Finished"),
    "providers.class.recalled": Message("Recalled"),
    "providers.class.discarded": Message("Discarded"),
    # Settings
    "providers.settings": Message("Settings"),
    "providers.members": Message("Members"),
    "providers.members.count": Message("{count} member", plural="{count} members"),
    "providers.member": Message("Member"),
    "providers.member.add": Message("Add a member"),
    "providers.member.email": Message("E-mail address"),
    "providers.member.email.hint": Message(
        "They get a mail that says where to sign in. They need no password."
    ),
    "providers.member.role": Message("Role"),
    "providers.member.change": Message("Change {name}"),
    "providers.member.added": Message("The member was added, and a mail was sent."),
    "providers.member.no_mail": Message(
        "The member was added, but the mail could not be sent. Tell them to sign in here."
    ),
    "providers.member.remove": Message("Remove from the organisation"),
    "providers.member.remove.ask": Message("Remove {name}?"),
    "providers.member.remove.text": Message(
        "They can no longer see or do anything here. What they did stays in the log."
    ),
    "providers.member.removed": Message("The member was removed."),
    "providers.member_twice": Message(
        "This person is a member already.", "Change the role in the list above."
    ),
    "providers.too_many_members": Message(
        "The organisation has {limit} members, and more is not possible.",
        "Remove somebody who no longer needs it.",
    ),
    "providers.last_owner": Message(
        "This is the last owner.", "Make somebody else an owner first."
    ),
    "providers.role.owner": Message("Owner"),
    "providers.role.designer": Message("Designer"),
    "providers.role.issuer": Message("Issuer"),
    "providers.role.viewer": Message("Viewer"),
    "providers.role.owner.may": Message("Owner: may do everything, settings too"),
    "providers.role.designer.may": Message("Designer: describes what can be earned"),
    "providers.role.issuer.may": Message("Issuer: issues to classes and withdraws"),
    "providers.role.viewer.may": Message("Viewer: sees everything, changes nothing"),
    "providers.invitation.subject": Message("You are now a member of {organisation}"),
    "providers.invitation.hello": Message("Hello,"),
    "providers.invitation.member": Message(
        "you were made a member of {organisation} on Tesela. Your role: {role}."
    ),
    "providers.invitation.begin": Message(
        "To begin, open this page and sign in with this e-mail address ({email}). You get a code "
        "by e-mail; there is no password."
    ),
    "providers.invitation.unknown": Message(
        "If you do not know why you got this, you need not do anything."
    ),
    "providers.four_eyes": Message("Approval by a second person"),
    "providers.four_eyes.intro": Message(
        "A second owner or issuer then looks at each class before anything is issued."
    ),
    "providers.four_eyes.wanted": Message("Must a second person approve?"),
    "providers.four_eyes.yes": Message("Yes, always two persons"),
    "providers.four_eyes.no": Message("No, one person is enough"),
    "providers.too_few_eyes": Message(
        "Nobody else could approve.", "Add a second owner or issuer first."
    ),
    # Identity and keys
    "providers.keys": Message("Identity and keys"),
    "providers.keys.intro": Message(
        "Your credentials are signed with a key. Everybody can look up its public part."
    ),
    "providers.identity": Message("Identity"),
    "providers.keys.listed": Message("Keys"),
    "providers.key.state": Message("State"),
    "providers.key.signs": Message("Signs now"),
    "providers.key.signs_wallets": Message("Signs what phone wallets hold"),
    "providers.key.waiting": Message("Waits for your domain"),
    "providers.key.retired": Message("Retired"),
    "providers.key.made_at": Message("Made"),
    "providers.key.retired_at": Message("Retired"),
    "providers.key.public": Message("Public key"),
    "providers.key.method": Message("Address of the key"),
    "providers.key.new": Message("Make a new key"),
    "providers.key.new.signs": Message("From then on the new key signs."),
    "providers.key.new.stays": Message(
        "The present key is retired. What it signed stays valid, and its public part stays "
        "published."
    ),
    "providers.key.new.identity": Message(
        "This service has no public address, so your identity changes with the key."
    ),
    "providers.key.new.why": Message(
        "You need one if the service's data or secret may have been seen by others."
    ),
    "providers.key.made": Message("The new key signs from now on."),
    "providers.own_domain": Message(
        "The identity stands on the organisation's own domain.",
        "Make a new key on the page “Own domain”.",
    ),
    "providers.too_many_keys": Message(
        "The organisation has {limit} keys, and more is not possible.",
        "Ask whoever runs this service.",
    ),
    "providers.domain": Message("Own domain"),
    "providers.domain.none": Message("Not used"),
    "providers.domain.intro": Message(
        "With an identity under your own domain, readers see that it is you, and you can take it "
        "along to another service."
    ),
    "providers.domain.domain": Message("Domain"),
    "providers.domain.domain.hint": Message("Such as example.org, without https://"),
    "providers.domain.fault": Message("This is not a domain.", "Write it like this: example.org"),
    "providers.domain.place": Message("Place the file below on your web server, at this address:"),
    "providers.domain.check": Message("Then let it be checked here. Only then anything changes."),
    "providers.domain.file": Message("The file"),
    "providers.domain.save": Message("Save the file did.json"),
    "providers.domain.take": Message("Check the file and sign with the new key"),
    "providers.domain.stays": Message(
        "What was issued before stays valid under the identity it was issued with."
    ),
    "providers.domain.other": Message("Name another domain, or make another key"),
    "providers.domain.taken": Message("The file was found. The new key signs from now on."),
    "providers.not_shown": Message(
        "The file on your domain does not show this key: {method}",
        "Replace the file with the one below, with every key in it, and check again.",
    ),
    # Seal certificates
    "providers.seal": Message("Seal"),
    "providers.seal.intro": Message(
        "A seal is for an organisation what a signature is for a person. Europass and public "
        "authorities take credentials with a seal. You get a seal certificate from a trust "
        "service provider, once for several years."
    ),
    "providers.seal.none_yet": Message("There is no seal certificate yet."),
    "providers.seal.present": Message("The certificate that seals"),
    "providers.seal.earlier": Message("Certificates that sealed before"),
    "providers.seal.seals": Message("Seals now"),
    "providers.seal.is_over": Message("Has ended"),
    "providers.seal.names": Message("Whom it names"),
    "providers.seal.identifier": Message("Number of the organisation in it"),
    "providers.seal.issuer": Message("Who issued it"),
    "providers.seal.kind": Message("Kind"),
    "providers.seal.worth.qualified": Message("It says that it is for qualified electronic seals."),
    "providers.seal.worth.advanced": Message(
        "It does not say that it is qualified. Readers decide whether that is enough for them."
    ),
    "providers.seal.worth.trial": Message(
        "For trying out only. Others see that the document was not changed, but nobody vouches for "
        "the name."
    ),
    "providers.seal.begins": Message("Counts from"),
    "providers.seal.until": Message("Counts until"),
    "providers.seal.fingerprint": Message("Fingerprint (SHA-256)"),
    "providers.seal.ended": Message(
        "The certificate has ended: nothing more is sealed.",
        "What it sealed keeps its seal. Get a new one and add it.",
    ),
    "providers.seal.ends": Message(
        "The certificate ends in {count} day.",
        "Order the next one now: that can take weeks.",
        plural="The certificate ends in {count} days.",
    ),
    "providers.seal.add": Message("Add a seal certificate"),
    "providers.seal.replace": Message("Replace it"),
    "providers.seal.add.intro": Message(
        "Your trust service provider gives you a file that ends in .p12 or .pfx, and a passphrase "
        "for it. The key in it is stored encrypted, and is shown to nobody again."
    ),
    "providers.seal.add.replaces": Message("It replaces the present one, of {name}."),
    "providers.seal.add.send": Message("Seal with it from now on"),
    "providers.seal.file": Message("Certificate file"),
    "providers.seal.file.hint": Message("It ends in .p12 or .pfx"),
    "providers.seal.passphrase": Message("Its passphrase"),
    "providers.seal.passphrase.hint": Message("Used once to open the file, and not kept."),
    "providers.seal.taken": Message("The certificate was added. It seals from now on."),
    "providers.seal.gone": Message("The certificate was retired. Nothing is sealed any more."),
    "providers.seal.retire": Message("Retire the certificate"),
    "providers.seal.retire.no_more": Message(
        "Nothing more is sealed. Learners get no new files for Europass."
    ),
    "providers.seal.retire.stays": Message("What it sealed keeps its seal and stays valid."),
    "providers.seal.retire.stolen": Message(
        "If somebody else may have the key, tell your trust service provider as well: only they "
        "can revoke the certificate."
    ),
    "providers.seal.none": Message(
        "There is no seal certificate.", "An owner can add one under “Settings”, “Seal”."
    ),
    "providers.seal.passphrase_wrong": Message(
        "The passphrase does not open the file.",
        "Type it again, exactly as your trust service provider gave it to you.",
    ),
    "providers.seal.operators": Message(
        "Whoever runs this service keeps a seal key for your organisation, in a device or at a "
        "trust service provider."
    ),
    "providers.seal.operators.use": Message("Seal with that key from now on"),
    "providers.seal.operators.else": Message("Or with a file of your own"),
    "providers.seal.operators.failed": Message(
        "The key could not be reached, or its certificate does not fit.",
        "Ask whoever runs this service.",
    ),
    "providers.seal.other_key": Message(
        "The seal key that the operator keeps has another certificate than before.",
        "An owner has to look at it under “Settings”, “Seal”, and take it up.",
    ),
    "providers.sealers.file": Message(
        "The file of seal keys (TESELA_SEALERS) cannot be read, or says too little.",
        "Compare it with docs/operating.md.",
    ),
    "providers.seal.incomplete": Message(
        "The file does not hold both a key and its own certificate.",
        "Export it again, with the private key and all certificates.",
    ),
    "providers.seal.use": Message(
        "The certificate is not for signing.",
        "Ask your trust service provider for a certificate for electronic seals.",
    ),
    "providers.seal.over": Message(
        "The certificate does not count now: it has ended or has not begun.",
        "Choose one that counts today.",
    ),
    "providers.seal.person": Message(
        "The certificate names no organisation.",
        "A seal is an organisation’s. Choose a certificate for electronic seals, not one of a "
        "person.",
    ),
    "providers.seal.twice": Message(
        "This certificate seals already.", "There is nothing more to do."
    ),
    "providers.seal.too_many": Message(
        "The organisation has had {limit} certificates, and more is not possible.",
        "Ask whoever runs this service.",
    ),
    "providers.seal.mail.subject": Message(
        "The seal certificate of {organisation} ends in {count} day",
        plural="The seal certificate of {organisation} ends in {count} days",
    ),
    "providers.seal.mail.text": Message(
        "the seal certificate of {organisation} ends on {day}. After that nothing more is sealed, "
        "and learners get no new files for Europass. What it sealed keeps its seal."
    ),
    "providers.seal.mail.do": Message(
        "Order the next one from your trust service provider now, and add it here:"
    ),
    # The log
    "providers.log": Message("Log"),
    "providers.log.intro": Message(
        "Who did what. It holds identifiers only, and each entry is chained to the one before."
    ),
    "providers.log.count": Message("{count} entry", plural="{count} entries"),
    "providers.log.caption": Message("The latest first"),
    "providers.log.number": Message("Number"),
    "providers.log.what": Message("What"),
    "providers.log.who": Message("Who"),
    "providers.log.when": Message("When"),
    "providers.log.service": Message("The service"),
    "providers.log.gone": Message("A person who has left (number {number})"),
    "providers.log.check": Message("Check that nothing was changed"),
    "providers.log.whole": Message("Checked: the chain holds from the first entry to the last."),
    "providers.log.broken": Message(
        "The chain does not hold at entry {number}.",
        "Entries were changed, added or removed. Ask whoever runs this service.",
    ),
    "providers.log.last": Message("Digest of the last entry; keep it to compare later"),
    "providers.log.save": Message("Save the whole log"),
    # Acts, as the log says them
    "act.organisation.made": Message("The organisation was made"),
    "act.organisation.changed": Message("What is said about the organisation was changed"),
    "act.member.added": Message("A member was added"),
    "act.member.changed": Message("A member's role was changed"),
    "act.member.removed": Message("A member was removed"),
    "act.four_eyes.on": Message("Approval by a second person was turned on"),
    "act.four_eyes.off": Message("Approval by a second person was turned off"),
    "act.key.made": Message("A signing key was made"),
    "act.key.wallet": Message("A key for what phone wallets hold was made"),
    "act.seal.taken": Message("A seal certificate was added"),
    "act.seal.retired": Message("The seal certificate was retired"),
    "act.key.prepared": Message("A key for the organisation's own domain was made"),
    "act.identity.moved": Message("The identity on the organisation's own domain was taken up"),
    "act.edition.published": Message("A version of an achievement was published"),
    "act.description.made": Message("A description was begun"),
    "act.description.copied": Message("A description was copied"),
    "act.class.finished": Message("A class was finished"),
    "act.class.confirmed": Message("A class was confirmed for issuing"),
    "act.class.approved": Message("A class was approved"),
    "act.class.recalled": Message("A class was recalled"),
    "act.awards.made": Message("Awards were made"),
    "act.award.withdrawn": Message("An award was withdrawn"),
    "act.award.suspended": Message("An award was suspended"),
    "act.award.reinstated": Message("An award is valid again"),
    "act.award.corrected": Message("An award was corrected"),
    "act.mail.sent_again": Message("An e-mail was sent again"),
}
