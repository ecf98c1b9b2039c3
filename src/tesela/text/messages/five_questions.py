"""The five questions about trust, and every sentence of their answers."""

from tesela.text.messages import Message

MESSAGES = {
    "questions.title": Message("Why should I trust this?"),
    "questions.intro": Message(
        "Genuine and trustworthy are two things. Here is who says what; you decide what it is "
        "worth to you."
    ),
    "questions.evidence": Message("The evidence"),
    "questions.not_stated": Message("Not stated"),
    "questions.hidden": Message("The learner keeps this part back here."),
    "questions.hidden_days": Message("The learner keeps the days back here."),
    "questions.hidden_outcomes": Message("The learner keeps the learning outcomes back here."),
    "questions.hidden_quality": Message("The learner keeps the quality assurance back here."),
    "questions.unproven": Message("The document says this, but nobody knows who wrote it"),
    "questions.basis.stated": Message("Stated in the credential"),
    "questions.basis.checked": Message("Checked now"),
    "questions.basis.vouched": Message("Somebody else vouches"),
    "questions.issuer": Message("Who says so?"),
    "questions.issuer.unproven": Message(
        "Nobody can be named. The signature does not show who wrote this."
    ),
    "questions.issuer.named": Message("The document itself names {name}."),
    "questions.issuer.says": Message("{name} says so."),
    "questions.issuer.claimed": Message(
        "Nobody vouches for this name. It is the issuer’s own statement."
    ),
    "questions.issuer.awarding": Message("It was awarded by {bodies}."),
    "questions.issuer.legal": Message("Its legal name, by its own statement, is {name}."),
    "questions.issuer.no_legal": Message(
        "A legal name is not stated. The organisation calls itself {name}."
    ),
    "questions.issuer.number": Message("Its number in the register “{scheme}” is {number}."),
    "questions.issuer.identity": Message("It signed as {identity}."),
    "questions.vouching": Message("Who vouches for them, and for what?"),
    "questions.vouching.nobody": Message(
        "Nobody but the issuer. No registry, no quality evidence and no endorsement is named."
    ),
    "questions.vouching.name_only": Message(
        "That is a word about who it is. It is no word about how well it teaches."
    ),
    "questions.registry.quality": Message("The registry vouches for its quality: {kinds}."),
    "questions.registry.quality_then": Message(
        "On the day of the award the registry vouched for this: {kinds}."
    ),
    "questions.registry.no_quality_then": Message(
        "On the day of the award the registry knew of no quality evidence."
    ),
    "questions.registry.reason": Message("The reason: {reason}"),
    "questions.registry.active_then": Message(
        "On the day of the award ({day}) the registry had it as trusted, since {since}."
    ),
    "questions.registry.active_now": Message(
        "Today ({day}) the registry has it as trusted, since {since}."
    ),
    "questions.registry.suspended_then": Message(
        "On the day of the award ({day}) the registry had it as suspended, since {since}."
    ),
    "questions.registry.suspended_now": Message(
        "Today ({day}) the registry has it as suspended, since {since}."
    ),
    "questions.registry.withdrawn_then": Message(
        "On the day of the award ({day}) the registry had it as withdrawn, since {since}."
    ),
    "questions.registry.withdrawn_now": Message(
        "Today ({day}) the registry has it as withdrawn, since {since}."
    ),
    "questions.kept.holds": Message(
        "{keeper} keeps this evidence, signed by whoever assured it: {kinds}."
    ),
    "questions.kept.ended": Message("{keeper} keeps this evidence, which has ended: {kinds}."),
    "questions.kept.suspended": Message(
        "Whoever assured it has suspended this evidence: {kinds} ({keeper})."
    ),
    "questions.kept.withdrawn": Message(
        "Whoever assured it has withdrawn this evidence: {kinds} ({keeper})."
    ),
    "questions.kept.suspended_on": Message("Suspended on {day}."),
    "questions.kept.withdrawn_on": Message("Withdrawn on {day}."),
    "questions.kept.proof": Message("The signed statement can be had at {address}"),
    "questions.quality.others": Message("Others have assured its quality, as it says: {kinds}."),
    "questions.quality.ended": Message("This has ended since: {kinds}."),
    "questions.quality.bare": Message(
        "It names quality assurance, but not who decided or when: {kinds}."
    ),
    "questions.quality.own": Message("It looks after its quality itself, as it says: {kinds}."),
    "questions.quality.kind": Message("{kind}."),
    "questions.quality.titled": Message("{kind}: {title}."),
    "questions.quality.agency": Message("Assured by {agency}."),
    "questions.quality.no_agency": Message("Who assured it is not stated."),
    "questions.quality.decision": Message("Decision: {decision}"),
    "questions.quality.decided": Message("Decided on {day}."),
    "questions.quality.until": Message("Valid until {day}."),
    "questions.quality.reviewed": Message("Last reviewed on {day}."),
    "questions.quality.page": Message("It can be read at {address}"),
    "questions.quality.no_scope": Message("What it covers is not stated."),
    "questions.quality.for_fields": Message("It covers these fields: {fields}."),
    "questions.quality.for_levels": Message("It covers these levels of the EQF: {levels}."),
    "questions.quality.for_countries": Message("It covers these countries: {countries}."),
    "questions.quality.held": Message("It held on the day of the award, and it holds today."),
    "questions.quality.ended_since": Message(
        "It held on the day of the award. It does not hold any more today."
    ),
    "questions.quality.began_since": Message(
        "It did not hold yet on the day of the award. It holds today."
    ),
    "questions.quality.never": Message(
        "It held neither on the day of the award nor does it today."
    ),
    "questions.quality.holds_now": Message("It holds today."),
    "questions.quality.holds_not_now": Message("It does not hold today."),
    "questions.quality.undated": Message(
        "No dates are stated, so nobody can see whether it held then or holds today."
    ),
    "questions.endorsed.by": Message("{names} endorses it.", plural="{names} endorse it."),
    "questions.endorsed.agreed": Message("Agreed by employers and workers: {names}."),
    "questions.endorsed.unknown": Message(
        "Nobody vouches that whoever endorsed it has this name: {names}."
    ),
    "questions.endorsed.void": Message(
        "{count} endorsement counts for nothing. The evidence says why.",
        plural="{count} endorsements count for nothing. The evidence says why.",
    ),
    "questions.endorsed.of_achievement": Message("{name} endorses what was learned here."),
    "questions.endorsed.of_provider": Message("{name} endorses the provider."),
    "questions.endorsed.not_counted": Message("An endorsement that names {name} does not count."),
    "questions.endorsed.side_peer": Message("It is another provider, by its own statement."),
    "questions.endorsed.side_employers": Message("It speaks for employers, by its own statement."),
    "questions.endorsed.side_workers": Message("It speaks for workers, by its own statement."),
    "questions.endorsed.side_other": Message(
        "It speaks neither for employers nor for workers nor as a provider."
    ),
    "questions.endorsed.comment": Message("It says: “{comment}”"),
    "questions.endorsed.given": Message("Given on {day}."),
    "questions.endorsed.ends": Message("It counts until {day}."),
    "questions.assessment": Message("How was it assessed?"),
    "questions.assessment.not_stated": Message(
        "Not stated. The credential does not say how anything was assessed."
    ),
    "questions.assessment.kinds": Message("By: {kinds}."),
    "questions.assessment.covers_all": Message(
        "The assessment covers the {count} learning outcome.",
        plural="The assessment covers all {count} learning outcomes.",
    ),
    "questions.assessment.covers_some": Message(
        "The assessment covers {count} learning outcome of {total}.",
        plural="The assessment covers {count} learning outcomes of {total}.",
    ),
    "questions.assessment.coverage_not_stated": Message(
        "Whether it covers every learning outcome is not stated."
    ),
    "questions.assessment.criteria": Message("What is asked and what is enough is written down."),
    "questions.assessment.some_criteria": Message(
        "What is asked is written down for {count} part of {total}.",
        plural="What is asked is written down for {count} parts of {total}.",
    ),
    "questions.assessment.no_criteria": Message("What is asked and what is enough is not stated."),
    "questions.assessment.kind": Message("{kind}."),
    "questions.assessment.titled": Message("{title} ({kind})."),
    "questions.assessment.asks": Message("What is asked: {criteria}"),
    "questions.assessment.page": Message("What is asked can be read at {address}"),
    "questions.assessment.covers": Message("It covers: {outcome}."),
    "questions.assessment.weight": Message("It counts for {percent} percent."),
    "questions.assessment.watched": Message("How it was watched over: {supervision}."),
    "questions.identity": Message("Was the person’s identity checked?"),
    "questions.identity.checked": Message("Yes, in every part of the assessment."),
    "questions.identity.some": Message(
        "In {count} part of the assessment out of {total}.",
        plural="In {count} parts of the assessment out of {total}.",
    ),
    "questions.identity.unchecked": Message("No, nobody checked it during the assessment."),
    "questions.identity.not_stated": Message(
        "Not stated. The credential does not say whether anybody checked it."
    ),
    "questions.identity.part": Message("{kind}: {supervision}."),
    "questions.identity.bearer": Message(
        "The document cannot show that whoever hands it over is this person. Compare the name."
    ),
    "questions.currency": Message("Is it still good?"),
    "questions.currency.no_status": Message(
        "It names no place where a withdrawal would be published. So nobody can see one."
    ),
    "questions.currency.fresh": Message("What was shown counts as fresh until {day}."),
    "questions.currency.fresh_over": Message(
        "What was shown counted as fresh until {day}. That is over."
    ),
    "questions.currency.due": Message("It is to be renewed by {day}."),
    "questions.currency.due_over": Message("It was to be renewed by {day}. That is over."),
    "questions.currency.no_renewal": Message("Whether it must ever be renewed is not stated."),
    "questions.currency.no_award_day": Message("When it was awarded is not stated."),
    "questions.currency.assessed": Message("Assessed on {day}."),
    "questions.currency.awarded": Message("Awarded on {day}."),
    "questions.currency.age": Message(
        "That was {count} month ago. How old it may be is for whoever receives it to say.",
        plural="That was {count} months ago. How old it may be is for whoever receives it to say.",
    ),
    "questions.currency.document_from": Message("The document is valid from {day}."),
    "questions.currency.document_until": Message("The document is valid until {day}."),
}
