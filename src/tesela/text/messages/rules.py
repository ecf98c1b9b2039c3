"""What the rules of the checker find in a description, beyond what is missing of the elements."""

from tesela.text.messages import Message

MESSAGES = {
    # The definition
    "conform.volume_large": Message(
        "{points} ECTS credits are no small volume: in {country} a micro-credential has fewer "
        "than {ceiling}.",
        "Divide it into smaller parts that can be stacked.",
    ),
    "conform.sharing_forbidden": Message(
        "“{phrase}”: this forbids learners to share what is theirs.",
        "Take the sentence out. Learners own their credential and decide who sees it.",
    ),
    "conform.replaces_qualification": Message(
        "“{phrase}”: a micro-credential is no substitute for a full qualification.",
        "Say what it shows, and leave the comparison to the competent body.",
    ),
    # Quality
    "conform.assurance_all_lapsed": Message(
        "None of the statements of quality assurance is in force on {date}.",
        "Renew one of them, or state what you really have now.",
    ),
    "conform.assurance_lapsed": Message(
        "This statement of quality assurance is not in force (date: {date}).",
        "Renew it or take it out.",
    ),
    "conform.assurance_out_of_scope": Message(
        "This decision on quality assurance does not cover the field, level or country.",
        "State a decision that covers it, or correct the scope.",
    ),
    "conform.provider_not_listed": Message(
        "No register of quality-assured institutions lists the awarding body.",
        "Check its number in DEQAR or in your authority's list.",
    ),
    "conform.assurance_only_internal": Message(
        "Only your own internal quality assurance is stated; nobody from outside has looked at it.",
        "Ask another provider for a peer review, or work through the self-evaluation.",
    ),
    "conform.policy_not_public": Message(
        "There is no public page about this internal quality assurance.",
        "Publish how you assure quality and give the address as report_page.",
    ),
    "conform.policy_unreachable": Message(
        "The page about quality assurance does not answer: {page}",
        "Correct the address, or put the page back.",
    ),
    "conform.learner_feedback_old": Message(
        "There is no feedback of learners from the last 24 months.",
        "Ask those who took part, and sum up their answers under feedback.",
    ),
    "conform.no_peer_feedback": Message(
        "Nobody but learners has given feedback yet.",
        "Ask another provider or an employer, and sum up the answer under feedback.",
    ),
    "conform.review_undated": Message(
        "No date of a review is stated.",
        "Say when it was last reviewed (reviewed_on).",
    ),
    "conform.review_old": Message(
        "The last review was on {date}, more than twelve months ago.",
        "Review it, mend what you find, and state the new date.",
    ),
    "conform.report_not_public": Message(
        "There is no link to a public report or decision for this statement.",
        "Give report_page or decision_page if there is one.",
    ),
    "conform.assurer_is_provider": Message(
        "The provider is named as its own external quality assurer.",
        "Name who really assured it, or call it internal quality assurance.",
    ),
    "conform.assurer_unknown": Message(
        "The registry does not know who assured the quality.",
        "Give the agency with its web identity, or ask the registry to add it.",
    ),
    # Transparency
    "conform.reference_not_esco": Message(
        "This address is no ESCO skill: {uri}",
        "Choose the skill in ESCO and copy its address, or name the real framework.",
    ),
    "conform.no_ects": Message(
        "The workload is not stated in ECTS.",
        "Add the ECTS credits. A higher education institution states them wherever possible.",
    ),
    "conform.hours_per_credit": Message(
        "One ECTS credit stands for {hours} hours here; usual are {least} to {most}.",
        "Correct the hours or the credits.",
    ),
    "conform.workload_insane": Message(
        "A workload of {hours} hours cannot be right: it is under one hour, or more than a year of "
        "full-time study ({most} hours).",
        "State the typical hours, self-study and assessment included.",
    ),
    "conform.many_outcomes": Message(
        "There are {number} learning outcomes.",
        "Three to seven are best; more than ten nobody can keep in mind.",
    ),
    "conform.outcome_length": Message(
        "Outcome “{outcome}” is very short or very long (language: {language}).",
        "Write one sentence of {least} to {most} characters.",
    ),
    "conform.outcome_without_verb": Message(
        "Outcome “{outcome}” does not begin with a verb that one can see or hear (language: "
        "{language}).",
        "Begin with what people do: explain, calculate, write, plan.",
    ),
    "conform.outcome_vague": Message(
        "Outcome “{outcome}” rests on “{verb}”, which nobody can observe.",
        "Say by what one can tell: explain, compare, choose.",
    ),
    "conform.outcome_unlinked": Message(
        "Outcome “{outcome}” is not linked to a framework.",
        "Add a reference to ESCO, DigComp or another public framework that fits.",
    ),
    "conform.no_english": Message(
        "Title or outcomes are not in English, and no reason is given.",
        "Add English for readers in other countries, or say why not (offer, no_english).",
    ),
    "conform.not_in_taught_language": Message(
        "The title is in none of the languages in which it is taught ({languages}).",
        "Add the title in a language that the learners speak.",
    ),
    "conform.no_level_evidence": Message(
        "Nothing shows how the level was found.",
        "Describe it under level_evidence, or link the register of the qualifications framework.",
    ),
    "conform.summary_hard": Message(
        "The summary is hard to read (language: {language}): {words} words in a sentence on "
        "average.",
        "Write short sentences with one idea each.",
    ),
    "conform.no_page": Message(
        "No public page of the description is stated.",
        "Give the address where it stands and will stay.",
    ),
    "conform.not_in_catalogue": Message(
        "No public catalogue lists it.",
        "Add it to the catalogue of your region, field or network.",
    ),
    "conform.title_protected": Message(
        "The title contains “{word}”, which is protected by the country's law.",
        "Choose a title without it.",
    ),
    # Relevance
    "conform.no_need": Message(
        "No need is named that it answers.",
        "Say which need for skills it answers, and who has it.",
    ),
    "conform.nobody_involved": Message(
        "Nobody from outside took part in the design, as far as is stated.",
        "Name the employers, workers or service users who took part, and when.",
    ),
    "conform.involvement_undated": Message(
        "It is not stated when they took part.",
        "Add the date (took_part_on).",
    ),
    "conform.update_undated": Message(
        "It is not stated when the contents were last updated or confirmed.",
        "Add updated_on or reviewed_on.",
    ),
    "conform.update_old": Message(
        "The contents were last updated or confirmed on {date}, more than three years ago.",
        "Bring them up to date, or confirm that they still hold.",
    ),
    "conform.near_duplicate": Message(
        "Its outcomes are nearly those of “{title}” ({id}).",
        "Offer one of them only, or say in the outcomes what is different.",
    ),
    "conform.not_endorsed": Message(
        "There is no valid endorsement from both employers and workers.",
        "Ask an organisation of each side to endorse it.",
    ),
    # Assessment
    "conform.outcome_not_assessed": Message(
        "No part of the assessment covers outcome “{outcome}”.",
        "Assess it, or take the outcome out.",
    ),
    "conform.no_criteria": Message(
        "It is not stated what is enough in this part of the assessment.",
        "Write the criteria, or give the page where they stand.",
    ),
    "conform.only_attendance": Message(
        "Attendance is the only assessment; being there shows no learning outcome.",
        "Add a part in which people show what they can do.",
    ),
    "conform.no_weights": Message(
        "It is not stated how much each part of the assessment counts.",
        "Give each part its weight in percent.",
    ),
    "conform.weights_sum": Message(
        "The weights of the parts make {sum} percent, or some part has none.",
        "Give every part a weight, so that together they make 100.",
    ),
    "conform.grading_without_scale": Message(
        "The grading scheme says neither the grades nor the pass mark.",
        "List the grades, worst first, and the one that is enough.",
    ),
    "conform.no_supervision": Message(
        "It is not stated whether this part is supervised and identity checked (element 13).",
        "Choose one of the four kinds of supervision.",
    ),
    "conform.unsupervised": Message(
        "This part is unsupervised, at a level or in work where that is a risk.",
        "Supervise it, or add a part that is supervised.",
    ),
    "conform.no_reassessment": Message(
        "It is not stated whether one can try again.",
        "Say how often and when the assessment can be repeated (offer, reassessment).",
    ),
    "conform.no_appeal": Message(
        "It is not stated how to object to a result.",
        "Say whom to write to, by when, and who decides (offer, appeal).",
    ),
    "conform.no_alternatives": Message(
        "No other ways of taking the assessment are offered.",
        "Say in what other ways each part can be taken, with the same demands.",
    ),
    "conform.practice_by_test": Message(
        "Outcome “{outcome}” is about doing, but only questions are asked.",
        "Let people do it while somebody watches, or say in the outcome what they know.",
    ),
    "conform.knowledge_only": Message(
        "This shows knowledge, not practice: all outcomes are knowledge and tested by questions.",
        "Say so in the summary, so that nobody expects more.",
    ),
    # Pathways and recognition
    "conform.stackable_nowhere": Message(
        "It is called stackable, but nothing is named that it counts towards.",
        "Name at least one target, or call it stand-alone.",
    ),
    "conform.promises_entry": Message(
        "“{phrase}”: this promises entry or credit that somebody else decides on.",
        "Say that the receiving organisation decides.",
    ),
    "conform.no_validation_route": Message(
        "What people learnt elsewhere does not count, and no reason is given.",
        "Offer validation as a route, or say why not (offer, no_validation).",
    ),
    "conform.prerequisite_circular": Message(
        "“{title}” is needed before, and itself needs this one.",
        "Take one of the two prerequisites out.",
    ),
    "conform.prerequisite_unknown": Message(
        "The prerequisite “{title}” is not to be found at its address.",
        "Correct the address, or describe the prerequisite in words.",
    ),
    "conform.target_without_consent": Message(
        "It is not shown that the owner of “{title}” agrees.",
        "Link the page where the owner says so (agreement_page).",
    ),
    "conform.issuer_unregistered": Message(
        "The issuing organisation stands in no trust registry that is relied on here.",
        "Register it with the authority or network of its field.",
    ),
    "conform.nobody_to_ask": Message(
        "There is neither a website nor an e-mail address of the issuing or awarding body.",
        "Add one, so that readers can ask.",
    ),
    "conform.recognition_unproven": Message(
        "There is no page where “{name}” says that it takes this into account.",
        "Link that page, or take the statement out.",
    ),
    "conform.claims_recognition": Message(
        "“{phrase}”: recognition is decided by the competent body in each case.",
        "Take the claim out, or name who recognised it under recognitions.",
    ),
    # Portability
    "conform.no_open_format": Message(
        "It is issued in no open, signed format.",
        "Choose at least one format, best all three.",
    ),
    "conform.alternative_languages": Message(
        "The picture has no alternative text in: {languages}",
        "Say in these languages too what the picture shows.",
    ),
    "conform.no_selective_disclosure": Message(
        "No format is offered from which learners can show a part only.",
        "Offer SD-JWT VC too.",
    ),
    # Learners
    "conform.no_target_group": Message(
        "It is not stated for whom it is made.",
        "Choose the target groups.",
    ),
    "conform.no_learners_involved": Message(
        "No learners took part in the design, as far as is stated.",
        "Ask learners, and state under involved when they took part.",
    ),
    "conform.feedback_without_action": Message(
        "It is not stated what was done about the learners' feedback.",
        "Say under actions what was changed, or why nothing was.",
    ),
    "conform.no_support": Message(
        "It is not stated who helps while learning.",
        "Say whom to ask and how (offer, support).",
    ),
    # Accessibility of the offer
    "conform.no_accessibility": Message(
        "Nothing is said about accessibility.",
        "Say how the offer can be used by people with disabilities, and whom to ask.",
    ),
    "conform.no_captions": Message(
        "Neither captions nor a transcript are mentioned for what is spoken.",
        "Add captions, and say so under features.",
    ),
    "conform.no_accessible_documents": Message(
        "It is not stated in which accessible form documents are given.",
        "Choose what applies under features, such as large-print or tagged-pdf.",
    ),
    "conform.no_accessible_venue": Message(
        "It is not stated whether people can get to the place and around in it.",
        "Describe the venue, or choose step-free-access.",
    ),
    "conform.no_assistive_technology": Message(
        "It is not stated whether one can use one's own assistive technology.",
        "Try it with a screen reader and by keyboard, then choose assistive-technology.",
    ),
    "conform.no_access_contact": Message(
        "Nobody is named whom to ask about adjustments.",
        "Add a contact under accessibility.",
    ),
    "conform.staff_not_prepared": Message(
        "It is not stated how staff are prepared for accessible teaching and assessment.",
        "Say so under staff.",
    ),
    "conform.part_without_alternatives": Message(
        "This part of the assessment can be taken in one way only.",
        "Say in what other ways it can be taken, as for the other parts.",
    ),
    "conform.no_easy_text": Message(
        "There is no easy-to-read text.",
        "Add media of the kind easy-text: one short idea a line, tried out with readers.",
    ),
    "conform.prerequisite_excludes": Message(
        "“{phrase}”: this shuts people out who could do it in another way.",
        "Ask for what has to be done, not for how a body is.",
    ),
    # Issuer and guidance
    "conform.no_mandate": Message(
        "The issuer seals for another organisation, and no mandate is at hand.",
        "Let the awarding body give the mandate and keep it.",
    ),
    "conform.no_guidance": Message(
        "Nobody is named who advises before enrolling.",
        "Give a contact or page for guidance (offer, guidance).",
    ),
    "conform.no_summary": Message(
        "There is no summary.",
        "Say in two or three plain sentences what it is and for whom.",
    ),
    "conform.one_language": Message(
        "It is made for people of other first languages, but described in one language only.",
        "Translate at least title and summary into their languages.",
    ),
    "conform.no_cost": Message(
        "It is not stated what it costs.",
        "State the price, or that it is free (offer, cost).",
    ),
    "conform.no_dates": Message(
        "It is not stated when it begins.",
        "State the dates, or how to find out (offer, dates).",
    ),
    "conform.no_funding": Message(
        "It is not stated who can help with the cost.",
        "Name the help there is, or say that there is none.",
    ),
    "conform.not_in_feed": Message(
        "It is in no feed for employment services and guidance.",
        "Publish it where advisers look.",
    ),
}
