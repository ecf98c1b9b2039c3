"""What the command line says."""

from tesela.text.messages import Message

MESSAGES = {
    "cli.tesela": Message(
        "Micro-credentials, from a class list to credentials that anyone can verify. "
        "Exit status: 0 done, 1 a check failed, 2 unusable input, 3 could not be established."
    ),
    "cli.issue": Message(
        "Issue an achievement to a class: one file per award and format, and a report for every "
        "row. Run it again with the same input and nothing changes; a corrected row supersedes."
    ),
    "cli.verify": Message(
        "Verify credentials: is each one genuine, does it still stand, and what does it say?"
    ),
    "cli.check": Message(
        "Check descriptions, class lists or credentials: does each say what the European standard "
        "elements and the ten principles ask for?"
    ),
    "cli.keys": Message("Signing keys."),
    "cli.keys.new": Message(
        "Make a signing key. It is encrypted when TESELA_KEY_PASSPHRASE holds a passphrase."
    ),
    "cli.example": Message("Ready descriptions to start from."),
    "cli.example.list": Message("List the ready descriptions."),
    "cli.example.copy": Message("Take one as a file, which says where it was taken from."),
    "cli.example.copied": Message(
        "Wrote {file}. Put your own organisation in it, then ask for its faults: "
        "tesela check {file}"
    ),
    "cli.schema": Message("Print a published JSON Schema."),
    "cli.status": Message("See and change the state of credentials that were issued."),
    "cli.status.show": Message("List the state of every award in a folder."),
    "cli.status.revoke": Message("Withdraw awards for good and publish the status lists anew."),
    "cli.status.suspend": Message("Suspend awards for the time being."),
    "cli.status.reinstate": Message("Lift the suspension of awards."),
    "cli.serve": Message("Serve the web pages."),
    "cli.serving": Message("Serving at {address}; end with Ctrl-C."),
    "cli.no_site": Message(
        "The web service is not installed.", "Install it with: pip install 'tesela[site]'"
    ),
    "cli.option.host": Message("Address to listen on."),
    "cli.option.processes": Message("Processes that answer."),
    "cli.doctor": Message("Say what is installed, what is missing, and whether it all works."),
    "cli.demo": Message("The whole service on this computer, with living example data."),
    "cli.work": Message("Make awards and send mails: the background workers of the service."),
    "cli.handover": Message("Hand a register over to a successor, or take one over."),
    "cli.handover.export": Message(
        "Write the whole register of a folder, or of an organisation of the service, into one file."
    ),
    "cli.handover.identity": Message(
        "Go on signing status lists in the name of an institution that closed, where its address"
        " was handed over too."
    ),
    "cli.handover.import": Message("Take over a register from such a file, once."),
    "cli.argument.handover": Message("The file; it holds names and belongs to nobody else."),
    "cli.handed_over": Message(
        "{count} record is in {file}. Give it to your successor only, encrypted.",
        plural="{count} records are in {file}. Give it to your successor only, encrypted.",
    ),
    "cli.taken_over": Message(
        "{count} award of {issuer} is now in {folder}.",
        plural="{count} awards of {issuer} are now in {folder}.",
    ),
    "cli.taken_over_before": Message(
        "{count} award of {issuer} was in {folder} already; nothing has changed.",
        plural="{count} awards of {issuer} were in {folder} already; nothing has changed.",
    ),
    "cli.backup": Message("Save the database and the secret key in one file."),
    "cli.restore": Message("Put back what “backup” saved, where nothing is yet."),
    "cli.commands": Message("Commands"),
    "cli.option.version": Message("Print the version and end."),
    "cli.option.json": Message("Print one JSON document and nothing else."),
    "cli.option.language": Message("Language of messages and content, such as de or fi."),
    "cli.option.achievement": Message("Description of the achievement (YAML or JSON)."),
    "cli.option.roster": Message("Class list (CSV, XLSX or ODS); “-” reads standard input."),
    "cli.option.key": Message("Signing key, made with “tesela keys new”."),
    "cli.option.out": Message("Folder for the credentials, the report and the record."),
    "cli.option.into": Message(
        "One file for all credentials, instead of one for each: its name ends in .ndjson or .zip."
    ),
    "cli.option.as": Message(
        "Formats, separated by commas: openbadge, elm, sd-jwt, sd-jwt-full, vc-jwt, pdf, page, "
        "baked-png, baked-svg."
    ),
    "cli.option.status_list": Message(
        "Web address under which you will publish the folder “status”; without it the credentials "
        "cannot be withdrawn."
    ),
    "cli.option.jobs": Message("Processes that make files."),
    "cli.option.suite": Message("Cryptosuite of the proof."),
    "cli.option.state_page": Message(
        "Web page where people can ask for the current state; the word AWARD in it becomes the award's id."
    ),
    "cli.option.time_stamps": Message(
        "Web address of a time-stamping authority (RFC 3161); its time proofs go into the folder"
        " “proofs”."
    ),
    "cli.option.time_proof": Message(
        "The credential's time proof; a bundle has its own. May be given several times."
    ),
    "cli.existence": Message("Age"),
    "cli.option.birth": Message("Put dates of birth into the credentials; off by default."),
    "cli.option.encoding": Message("Encoding of a text roster, when it is not found correctly."),
    "cli.option.accept_encoding": Message("Go on although the encoding is doubtful."),
    "cli.option.offline": Message("Ask nobody; what is not at hand stays unknown."),
    "cli.option.trust": Message(
        "A registry that you trust: its folder, its file, or the https address of its feed."
    ),
    "cli.option.trust_key": Message(
        "Whose signature on the registry's feed you believe: its key (z6Mk…), DID or https address."
    ),
    "cli.option.at": Message("Verify as of this time, such as 2026-06-30 or 2026-06-30T12:00:00Z."),
    "cli.option.country": Message("Apply this country's profile too (two letters)."),
    "cli.option.seal": Message(
        "The organisation's seal: a PKCS#12 file, a pkcs11: address, or a JSON file that names a"
        " service. Its passphrase or PIN is in TESELA_SEAL_PASSPHRASE."
    ),
    "cli.option.seal_level": Message(
        "How far the seal proves itself: B-B, B-T, B-LT or B-LTA. From B-T on it needs"
        " --time-stamps."
    ),
    "cli.option.seal_name": Message(
        "Make a key for seals of the organisation with this registered name."
    ),
    "cli.option.seal_country": Message("Its country, by two letters."),
    "cli.option.seal_identifier": Message("Its identifier in a register, such as VATES-A00000000."),
    "cli.option.seal_request": Message("File for a request for a real certificate (PKCS #10)."),
    "cli.option.seal_shown": Message("Look at this seal too; named as for “tesela issue”."),
    "cli.option.type": Message("Kind of key."),
    "cli.option.key_out": Message("File for the new key."),
    "cli.option.controller": Message(
        "Whose key it is: a did:web or an https address; without it the key is a did:key."
    ),
    "cli.option.folder": Message("Folder that “tesela issue” made."),
    "cli.option.reason": Message("Why; kept in the record, not published."),
    "cli.option.data": Message("Folder for the demo."),
    "cli.option.port": Message("Port of the web service."),
    "cli.option.serve": Message("Serve the web pages of the demo."),
    "cli.argument.files": Message("Files; “-” reads standard input."),
    "cli.argument.awards": Message("Award ids, as in report.json."),
    "cli.argument.example": Message("The name of a ready description, as in the list."),
    "cli.option.field": Message(
        "Only those of one field: care, inclusion, digital, green, languages."
    ),
    "cli.option.example_out": Message("File to write; otherwise the name, in this folder."),
    "cli.no_example": Message(
        "There is no ready description “{name}”.", "Ask for the list: tesela example list"
    ),
    "cli.file_exists": Message("{file} exists already.", "Choose another name with --out."),
    "cli.argument.schema": Message("Which one: achievement, report or findings."),
    "cli.progress": Message("Issuing"),
    "cli.issued": Message(
        "{issued} issued, {refused} refused, {unchanged} unchanged; report: {report}"
    ),
    "cli.without_place": Message(
        "{count} credential in this folder has no place on a status list and can never be "
        "withdrawn. Give --status-list from the first run on.",
        plural="{count} credentials in this folder have no place on a status list and can never "
        "be withdrawn. Give --status-list from the first run on.",
    ),
    "cli.row": Message("Row {row}, {column}: {message}"),
    "cli.unknown_columns": Message("Columns that were not understood and not used: {columns}"),
    "cli.doubtful_encoding": Message(
        "The encoding of {name} is doubtful: it was read as {encoding}. The first rows: {preview}",
        "If they look right, add --accept-encoding; if not, name the encoding with --encoding.",
    ),
    "cli.not_found": Message("There is no file {file}.", "Check the name."),
    "cli.unreadable": Message("{file} cannot be read: {reason}", "Check the file and its rights."),
    "cli.unwritable": Message("{file} cannot be written: {reason}", "Choose another place for it."),
    "cli.page_address": Message(
        "{address} cannot be the address of a web page.",
        "Write it in full, beginning with https://.",
    ),
    "cli.exists": Message(
        "{file} exists already.", "Choose another name; a key is never replaced."
    ),
    "cli.time": Message(
        "“{value}” is not a date or time.", "Write it as 2026-06-30 or 2026-06-30T12:00:00Z."
    ),
    "cli.choice": Message("“{value}” is not known here.", "Choose from: {known}."),
    "cli.seal_name": Message(
        "A key for seals needs the organisation's registered name, of {maximum} letters at most.",
        "Add --organisation NAME --country CC.",
    ),
    "cli.seal_country": Message(
        "“{value}” is no country code.",
        "Name the country of the organisation by two capital letters, such as --country ES.",
    ),
    "cli.seal_identifier": Message(
        "“{value}” is no identifier as certificates have it.",
        "Write the register, the country and the number, such as VATES-A00000000 or NTRDE-HRB123.",
    ),
    "cli.seal_passphrase": Message(
        "A key for seals is never stored open.",
        "Put a passphrase into the environment variable TESELA_SEAL_PASSPHRASE.",
    ),
    "cli.seal_made": Message("Made {file}: a key for seals with a trial certificate."),
    "cli.seal_requested": Message(
        "Made {file}: send it to a trust service provider, who certifies the same key."
    ),
    "cli.seal_trial": Message(
        "Nobody vouches for the trial certificate. Europass does not accept it.",
        "Use it to try things out only; docs/seal-keys.md says how to get a real one.",
    ),
    "cli.into_made_once": Message(
        "Credentials with a seal or a time-stamp are made once, and “{file}” is always made anew.",
        "Leave out --into; each credential then has a file of its own.",
    ),
    "cli.seal_missing": Message(
        "There is a level for the seal, and no seal.",
        "Name the seal's key: --seal KEY.",
    ),
    "cli.key_made": Message("Made {file}. Its address is {method}."),
    "cli.key_open": Message(
        "The key is not encrypted. Put a passphrase into TESELA_KEY_PASSPHRASE to encrypt it."
    ),
    "cli.did_web": Message("Publish this as {address}:"),
    "cli.controller": Message(
        "“{controller}” cannot control a key.", "Use a did:web or an https address."
    ),
    "cli.not_a_register": Message(
        "{folder} holds no record of issued awards.", "Name the folder given to “tesela issue”."
    ),
    "cli.state.active": Message("active"),
    "cli.state.revoked": Message("withdrawn"),
    "cli.state.suspended": Message("suspended"),
    "cli.state_changed": Message(
        "Changed the state of {count} award. Publish the folder {folder} again.",
        plural="Changed the state of {count} awards. Publish the folder {folder} again.",
    ),
    "cli.check_clean": Message("{file}: nothing is missing that a machine can find."),
    "cli.check_no_profile": Message(
        "Nothing is known here of the rules of {country}, so no national profile was applied."
    ),
    "cli.check_nothing": Message(
        "There is no file to check.",
        "Name descriptions, class lists or credentials, or a folder that holds some.",
    ),
    "cli.no_country": Message(
        "{country} is no country.",
        "Use the two letters of ISO 3166-1, such as ES.",
    ),
    "cli.check_progress": Message("Checking"),
    "check.process_died": Message(
        "A process that checked files has ended before its time.",
        "Call it again with --jobs 1, to see at which file.",
    ),
    "cli.check_questions": Message(
        "{file}: {count} question is for a person to judge.",
        plural="{file}: {count} questions are for a person to judge.",
    ),
    "cli.check_summary": Message(
        "{count} file checked; {unusable} unusable.",
        plural="{count} files checked; {unusable} unusable.",
    ),
    "cli.check_count.blocks": Message("Must be mended: {count}"),
    "cli.check_count.warns": Message("Should be mended: {count}"),
    "cli.check_count.informs": Message("For your information: {count}"),
    "cli.check_count.asks": Message("For a person to judge: {count}"),
    "cli.check_rule": Message("  Rule {rule}: {count}"),
    "cli.check_principle": Message("  Principle {principle}: {count}"),
    "cli.finding_at": Message("{file} {path}: {severity} {rule}: {message}"),
    "cli.option.check_jobs": Message(
        "Processes that check; for many files as many as there are processors."
    ),
    "cli.option.check_trust": Message(
        "Whom you trust: a registry's file or folder. Credentials are then verified, too."
    ),
    "cli.argument.checked": Message("Files or folders; “-” reads standard input."),
    "cli.finding": Message("{file}:{line}:{column}: {severity} {rule}: {message}"),
    "cli.advice": Message("  → {advice}"),
    "cli.status_list_address": Message(
        "{address} cannot be the address of status lists.",
        "Use an https address of a folder on your web site.",
    ),
    "cli.severity.blocks": Message("must be mended:"),
    "cli.severity.warns": Message("should be mended:"),
    "cli.severity.informs": Message("for your information:"),
    "cli.severity.asks": Message("a person must judge:"),
    "cli.outcome.passed": Message("yes"),
    "cli.outcome.failed": Message("no"),
    "cli.outcome.indeterminate": Message("unknown"),
    "cli.trust": Message("Issuer"),
    "cli.trust.then": Message("when it was awarded ({day}): {name}, {status}"),
    "cli.trust.then.unknown": Message("when it was awarded: the registry says nothing of that day"),
    "cli.trust.now": Message("now ({day}): {name}, {status}"),
    "cli.trust.now.unknown": Message("now: the registry says nothing"),
    "cli.trust.evidence": Message("Evidence"),
    "cli.no_examples": Message(
        "The example {file} is not installed.", "Install Tesela again, or run from its source."
    ),
    "cli.doctor.ok": Message("works"),
    "cli.doctor.missing": Message("missing"),
    "cli.doctor.python": Message("Python {version}"),
    "cli.doctor.signing": Message("Signing and verifying"),
    "cli.doctor.documents": Message("PDF documents"),
    "cli.doctor.spreadsheets": Message("Reading spreadsheets"),
    "cli.doctor.languages": Message("Languages of the interface: {languages}"),
    "cli.doctor.hardware": Message("Seal keys in hardware can be used (PKCS#11)."),
    "cli.doctor.no_hardware": Message(
        "Seal keys in hardware need one more package: pip install 'tesela[hardware]'."
    ),
    "cli.doctor.seal": Message("Seal of {name}, certified by {authority}, until {until}."),
    "cli.doctor.outside": Message(
        "Whether credentials verify from outside could not be tried without a network."
    ),
    "cli.demo.furnished": Message(
        "Made three organisations with {count} award.",
        plural="Made three organisations with {count} awards.",
    ),
    "cli.demo.verify": Message(
        "From the command line: tesela verify {folder}/credentials/*.json --trust {folder}"
    ),
    "cli.demo.open": Message("Open {address} and choose who you are today. Ctrl+C ends it."),
}
