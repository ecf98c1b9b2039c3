"""What the page says on which anyone checks against the Recommendation."""

from tesela.text.messages import Message

_PRINCIPLES = {
    "principle.1": Message("Quality"),
    "principle.2": Message("Transparency"),
    "principle.3": Message("Relevance"),
    "principle.4": Message("Valid assessment"),
    "principle.5": Message("Learning pathways"),
    "principle.6": Message("Recognition"),
    "principle.7": Message("Portability"),
    "principle.8": Message("Learner-centred"),
    "principle.9": Message("Authenticity"),
    "principle.10": Message("Information and guidance"),
}
_DEFINITION = {
    "checker.definition.assessed": Message("Learning outcomes are assessed"),
    "checker.definition.criteria": Message("The criteria are public"),
    "checker.definition.volume": Message("A small volume of learning"),
    "checker.definition.quality": Message("Quality-assured"),
    "checker.definition.owned": Message("Owned by the learner"),
    "checker.definition.title": Message("Does not pass for a qualification"),
}
MESSAGES = {
    **_PRINCIPLES,
    **_DEFINITION,
    "checker.page": Message("Check against the European approach"),
    "checker.intro": Message(
        "Does a micro-credential say what the European Recommendation asks for? You get a report "
        "by principle and by standard element. Nothing is stored."
    ),
    "checker.chosen": Message("File"),
    "checker.chosen.hint": Message(
        "A description in YAML or JSON, or a credential in any form, such as a PDF, a badge picture "
        "or a credential file."
    ),
    "checker.text": Message("Or paste its text"),
    "checker.country": Message("Whose own rules?"),
    "checker.country.hint": Message(
        "Some countries have rules of their own, such as protected words in titles. Only countries "
        "of which we know such rules stand here."
    ),
    "checker.country.issuer": Message("Those of the issuer's country"),
    "checker.country.used": Message("With the own rules of this country: {country}."),
    "checker.send": Message("Check"),
    "checker.nothing": Message("There is nothing to check.", "Choose a file, or paste its text."),
    "checker.one_only": Message(
        "There are a file and a pasted text.", "Check one of them, then the other."
    ),
    "checker.other": Message("Is it genuine? That is another check."),
    # The report
    "checker.report": Message("What was found"),
    "checker.kind.description": Message("The description of a micro-credential"),
    "checker.kind.credential": Message("A credential"),
    "checker.checked": Message("Checked on {moment} with the rules {ruleset}."),
    "checker.count.blocks": Message(
        "{count} thing must be mended", plural="{count} things must be mended"
    ),
    "checker.count.warns": Message(
        "{count} thing should be mended", plural="{count} things should be mended"
    ),
    "checker.count.informs": Message("{count} thing to know", plural="{count} things to know"),
    "checker.count.asks": Message(
        "{count} question for people to judge", plural="{count} questions for people to judge"
    ),
    "checker.clean": Message("Nothing is to be mended."),
    "checker.group.blocks": Message("Must be mended"),
    "checker.group.blocks.text": Message(
        "With these, nothing can be published or issued here, and a micro-credential lacks what "
        "the Recommendation asks for."
    ),
    "checker.group.warns": Message("Should be mended"),
    "checker.group.informs": Message("Good to know"),
    "checker.group.asks": Message("Questions for people"),
    "checker.group.asks.text": Message("No machine can decide these. Somebody has to judge."),
    "checker.by_principle": Message("By principle"),
    "checker.by_element": Message("By standard element"),
    "checker.by_definition": Message("By the definition of a micro-credential"),
    "checker.part": Message("What makes it one"),
    "checker.principle": Message("Principle"),
    "checker.element": Message("Standard element"),
    "checker.outcome": Message("Outcome"),
    "checker.outcomes.caption": Message("Each outcome in words, with the findings behind it"),
    "checker.findings": Message("Findings:"),
    "checker.outcome.met": Message("met"),
    "checker.outcome.gaps": Message("gaps"),
    "checker.outcome.judgement": Message("needs human judgement"),
    "checker.outcome.not_stated": Message("not stated"),
    "checker.no_score": Message(
        "There is no overall score: each principle and each element stands for itself."
    ),
    "checker.number": Message("Finding {number}"),
    "checker.do": Message("What to do:"),
    "checker.where": Message("Where:"),
    "checker.where.line": Message("line {line}, column {column}"),
    "checker.why": Message("Rule {rule}, {source}"),
    "checker.why.principle": Message("Rule {rule}, principle “{principle}”, {source}"),
    "checker.genuine": Message("Check whether it is genuine"),
    "checker.genuine.text": Message("Whether it is genuine has a report of its own."),
    "checker.again": Message("Check something else"),
    "checker.print": Message("Print this page to keep it: nothing is stored here."),
    "checker.language_again": Message("In another language the check begins anew."),
    # Sharing
    "checker.share": Message("Share this result"),
    "checker.share.text": Message(
        "You get a link that shows this report. Stored are the title, the day of the check and the "
        "findings: not the file, no name and nothing about you. Texts from a credential are left out "
        "of the findings."
    ),
    "checker.share.days": Message("How long is the link to work?"),
    "checker.share.days.choice": Message("{count} day", plural="{count} days"),
    "checker.share.do": Message("Store the findings and make a link"),
    "checker.share.old": Message(
        "This result can no longer be shared: it is too old, or it was changed.",
        "Check the file again.",
    ),
    "checker.share.unfit": Message(
        "A description with mistakes in its form cannot be shared. Mend these first."
    ),
    "checker.link": Message("The link to your result"),
    "checker.link.give": Message("Give this link to whoever is to see the result"),
    "checker.link.see": Message("See what they see"),
    "checker.link.until": Message("It works until {day}. Then everything is deleted."),
    "checker.link.own": Message("This page is yours"),
    "checker.link.own.text": Message(
        "Only here can you delete the result. Keep the address of this page: it cannot be found again."
    ),
    "checker.link.delete": Message("Delete the result now"),
    "checker.shared": Message(
        "Somebody checked this and shares the result. The file itself was not stored."
    ),
    "checker.shared.ends": Message("This link works until {day}."),
    "checker.ended": Message(
        "This result is no longer there.",
        "Its time is over, or whoever made it has deleted it. Nothing of it is left.",
    ),
    # The API
    "checker.sent": Message("What was sent"),
    "checker.unreadable": Message(
        "This is neither a description nor a credential that can be read.",
        "Send a description in YAML or JSON, or a credential as you got it.",
    ),
    "checker.api.outcomes": Message(
        "By principle, by standard element and by part of the definition: met, gaps, needs human "
        "judgement, or not stated. There is none for the whole."
    ),
    "checker.api": Message("Check against the Recommendation"),
    "checker.api.text": Message(
        "Send an achievement description (YAML or JSON) or a credential and get the findings: what "
        "it lacks of the standard elements and principles of the Council Recommendation on "
        "micro-credentials, and what to do. Conforming is not official recognition. Nothing is stored."
    ),
    "checker.api.body": Message(
        "The bytes of the description or the credential. What it is, is found from its content."
    ),
    "checker.api.findings": Message("The findings, whatever was found."),
    "checker.api.unreadable": Message(
        "What was sent is neither a description nor a credential; the code says why."
    ),
    "checker.api.ruleset": Message("Name and version of the rules."),
    "checker.api.subject": Message("What was checked: its kind, and what it says of itself."),
    "checker.api.members": Message(
        "Each thing found: rule, principle, element, severity, place, message and advice in each "
        "language, and where the rule comes from."
    ),
}
