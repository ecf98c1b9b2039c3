"""The quality schemes that are shipped, in words; their form stands in `process/schemes/data`.

In our own words throughout: nothing here is text of a standard.
"""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "scheme.phase.planning": Message("Plan"),
    "scheme.phase.implementation": Message("Carry out"),
    "scheme.phase.evaluation": Message("Look at results"),
    "scheme.phase.review": Message("Improve"),
    "scheme.internal-quality": Message("Internal quality assurance"),
    "scheme.internal-quality.summary": Message(
        "What every provider does itself: who looks after quality, what is looked at, and what changes. Nobody else reviews it."
    ),
    "scheme.internal-quality.responsible": Message(
        "Who looks after the quality of your micro-credentials?"
    ),
    "scheme.internal-quality.responsible.help": Message(
        "Name a role, not a person. In a small team one person may have several roles."
    ),
    "scheme.internal-quality.responsible.evidence": Message(
        "A task description, or a page that says who is responsible."
    ),
    "scheme.internal-quality.design": Message(
        "How do you decide what a micro-credential certifies?"
    ),
    "scheme.internal-quality.design.help": Message(
        "Say who takes part, and how you know that it is needed."
    ),
    "scheme.internal-quality.design.evidence": Message(
        "Notes of a meeting with employers, learners or a sector body."
    ),
    "scheme.internal-quality.assessment": Message(
        "How do you see to it that assessment is fair and shows what was learned?"
    ),
    "scheme.internal-quality.assessment.help": Message(
        "Say who assesses, by which criteria, and who looks at doubtful cases."
    ),
    "scheme.internal-quality.assessment.evidence": Message(
        "Criteria that assessors use; a second opinion on some results."
    ),
    "scheme.internal-quality.learners": Message("How do you hear what learners think?"),
    "scheme.internal-quality.learners.help": Message(
        "Say when you ask, and who reads the answers."
    ),
    "scheme.internal-quality.learners.evidence": Message(
        "A short questionnaire, or notes of a talk at the end."
    ),
    "scheme.internal-quality.changes": Message("What did you change after the last round?"),
    "scheme.internal-quality.changes.help": Message("One real change is worth more than a plan."),
    "scheme.internal-quality.changes.evidence": Message(
        "Two versions of a description, or a note of what changed."
    ),
    "scheme.eqavet-workbook": Message("Workbook for small providers, after the EQAVET cycle"),
    "scheme.eqavet-workbook.summary": Message(
        "Sixteen questions along the four phases of the European cycle of quality: plan, carry out, look at results, improve. It can be answered in about two hours, and somebody else reviews the answers."
    ),
    "scheme.eqavet-workbook.purpose": Message("What do you offer, for whom, and why?"),
    "scheme.eqavet-workbook.purpose.help": Message(
        "Two or three sentences: the skills, the learners, the need that you answer."
    ),
    "scheme.eqavet-workbook.purpose.evidence": Message(
        "A description of the offer; a letter or figure that shows the need."
    ),
    "scheme.eqavet-workbook.goals": Message(
        "What do you want to reach this year, and how will you notice?"
    ),
    "scheme.eqavet-workbook.goals.help": Message("Choose few goals that you can count or see."),
    "scheme.eqavet-workbook.goals.evidence": Message(
        "A list of goals, each with a figure or a sign."
    ),
    "scheme.eqavet-workbook.partners": Message("Who helps to decide what is taught?"),
    "scheme.eqavet-workbook.partners.help": Message(
        "Employers, workers, learners, families, other providers."
    ),
    "scheme.eqavet-workbook.partners.evidence": Message(
        "Notes of a meeting, or an exchange of mails."
    ),
    "scheme.eqavet-workbook.outcomes": Message(
        "How do you come to learning outcomes, workload and level?"
    ),
    "scheme.eqavet-workbook.outcomes.help": Message(
        "Say which framework you compare with, and who checks it."
    ),
    "scheme.eqavet-workbook.outcomes.evidence": Message(
        "A learning outcome with the descriptor that it was compared with."
    ),
    "scheme.eqavet-workbook.roles": Message("Who does what, and who answers for the result?"),
    "scheme.eqavet-workbook.roles.help": Message(
        "Teaching, assessing, awarding and complaints should each have somebody."
    ),
    "scheme.eqavet-workbook.roles.evidence": Message("A list of roles."),
    "scheme.eqavet-workbook.staff": Message(
        "How do you know that trainers and assessors can do their work?"
    ),
    "scheme.eqavet-workbook.staff.help": Message(
        "Think of their experience, their training, and help for new ones."
    ),
    "scheme.eqavet-workbook.staff.evidence": Message(
        "Certificates of staff, or a plan of training."
    ),
    "scheme.eqavet-workbook.access": Message("How can people with different needs take part?"),
    "scheme.eqavet-workbook.access.help": Message(
        "Think of rooms, materials, language, time, and of adjustments in assessment."
    ),
    "scheme.eqavet-workbook.access.evidence": Message(
        "An adjusted material, or the page that says how to ask for support."
    ),
    "scheme.eqavet-workbook.information": Message("What do learners know before they begin?"),
    "scheme.eqavet-workbook.information.help": Message(
        "Price, time, what is needed, what they get, and how to complain."
    ),
    "scheme.eqavet-workbook.information.evidence": Message("The page or leaflet that they see."),
    "scheme.eqavet-workbook.assessing": Message(
        "How is assessment done, so that two assessors come to the same result?"
    ),
    "scheme.eqavet-workbook.assessing.help": Message(
        "Say what is asked, what is enough, and how the person’s identity is checked."
    ),
    "scheme.eqavet-workbook.assessing.evidence": Message(
        "Criteria, a task, and a marked example without names."
    ),
    "scheme.eqavet-workbook.learner-feedback": Message(
        "What do learners say, and how many of them?"
    ),
    "scheme.eqavet-workbook.learner-feedback.help": Message(
        "Ask during and after the course. Say also what was criticised."
    ),
    "scheme.eqavet-workbook.learner-feedback.evidence": Message(
        "A summary of answers without names."
    ),
    "scheme.eqavet-workbook.staff-feedback": Message(
        "What do trainers, assessors and employers say?"
    ),
    "scheme.eqavet-workbook.staff-feedback.help": Message(
        "A short talk counts, if somebody writes down what was said."
    ),
    "scheme.eqavet-workbook.staff-feedback.evidence": Message("Notes without names."),
    "scheme.eqavet-workbook.results": Message(
        "How many began, finished and received a credential, and what became of them?"
    ),
    "scheme.eqavet-workbook.results.help": Message(
        "Give figures for the last year, also where they are small."
    ),
    "scheme.eqavet-workbook.results.evidence": Message("A table of figures."),
    "scheme.eqavet-workbook.sampling": Message("How do you check that awards were right?"),
    "scheme.eqavet-workbook.sampling.help": Message(
        "Look again at some results, chosen by chance."
    ),
    "scheme.eqavet-workbook.sampling.evidence": Message(
        "A note of which awards were looked at again, and what was found."
    ),
    "scheme.eqavet-workbook.complaints": Message("What happens when somebody complains?"),
    "scheme.eqavet-workbook.complaints.help": Message(
        "Say to whom, by when there is an answer, and who decides."
    ),
    "scheme.eqavet-workbook.complaints.evidence": Message(
        "The page that says how to complain; figures of complaints."
    ),
    "scheme.eqavet-workbook.improvement": Message(
        "What will you change next, by when, and who does it?"
    ),
    "scheme.eqavet-workbook.improvement.help": Message("Three points are enough."),
    "scheme.eqavet-workbook.improvement.evidence": Message("A plan of improvement."),
    "scheme.eqavet-workbook.published": Message("Which of your results can everybody see?"),
    "scheme.eqavet-workbook.published.help": Message("Openness makes others trust you."),
    "scheme.eqavet-workbook.published.evidence": Message("The page with your results."),
    "scheme.peer-review": Message("Peer review by another provider"),
    "scheme.peer-review.summary": Message(
        "Another provider looks at how you work, asks, and says what it saw. Both learn from it."
    ),
    "scheme.peer-review.introduction": Message("What should your peer know about you?"),
    "scheme.peer-review.introduction.help": Message(
        "Your size, your learners, and what you are proud of."
    ),
    "scheme.peer-review.introduction.evidence": Message("A page about your organisation."),
    "scheme.peer-review.wish": Message("On what do you want your peer’s opinion?"),
    "scheme.peer-review.wish.help": Message("One or two questions are enough."),
    "scheme.peer-review.wish.evidence": Message("A description of what you are unsure about."),
    "scheme.peer-review.course": Message("How does a course run, from enrolment to award?"),
    "scheme.peer-review.course.help": Message("Take one real course and tell it step by step."),
    "scheme.peer-review.course.evidence": Message(
        "A programme, materials, a visit or a recording."
    ),
    "scheme.peer-review.assessment": Message("How do you assess, and who decides?"),
    "scheme.peer-review.assessment.help": Message("Show one task and how results are decided."),
    "scheme.peer-review.assessment.evidence": Message(
        "A task, its criteria, and a marked example without names."
    ),
    "scheme.peer-review.learners": Message("What do your learners say?"),
    "scheme.peer-review.learners.help": Message("Also what they criticise."),
    "scheme.peer-review.learners.evidence": Message("A summary of answers without names."),
    "scheme.peer-review.last-change": Message(
        "What have you improved since the last review, or in the last year?"
    ),
    "scheme.peer-review.last-change.help": Message("One real change."),
    "scheme.peer-review.last-change.evidence": Message("Two versions, before and after."),
    "scheme.iso-21001": Message("Certificate after ISO 21001"),
    "scheme.iso-21001.summary": Message(
        "A certificate for the management system of an organisation that teaches. The certification body confirms it here."
    ),
    "scheme.iso-21001.scope": Message("What is the decision for?"),
    "scheme.iso-21001.scope.help": Message(
        "The fields, levels, sites or programmes that it names."
    ),
    "scheme.iso-21001.scope.evidence": Message("The certificate or decision."),
    "scheme.iso-21001.where": Message("Where can everybody see it?"),
    "scheme.iso-21001.where.help": Message("The address in the assurer’s own register."),
    "scheme.iso-21001.where.evidence": Message("A link to the entry."),
    "scheme.iso-29993": Message("Certificate after ISO 29993"),
    "scheme.iso-29993.summary": Message(
        "A certificate for learning services outside formal education. The certification body confirms it here."
    ),
    "scheme.iso-29993.scope": Message("What is the decision for?"),
    "scheme.iso-29993.scope.help": Message(
        "The fields, levels, sites or programmes that it names."
    ),
    "scheme.iso-29993.scope.evidence": Message("The certificate or decision."),
    "scheme.iso-29993.where": Message("Where can everybody see it?"),
    "scheme.iso-29993.where.help": Message("The address in the assurer’s own register."),
    "scheme.iso-29993.where.evidence": Message("A link to the entry."),
    "scheme.iso-iec-17024": Message("Accreditation after ISO/IEC 17024"),
    "scheme.iso-iec-17024.summary": Message(
        "An accreditation of a body that certifies persons. The accreditation body confirms it here."
    ),
    "scheme.iso-iec-17024.scope": Message("What is the decision for?"),
    "scheme.iso-iec-17024.scope.help": Message(
        "The fields, levels, sites or programmes that it names."
    ),
    "scheme.iso-iec-17024.scope.evidence": Message("The certificate or decision."),
    "scheme.iso-iec-17024.where": Message("Where can everybody see it?"),
    "scheme.iso-iec-17024.where.help": Message("The address in the assurer’s own register."),
    "scheme.iso-iec-17024.where.evidence": Message("A link to the entry."),
    "scheme.esg-agency": Message(
        "Decision of an agency that works by the European standards (ESG)"
    ),
    "scheme.esg-agency.summary": Message(
        "A decision of an agency for the quality of higher education, such as one in the European register EQAR. The agency confirms it here."
    ),
    "scheme.esg-agency.scope": Message("What is the decision for?"),
    "scheme.esg-agency.scope.help": Message(
        "The fields, levels, sites or programmes that it names."
    ),
    "scheme.esg-agency.scope.evidence": Message("The certificate or decision."),
    "scheme.esg-agency.where": Message("Where can everybody see it?"),
    "scheme.esg-agency.where.help": Message("The address in the assurer’s own register."),
    "scheme.esg-agency.where.evidence": Message("A link to the entry."),
    "scheme.national-licence": Message("Licence of a public authority"),
    "scheme.national-licence.summary": Message(
        "A permission of a public authority to train, to assess or to award. The authority confirms it here."
    ),
    "scheme.national-licence.scope": Message("What is the decision for?"),
    "scheme.national-licence.scope.help": Message(
        "The fields, levels, sites or programmes that it names."
    ),
    "scheme.national-licence.scope.evidence": Message("The certificate or decision."),
    "scheme.national-licence.where": Message("Where can everybody see it?"),
    "scheme.national-licence.where.help": Message("The address in the assurer’s own register."),
    "scheme.national-licence.where.evidence": Message("A link to the entry."),
}
