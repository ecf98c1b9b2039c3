"""An award as the ELM `LearningAchievement` of a person: what was achieved, how, who awarded it.

What belongs to the offer is the description's own specification, node for node;
what belongs to this learner is said here, under names that no other award has.

The model demands a grade of every assessment (EDC application profile 1.2.0).
Where nobody stated one, the grade says “Passed”, and a subject of ours says
that it stands for none. An assessment of several parts is one assessment whose
parts have theirs as `hasPart`: that is where supervision (element 13) stands,
and their grade says that they count towards the whole.
"""

from typing import Any

from tesela.formats.award_nodes import of_award
from tesela.formats.elm import regular
from tesela.formats.elm.describe import specification
from tesela.formats.elm.nodes import Node, Nodes, duration, first_moment
from tesela.formats.elm.parties import Parties
from tesela.model.achievement import Achievement, AssessmentPart
from tesela.model.award import Award
from tesela.text.catalogue import say
from tesela.text.languages import EU_LANGUAGES
from tesela.vocab import vocabulary


class AwardNodes(Nodes):
    """Writes the nodes of one award: each name is random as the award's own."""

    def __init__(self, achievement: Achievement, award: Award) -> None:
        super().__init__(achievement)
        self._award = award

    def iri(self, place: str) -> str:
        """The name of the award's node at `place`."""
        return of_award(self._award, place)

    def sentence(self, message: str, **places: str) -> dict[str, str]:
        """A sentence of ours in this document's languages, as far as they are of the EU."""
        spoken = [tag for tag in self.languages if tag in EU_LANGUAGES]
        return {tag: say(message, tag, None, **places) for tag in spoken}


