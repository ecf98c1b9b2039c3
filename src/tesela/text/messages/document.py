"""What the document says that a learner holds, as PDF and as page."""

from tesela.text.messages import Message

MESSAGES = {
    # The head
    "document.name": Message("{title} – {learner}"),
    "document.kind": Message("Micro-credential"),
    "document.awarded_to": Message("Awarded to"),
    "document.statement": Message(
        "{bodies} certifies that {learner} has achieved the learning outcomes of this "
        "micro-credential, and awarded it on {date}.",
        plural="{bodies} certify that {learner} has achieved the learning outcomes of this "
        "micro-credential, and awarded it on {date}.",
    ),
    "document.tile_alternative": Message("Picture of the micro-credential “{title}”"),
    "document.page_of": Message("Page {page} of {pages}"),
    "document.seal": Message("Electronic seal of the organisation that issued this document"),
    # Headings
    "document.outcomes": Message("What this person can do"),
    "document.facts": Message("Key facts"),
    "document.check": Message("Check this credential"),
    "document.assessment": Message("How it was assessed"),
    "document.grading": Message("How to read the grade"),
    "document.about_award": Message("About this award"),
    "document.easy": Message("In easy words"),
    "document.organisations": Message("Who stands behind it"),
    "document.limits": Message("What this document does not say"),
    # Learning outcomes
    "document.learner_can": Message("{learner} can:"),
    # Key facts
    "document.date_of_birth": Message("Date of birth"),
    "document.issued_by": Message("Issued by"),
    "document.awarded_by": Message("Awarded by"),
    "document.awarded_and_issued_by": Message("Awarded and issued by"),
    "document.assessed_on": Message("Assessed on"),
    "document.awarded_on": Message("Awarded on"),
    "document.issued_on": Message("Issued on"),
    "document.counts_until": Message("Up to date until"),
    "document.earned": Message("Recorded for this learner"),
    "document.grade": Message("Grade"),
    "document.fields": Message("Field"),
    "document.languages": Message("Taught and assessed in"),
    "document.place": Message("{place}, {country}"),
    "document.country": Message("{country}"),
    "document.region": Message("Region: {region}"),
    "document.legal_name": Message("Registered name: {name}"),
    "document.website": Message("Website: {address}"),
    "document.register_deqar": Message("DEQAR number: {value}"),
    "document.register_eidas": Message("eIDAS legal identifier: {value}"),
    "document.register_eter": Message("ETER number: {value}"),
    "document.register_national-register": Message("National register number: {value}"),
    "document.register_ror": Message("ROR number: {value}"),
    "document.register_vat": Message("VAT number: {value}"),
    "document.register_other": Message("{register}: {value}"),
    "document.hours": Message("{number} hour", plural="{number} hours"),
    "document.credits_ects": Message("{number} ECTS credit", plural="{number} ECTS credits"),
    "document.credits_ecvet": Message("{number} ECVET point", plural="{number} ECVET points"),
    # Checking
    "document.code_alternative": Message("QR code that leads to {address}"),
    "document.state_at": Message("Ask for its current state at {address}"),
    "document.state_may_change": Message(
        "It may have been withdrawn or replaced since this document was made, "
        "and the document itself cannot show that."
    ),
    "document.state_unknown": Message(
        "This document cannot tell whether the credential is still valid. Please ask {issuer}."
    ),
    "document.credential_inside": Message(
        "The digital credential travels with this document as the file {file}. "
        "Anyone can have that file checked by a program that verifies credentials."
    ),
    "document.award_number": Message("Award number: {number}"),
    "document.replaces": Message("It replaces the award with the number {number}."),
    # Assessment
    "document.covers": Message(
        "Covers learning outcome {numbers}", plural="Covers learning outcomes {numbers}"
    ),
    "document.weight": Message("Counts for {share} of the result"),
    "document.criteria_page": Message("What is asked: {address}"),
    "document.alternatives": Message("Other ways in which it can be taken:"),
    # Quality assurance
    "document.assured_by": Message("By {agency}"),
    "document.decided_on": Message("Decided on {date}"),
    "document.reviewed_on": Message("Last reviewed on {date}"),
    "document.assured_until": Message("Valid until {date}"),
    "document.decision_page": Message("Decision: {address}"),
    "document.report_page": Message("Report: {address}"),
    "document.scope_fields": Message("Covers these fields: {fields}"),
    "document.scope_levels": Message(
        "Covers EQF level {levels}", plural="Covers EQF levels {levels}"
    ),
    "document.scope_countries": Message("Covers these countries: {countries}"),
    # Prerequisites
    "document.minimum_age": Message(
        "At least {number} year old", plural="At least {number} years old"
    ),
    "document.needs_achievement": Message("Needs: {title}"),
    # Grade
    "document.grades": Message("Grades, from the lowest: {grades}"),
    "document.grade_range": Message("From {lowest} to {highest}"),
    "document.pass_mark": Message("Passed with {grade} or better"),
    # Stackability and renewal
    "document.title_of": Message("{title} ({owner})"),
    "document.towards_agreed": Message("Towards: {title}. Agreed here: {address}"),
    "document.no_promise": Message(
        "What counts towards another credential is decided by whoever awards that credential."
    ),
    "document.renew_after": Message(
        "Should be renewed after {number} month.", plural="Should be renewed after {number} months."
    ),
    # Accessibility and further information
    "document.description_page": Message("Full description: {address}"),
    "document.same_for_everyone": Message(
        "This describes the offer and is the same for everyone. It says nothing about this person."
    ),
    "document.access_contact": Message("Questions about access: {contact}"),
    "document.media_sign-language-video": Message("Video in {language}: {address}"),
    "document.media_captioned-video": Message("Video with captions, in {language}: {address}"),
    "document.media_audio": Message("Audio, in {language}: {address}"),
    "document.media_easy-text": Message("In easy words, in {language}: {address}"),
    # The award
    "document.evidence": Message("Evidence:"),
    # Limits
    "document.not_recognition": Message(
        "The description follows the European standard elements for micro-credentials. "
        "That makes it comparable. It does not by itself mean that an authority has recognised "
        "or validated the learning."
    ),
    "document.not_qualification": Message(
        "A micro-credential is not a degree or another full qualification. "
        "Each school, university or employer decides what it counts for."
    ),
    # What can go wrong
    "document.tile": Message(
        "The picture of the micro-credential cannot be put into a document ({reason}).",
        "Use an SVG of plain shapes, without scripts, pictures, text or links.",
    ),
    "document.letters": Message(
        "The document's fonts do not have these characters: {characters}",
        "Install the Noto Sans font package for that script, such as fontpkg-noto-sans-arabic.",
    ),
    "document.unwritable": Message(
        "The document could not be set as PDF: {detail}",
        "Give the HTML page instead, and report this with the achievement's description.",
    ),
    "pdf.unreadable": Message(
        "This file is not a readable PDF.",
        "Ask the sender for the original file; an e-mail program or printer may have changed it.",
    ),
    "pdf.too_large": Message(
        "This PDF is too large: {bytes} bytes, {maximum} at most.",
        "Send the credential alone, without pictures or videos.",
    ),
}
