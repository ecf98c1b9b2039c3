"""What is said about a registry of providers: its states, and the pages that run and show it."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "registry.status.active": Message("trusted"),
    "registry.status.suspended": Message("suspended"),
    "registry.status.withdrawn": Message("withdrawn"),
    "registry.status.active.text": Message("This registry vouches for this provider."),
    "registry.status.suspended.text": Message(
        "This registry has suspended this provider: it does not vouch for it at present."
    ),
    "registry.status.withdrawn.text": Message(
        "This registry does not vouch for this provider any more."
    ),
    # For everybody
    "registry.page": Message("Trusted providers"),
    "registry.page.intro": Message(
        "Who awards micro-credentials, who vouches for them, and since when."
    ),
    "registry.run_by": Message("The registry is kept by"),
    "registry.count": Message("{count} provider", plural="{count} providers"),
    "registry.back": Message("All providers"),
    "registry.from": Message("From the registry"),
    "registry.from.read": Message("Read on"),
    "registry.search": Message("Search"),
    "registry.search.q": Message("Name, number or identity"),
    "registry.search.country": Message("Country"),
    "registry.search.status": Message("State"),
    "registry.search.every": Message("Any"),
    "registry.machines": Message("For computers"),
    "registry.machines.text": Message("Edition {number} is signed. It was made on"),
    "registry.machines.whole": Message("The whole registry, signed (JSON)"),
    "registry.machines.feed": Message("Its head, with the digests of its parts (JSON)"),
    "registry.machines.jsonld": Message("In terms of the European Learning Model (JSON-LD)"),
    "registry.machines.lote": Message("As a list of trusted entities (ETSI TS 119 602)"),
    "registry.machines.entry": Message("This entry as data (JSON)"),
    "registry.not_recognition": Message(
        "Being in this registry is not official recognition of a credential. That is decided by"
        " the body that you hand it to."
    ),
    "registry.nothing_then": Message("This registry says nothing of that day."),
    "registry.since": Message("since"),
    "registry.as_of": Message("As of"),
    "registry.reason": Message("Reason"),
    "registry.successor": Message("Now answered for by"),
    "registry.quality": Message("Accreditation and quality"),
    "registry.quality.none": Message("No evidence is in the registry."),
    "registry.quality.fallen": Message("it was more before; some evidence has ended"),
    "registry.who": Message("Who it is"),
    "registry.attestations": Message("Accreditations in EBSI"),
    "registry.attestations.text": Message(
        "These are shown as somebody else stated them. Nobody here checked the signatures or "
        "asked whether they were withdrawn. They do not count as quality assurance."
    ),
    "registry.attestations.to-attest": Message("May issue these kinds of credentials"),
    "registry.attestations.to-accredit": Message("May let others issue these kinds of credentials"),
    "registry.attestations.where": Message("Where"),
    "registry.attestations.issuer": Message("Accredited by"),
    "registry.attestations.not_then": Message("not in force"),
    "registry.keys": Message("Keys"),
    "registry.keys.text": Message(
        "A key counts for what was signed in its time, also later. Times are those of the registry."
    ),
    "registry.keys.not_then": Message("not in use"),
    "registry.elsewhere": Message("Also in other registries"),
    "registry.disagrees": Message("says something else"),
    "registry.day": Message("As of another day"),
    "registry.day.on": Message("Day"),
    "registry.day.show": Message("Show that day"),
    "registry.history": Message("History"),
    "registry.history.text": Message("Everything this registry ever said, the latest first."),
    "registry.history.first": Message("First entry, or nothing but the reason or day changed"),
    "registry.history.changed": Message("Changed"),
    "registry.history.written": Message("written down on"),
    "registry.later_than_today": Message(
        "This day is still to come.", "Write today or an earlier day."
    ),
    "registry.kind.higher-education": Message("Higher education"),
    "registry.kind.vocational-education-and-training": Message("Vocational education and training"),
    "registry.kind.school": Message("School"),
    "registry.kind.adult-education": Message("Adult education"),
    "registry.kind.non-governmental-organisation": Message("Non-governmental organisation"),
    "registry.kind.social-service-provider": Message("Social services"),
    "registry.kind.employer": Message("Employer"),
    "registry.kind.social-partner": Message("Employers' or workers' organisation"),
    "registry.kind.public-employment-service": Message("Public employment service"),
    "registry.kind.public-body": Message("Public body"),
    "registry.kind.company": Message("Company"),
    "registry.kind.other": Message("Other"),
    # What is said of a provider
    "registry.said": Message(
        "The entry is wrong at {member}.", "Correct it there, and send it again."
    ),
    "registry.said.main": Message("Language of the names"),
    "registry.said.legal_name": Message("Name in law"),
    "registry.said.name": Message("Name people know it by"),
    "registry.said.country": Message("Country"),
    "registry.said.place": Message("Town or city"),
    "registry.said.website": Message("Website"),
    "registry.said.email": Message("E-mail"),
    "registry.said.kinds": Message("Kinds of provider"),
    "registry.said.identities": Message("Identities in credentials"),
    "registry.said.identities.hint": Message(
        "DIDs or https addresses that its credentials name as issuer, one a line."
    ),
    "registry.said.identities.wrong": Message(
        "{identity} is no identity.", "Write it like this: did:web:care.example"
    ),
    "registry.said.identifiers": Message("Numbers in registers"),
    "registry.said.scheme": Message("Register"),
    "registry.said.number": Message("Number there"),
    "registry.said.key": Message("Another key"),
    "registry.said.key.hint": Message(
        "Only if its credentials are signed by keys that you have checked. As Multikey: z6Mk…"
    ),
    "registry.said.key.wrong": Message("This is no public key.", "Paste it as Multikey: z6Mk…"),
    "registry.said.keys": Message("Keys"),
    "registry.said.since": Message("Since"),
    "registry.said.since.hint": Message("Leave it empty for now."),
    "registry.said.evidence": Message("Accreditation and quality"),
    "registry.said.attestations": Message("Accreditations in EBSI"),
    "registry.said.status": Message("State"),
    "registry.said.successor": Message("Who answers for it now"),
    # For the authority
    "registry.run": Message("Run the registry"),
    "registry.run.intro": Message(
        "Decide who is in the registry. Nothing is ever deleted: each change is written down with"
        " its day, and the signed feed follows at once."
    ),
    "registry.run.public": Message("The public registry"),
    "registry.add": Message("Add a provider"),
    "registry.add.send": Message("Add"),
    "registry.added": Message("The provider is in the registry."),
    "registry.missing": Message("Organisations here that are not in the registry"),
    "registry.missing.look": Message("Look and add"),
    "registry.missing.add": Message("Look and add: {name}"),
    "registry.organisation.text": Message(
        "This is what the organisation says of itself, with the keys it signs with. Add it only"
        " when you have checked that."
    ),
    "registry.organisation.send": Message("Add to the registry"),
    "registry.change": Message("Change what is said"),
    "registry.public": Message("Public page and history"),
    "registry.records": Message("{count} record", plural="{count} records"),
    "registry.renew": Message("Take over what it says now"),
    "registry.renew.text": Message(
        "The organisation is on this service. Take over its names, identities and keys as they are"
        " now."
    ),
    "registry.evidence": Message("Add evidence"),
    "registry.evidence.kind": Message("Kind"),
    "registry.evidence.title": Message("Title"),
    "registry.evidence.agency": Message("Who decided"),
    "registry.evidence.agency.hint": Message(
        "The name of the agency or authority; the provider's own name for internal quality"
        " assurance."
    ),
    "registry.evidence.agency_country": Message("Country of who decided"),
    "registry.evidence.decision": Message("Decision"),
    "registry.evidence.decision_page": Message("Page of the decision"),
    "registry.evidence.decided_on": Message("Decided on"),
    "registry.evidence.valid_until": Message("Valid until"),
    "registry.evidence.areas": Message("For these fields only"),
    "registry.evidence.eqf_levels": Message("For these EQF levels only"),
    "registry.evidence.reversed": Message(
        "It ends before it begins.", "Write a day that is later than the decision."
    ),
    "registry.evidence.for": Message("Only for"),
    "registry.evidence.page": Message("The decision"),
    "registry.evidence.nobody": Message("Who decided is not stated"),
    "registry.evidence.own_word": Message("the provider's own word"),
    "registry.take_back": Message("Take back evidence"),
    "registry.take_back.text": Message(
        "It counts no more from now on. What was awarded before keeps it in its history."
    ),
    "registry.take_back.reason": Message("Why"),
    "registry.take_back.reason.hint": Message("Everybody can read it. Name no persons."),
    "registry.take_back.send": Message("Take back"),
    "registry.decide": Message("Change the state"),
    "registry.decide.text": Message(
        "Whoever checks a credential sees at once how it stands now, and how it stood when it was"
        " awarded."
    ),
    "registry.decide.status": Message("From now on"),
    "registry.decide.active": Message("Trusted again"),
    "registry.decide.suspended": Message("Suspended: not trusted until further notice"),
    "registry.decide.withdrawn": Message("Withdrawn: not trusted any more"),
    "registry.decide.reason": Message("Why"),
    "registry.decide.reason.hint": Message("Everybody can read it. Name no persons."),
    "registry.decide.since": Message("Since"),
    "registry.decide.since.hint": Message("Leave it empty for now."),
    "registry.decide.successor": Message("Who answers for it now"),
    "registry.decide.successor.hint": Message(
        "The address of the other provider's page in this registry, if there is one."
    ),
    "registry.sources": Message("Other registries"),
    "registry.sources.text": Message(
        "Their entries are shown here with where they come from. They are not in your own feed."
    ),
    "registry.sources.when": Message("The service reads each of them every six hours."),
    "registry.sources.remove": Message("Forget this registry"),
    "registry.sources.remove.count": Message(
        "{count} entry of it is shown here.", plural="{count} entries of it are shown here."
    ),
    "registry.sources.remove.text": Message(
        "It is read no more, and what was read is deleted here. Nothing changes at the other "
        "registry. You can name it again."
    ),
    "registry.sources.remove.do": Message("Forget it"),
    "registry.sources.removed": Message("The registry was forgotten."),
    "registry.sources.add": Message("Read another registry"),
    "registry.sources.add.text": Message(
        "You need its feed's address, and its key or identity as you have it from the registry"
        " itself."
    ),
    "registry.sources.added": Message("The registry is named. Read it now."),
    "registry.sources.read": Message("Read now"),
    "registry.sources.done": Message("The registry was read."),
    "registry.sources.number": Message("Edition {number}"),
    "registry.source.address": Message("Address of the feed"),
    "registry.source.address.hint": Message("Such as https://authority.example/registry/feed.json"),
    "registry.source.address.wrong": Message(
        "This is no public https address.", "Write it like this: https://authority.example/…"
    ),
    "registry.source.key": Message("Its key or identity"),
    "registry.source.key.hint": Message("A key (z6Mk…), a DID or an https address."),
    "registry.import": Message("Import a list"),
    "registry.import.text": Message("All rows are taken over, or none. Then nothing has changed."),
    "registry.import.kind": Message("What it is"),
    "registry.import.no_kind": Message(
        "There is no kind of list with the name {kind}.", "Choose one of those shown."
    ),
    "registry.import.file": Message("File"),
    "registry.import.csv": Message("A table as of EQAR's database DEQAR (CSV)"),
    "registry.import.accreditation": Message(
        "Accreditations of the European Learning Model (JSON)"
    ),
    "registry.import.ebsi": Message("Accreditations of EBSI (JSON)"),
    "registry.import.issuers": Message("Issuers of the Digital Credentials Consortium (JSON)"),
    "registry.import.trust-list": Message("A trusted list of a Member State (XML)"),
    "registry.import.of_lists": Message("The EU's list of trusted lists"),
    "registry.import.of_lists.hint": Message(
        "Only for a trusted list. It says whose signature that list must carry."
    ),
    "registry.import.send": Message("Import"),
    "registry.import.done": Message("The list was taken over."),
    "registry.import.row": Message("Row {number}"),
    "registry.import.nothing": Message(
        "Nothing was taken over: {count} row has a fault.",
        plural="Nothing was taken over: {count} rows have faults.",
    ),
    "registry.import.form": Message(
        "The file is no such list.", "Choose the kind that fits the file."
    ),
    "registry.import.large": Message(
        "The file has more than {maximum} bytes.", "Split it into several."
    ),
    "registry.import.rows": Message(
        "The list has more than {maximum} providers.", "Split it into several."
    ),
    "registry.import.empty": Message("The list has no providers.", "Choose another file."),
    "registry.import.columns": Message(
        "The table lacks the columns {columns}.", "Name them in the first row."
    ),
    "registry.import.missing": Message("{column} is missing.", "Fill it in."),
    "registry.import.country": Message(
        "{column}: {value} is no country.", "Write its two letters, such as MT."
    ),
    "registry.import.day": Message(
        "{column}: {value} is no day.", "Write it like this: 2026-05-01"
    ),
    "registry.import.value": Message("{member} is wrong.", "Correct it in the list."),
    "registry.import.limit": Message(
        "{member}: the registry has no place for this limit. Without it, the accreditation would "
        "say more than it does.",
        "Take it out of the list, and add the provider by hand.",
    ),
    "registry.import.overdue": Message(
        "A trusted list is out of date: the next one was due on {day}.", "Get the latest one."
    ),
    "registry.import.no_lists": Message(
        "A list of trusted lists says nothing about this kind of list.",
        "Leave the list of trusted lists out.",
    ),
    "registry.import.known": Message(
        "{name} is in the registry already.", "Take it out of the list, or change its entry."
    ),
    "registry.import.refused": Message(
        "Row {row}: {reason}", "Correct it in the list. Nothing was taken over."
    ),
    # What is refused
    "registry.not_allowed": Message(
        "Only whoever runs the registry may do this.",
        "The operator of this service names the organisation that runs it.",
    ),
    "registry.identity_known": Message(
        "{provider} has the identity {identity} already.",
        "An identity belongs to one provider. Change the other entry first.",
    ),
    "registry.known": Message("This organisation is in the registry already.", "Change its entry."),
    "registry.not_ours": Message(
        "This entry comes from another registry.", "Ask that registry to change it."
    ),
    "registry.too_many_records": Message(
        "An entry can have {limit} records.", "Add a new entry, as the successor of this one."
    ),
    "registry.no_evidence": Message(
        "There is no such evidence any more.", "Look at the provider's page again."
    ),
    "registry.same_status": Message(
        "The provider has this state already.", "Choose another, or leave it as it is."
    ),
    "registry.own_successor": Message(
        "A provider cannot be its own successor.", "Name another provider."
    ),
    "registry.circle": Message(
        "The successors lead back to this provider.", "Name a provider that is not succeeded by it."
    ),
    "registry.no_successor": Message(
        "There is no provider {name}.", "Paste the address of its page in this registry."
    ),
    "registry.source_known": Message("This registry is named already.", "Read it from the list."),
    "registry.too_many_sources": Message(
        "{limit} other registries are the most.", "Remove one that you no longer need."
    ),
    "registry.source_busy": Message(
        "Somebody else has just read this registry.", "Look at the list again."
    ),
    "registry.source_large": Message(
        "The other registry has more than {limit} providers.", "Ask it for a smaller feed."
    ),
    "registry.other_registry": Message(
        "This is the feed of another registry, {registry}.",
        "Check the address with whoever runs the registry.",
    ),
    "registry.entry_of_another": Message(
        "The feed has the entry {entry}, which belongs to another registry.",
        "Tell the registry.",
    ),
    "registry.history_changed": Message(
        "The feed says something else than before of the past of {entry}.",
        "History is never changed. Ask the registry; nothing was taken over.",
    ),
    # The log
    "act.registry.added": Message("A provider was added to the registry"),
    "act.registry.changed": Message("What the registry says of a provider was changed"),
    "act.registry.evidence_added": Message("Evidence was added to a provider"),
    "act.registry.evidence_taken_back": Message("Evidence of a provider was taken back"),
    "act.registry.suspended": Message("A provider was suspended"),
    "act.registry.withdrawn": Message("A provider was withdrawn"),
    "act.registry.reinstated": Message("A provider is trusted again"),
    "act.registry.imported": Message("A list was imported into the registry"),
    "act.registry.source_added": Message("Another registry was named"),
    "act.registry.source_read": Message("Another registry was read"),
    "act.registry.source_removed": Message("Another registry was forgotten"),
}