class Claim:
    """Writes what one award claims of its learner."""

    def __init__(
        self, achievement: Achievement, award: Award, parties: Parties, offer: Nodes
    ) -> None:
        self._achievement = achievement
        self._award = award
        self._nodes = AwardNodes(achievement, award)
        self._parties = parties
        self._language = award.language.split("-", maxsplit=1)[0].lower()
        """Of the award's own texts; strict readers know no regions (the note `award` has them)."""
        self._specification = specification(achievement, offer, parties, publisher=False)

    def person(self, state_page: str | None) -> Node:
        """The learner (element 1), and the claim."""
        learner = self._award.learner
        written: Node = {
            "id": learner.id,
            "type": "Person",
            "identifier": self._nodes.identifier("learner/identifier", "learner", learner.id),
        }
        names = {
            "givenName": learner.given_name,
            "familyName": learner.family_name,
            "fullName": learner.full_name,
        }
        written |= {member: {self._language: name} for member, name in names.items() if name}
        if learner.date_of_birth:
            written["dateOfBirth"] = first_moment(learner.date_of_birth)
        return {**written, "hasClaim": self._achieved(state_page)}

    def _achieved(self, state_page: str | None) -> Node:
        award = self._award
        written: Node = {
            "id": self._nodes.iri("achievement"),
            "type": "LearningAchievement",
            "identifier": self._nodes.identifier("identifier", "award", award.id),
            "title": dict(self._achievement.title),
        }
        if award.narrative:
            written["description"] = {self._language: award.narrative}
        written["awardedBy"] = self._awarding()
        if assessment := self._assessment():
            written["provenBy"] = assessment
        if award.workload_hours is not None:
            written["influencedBy"] = self._learning()
        if award.ects_credits is not None:
            written["creditReceived"] = {
                "id": self._nodes.iri("credits"),
                "type": "CreditPoint",
                "framework": self._nodes.listed("credit-system", "ects"),
                "point": regular.number(award.ects_credits),
            }
        if award.evidence:
            written["supplementaryDocument"] = [
                self._nodes.web_resource(f"evidence/{number}", page)
                for number, page in enumerate(award.evidence, start=1)
            ]
        if notes := self._notes(state_page):
            written["additionalNote"] = notes
        return {**written, "specifiedBy": self._specification}

    def _awarding(self) -> Node:
        """Who awarded it, and when (elements 4 and 5)."""
        achievement = self._achievement
        places = (
            [f"awarding-body/{number}" for number, _ in enumerate(achievement.awarding_bodies, 1)]
            if achievement.awarding_bodies
            else ["issuer"]
        )
        bodies = zip(places, achievement.responsible_bodies, strict=True)
        return {
            "id": self._nodes.iri("awarding"),
            "type": "AwardingProcess",
            "awardingBody": [self._parties.organisation(place, body) for place, body in bodies],
            "awardingDate": first_moment(self._award.awarded_on),
        }

    def _assessment(self) -> Node | None:
        """Elements 9, 13 and 14."""
        award, parts = self._award, self._achievement.assessment
        if not parts and award.grade is None and award.assessed_on is None:
            return None
        title = self._title_of(parts[0], 1) if len(parts) == 1 else None
        written = self._assessed("assessment", title, self._grade())
        if award.assessed_on:
            written["dateIssued"] = first_moment(award.assessed_on)
        if specified := self._assessment_specification():
            written["specifiedBy"] = specified
        if len(parts) == 1:
            return written | self._supervision(parts[0])
        if parts:
            written["hasPart"] = [
                self._assessed_part(part, number) for number, part in enumerate(parts, start=1)
            ]
        return written

    def _assessed(self, place: str, title: dict[str, str] | None, grade: Node) -> Node:
        return {
            "id": self._nodes.iri(place),
            "type": "LearningAssessment",
            "title": title or self._nodes.sentence("elm.assessment"),
            "awardedBy": self._awarding(),
            "grade": grade,
        }

    def _assessed_part(self, part: AssessmentPart, number: int) -> Node:
        place = f"assessment/{number}"
        counts = self._nodes.sentence("elm.part_of_result")
        grade = self._nodes.note(place, "part-of-result", counts)
        written = self._assessed(place, self._title_of(part, number), grade)
        return {
            **written,
            **self._supervision(part),
            "specifiedBy": self._part_specification(number),
        }

    def _supervision(self, part: AssessmentPart) -> Node:
        if part.supervision is None:
            return {}
        return {"idVerification": self._nodes.listed("supervision", part.supervision)}

    def _grade(self) -> Node:
        if self._award.grade is None:
            return self._nodes.note("grade", "passed", self._nodes.sentence("elm.passed"))
        return {
            "id": self._nodes.iri("grade"),
            "type": "Note",
            "noteLiteral": {self._language: self._award.grade},
        }

    def _title_of(self, part: AssessmentPart, number: int) -> dict[str, str]:
        title: dict[str, str] = self._part_specification(number)["title"]
        return dict(title) or self._nodes.label(vocabulary("assessment-type").concept(part.type))

    def _part_specification(self, number: int) -> Node:
        parts: list[Node] = self._specification["provenBy"]
        return parts[number - 1]

    def _assessment_specification(self) -> Node | None:
        """The one part, with the grading of the whole; else the whole, if it has a scheme."""
        parts = self._achievement.assessment
        whole = self._specification["provenBy"][-1] if self._achievement.grading else None
        if len(parts) != 1:
            return whole
        scheme = {"gradingScheme": whole["gradingScheme"]} if whole else {}
        return self._part_specification(1) | scheme

    def _learning(self) -> Node:
        """The hours that this learner spent (element 7)."""
        activities: list[Node] = self._specification.get("influencedBy", [])
        written: Node = {
            "id": self._nodes.iri("learning"),
            "type": "LearningActivity",
            "title": self._nodes.sentence("elm.learning"),
            "awardedBy": self._awarding(),
        }
        if self._award.workload_hours is not None:
            written["workload"] = duration(self._award.workload_hours)
        if len(activities) == 1:
            written["specifiedBy"] = activities[0]
        return written

    def _notes(self, state_page: str | None) -> list[Node]:
        award, nodes = self._award, self._nodes
        members: dict[str, Any] = {"supersedes": award.supersedes}
        if self._language != award.language or not nodes.language(award.language):
            members["language"] = award.language
        notes = nodes.lines("", "award", members)
        if state_page:
            asked = nodes.sentence("document.state_at", address=state_page)
            notes.append(nodes.note("", "state", asked))
        return notes
