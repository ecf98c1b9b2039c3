"""The European Care Certificate as a case: a register, an examination, old certificates, a review.

    1. the register     an organisation with the description of the eight areas
    2. a new class      examined (eight parts of twelve items, 60 minutes, watched over);
                        each credential says what its learner reached, and pins the record
    3. a class to send  the same, one step before it is confirmed, to be looked at
    4. partners         two that deliver it: one issues in the register's name under a
                        mandate that both signed for, the mandate of the other has ended
    5. an old register  certificates of earlier years, re-issued as credentials with a
                        state: the award date is the old one, the day of issue today
    6. a review         by another organisation, to have its pages to look at

The people and organisations are invented, and so are the results. What is
seeded proves nothing about anybody's quality: the review says in every text
that it is demonstration data. The number of right answers that is enough is
the register's own figure; the certificate's owner publishes none.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse

from tesela.issuing.exam_list import Result
from tesela.model.achievement import Scope
from tesela.model.exam import Sitting
from tesela.model.mandate import Act
from tesela.process import quality_case as step
from tesela.process.quality_guards import months_after
from tesela.site import tokens
from tesela.site.accounts.models import User
from tesela.site.awards import batches, status
from tesela.site.awards.models import Award
from tesela.site.classes import exams
from tesela.site.classes.actions import choose, confirm
from tesela.site.classes.models import Batch
from tesela.site.classes.taking import Source, take
from tesela.site.demo.founding import founded
from tesela.site.demo.people import CARE_PARTNERS, CARE_REGISTER, NAMES, PROVIDERS
from tesela.site.design.models import Edition
from tesela.site.design.publishing import publish
from tesela.site.design.starting import start_from_example
from tesela.site.networks import actions as networks
from tesela.site.networks import mandating
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.site.quality import actions, offering

ITEMS = (12,) * 8
"""Eight parts of three statements with four items each: 96."""
MINUTES = 60
ENOUGH = 72
"""The invented register's own figure."""
_SEEDED = "Demonstration data: nobody was reviewed, and this says nothing about any provider."
_SEEDED_SCHEME = "Demonstration data: what a peer review looks like"
_EXAMINED = NAMES[:6]
_TO_SEND = NAMES[6:9]
_BY_A_PARTNER = NAMES[21:24]
_EARLIER = NAMES[9:21]
_WITHDRAWN = 4
"""Which of the earlier certificates is withdrawn after it was taken over."""


def furnish() -> None:
    """Make the case, through the same calls as in earnest."""
    organisation, owner, issuer = founded(CARE_REGISTER)  # 1
    edition = publish(start_from_example(organisation, CARE_REGISTER.example, owner.pk), owner.pk)
    today = datetime.now(UTC).date()
    examined = _class(edition, issuer, _learners(_EXAMINED), today - timedelta(days=20))
    _examine(examined, issuer, today - timedelta(days=27), "Dublin, Harbour House")  # 2
    _send(examined, issuer)
    waiting = _class(edition, issuer, _learners(_TO_SEND), today)
    _examine(waiting, issuer, today - timedelta(days=2), "Galway, Harbour House")  # 3
    by = Membership.objects.get(organisation=organisation, user=owner)
    _partners(edition, by)  # 4
    earlier = _class(edition, issuer, _old_register(), None)
    _send(earlier, issuer)  # 5
    _withdraw(earlier, owner)
    _review(by)  # 6


def to_look_at() -> list[tuple[str, str]]:
    """What of the case can be looked at without signing in: code of the sentence, address."""
    awards = Award.objects.filter(organisation__slug=CARE_REGISTER.slug).order_by("counter")
    found = {
        "examined": awards.filter(certificate_number="").first(),
        "earlier": awards.exclude(certificate_number="").filter(withdrawn_at=None).first(),
        "withdrawn": awards.exclude(certificate_number="").exclude(withdrawn_at=None).first(),
    }
    edition = Edition.objects.filter(description__organisation__slug=CARE_REGISTER.slug).first()
    if edition is None:
        return []
    partner = Award.objects.filter(organisation__slug=CARE_PARTNERS[0].slug).first()
    found["partner"] = partner
    return [
        ("demo.case.certificate", edition.path),
        *(
            (
                f"demo.case.{name}",
                reverse("learner-award", args=[tokens.token("award", str(award.pk))]),
            )
            for name, award in found.items()
            if award
        ),
        ("demo.case.quality", reverse("quality-evidence", args=[CARE_REGISTER.slug])),
    ]


def _partners(edition: Edition, by: Membership) -> None:
    """Two delivery partners join and are given a mandate; one issues, the other's ends."""
    today = datetime.now(UTC).date()
    for partner in CARE_PARTNERS:
        organisation, owner, issuer = founded(partner)
        theirs = Membership.objects.get(organisation=organisation, user=owner)
        networks.join(theirs, networks.invite(by, organisation))
        wanted = mandating.Wanted(
            acts=frozenset({Act.AWARD, Act.ISSUE}),
            begins=today,
            ends=today + timedelta(days=365),
            achievements=frozenset({edition.description.address}),
        )
        given = mandating.offer(by, organisation, wanted)
        mandating.accept(theirs, given)
        if partner is CARE_PARTNERS[0]:
            rows = _learners(_BY_A_PARTNER)
            delivered = _class(edition, issuer, rows, today, organisation)
            _examine(delivered, issuer, today - timedelta(days=5), f"{partner.place}, on site")
            _send(delivered, issuer)
        else:
            mandating.end(by, given, "No course is planned any more (demonstration data).")


def _class(
    edition: Edition,
    by: User,
    rows: str,
    awarded_on: date | None,
    organisation: Organisation | None = None,
) -> Batch:
    """A class of whoever awards, or of `organisation` that acts for them."""
    source = Source(rows.encode(), "class.csv", "class.csv")
    taken = take(organisation or edition.description.organisation, edition, by.pk, source)
    choose(taken, {"announce": False, "awarded_on": awarded_on}, by.pk)
    taken.refresh_from_db()
    return taken


def _learners(names: tuple[tuple[str, str, str], ...]) -> str:
    rows = (
        f"{given};{family};care{at}@learner.example;{language}"
        for at, (given, family, language) in enumerate(names)
    )
    return "\n".join(("Given name;Family name;E-mail;Language", *rows))


def _old_register() -> str:
    """Numbers, names, days, countries, languages: as a registrar may have kept them."""

    def rows() -> Iterator[str]:
        for at, (given, family, language) in enumerate(_EARLIER):
            year, country = 2009 + at, ("IE", "DE", "SI", "FI")[at % 4]
            number = f"ECC-{country}-{year}-{31 + 7 * at:04}"
            yield f"{number};{given} {family};{year}-0{1 + at % 9}-14;{country};{language}"

    return "\n".join(("Certificate number;Name;Award date;Country;Language", *rows()))


def _examine(batch: Batch, by: User, held_on: date, place: str) -> None:
    """Everybody of the class has sat the test and reached enough; some more, some less."""
    sitting = Sitting(
        held_on=held_on,
        place=place,
        way="on-paper",
        invigilated_by="registrar of the centre",
        minutes=MINUTES,
        items=ITEMS,
        pass_mark=ENOUGH,
    )
    results = [
        Result(
            row=at,
            right=tuple(12 - (at + part) % 3 for part in range(len(ITEMS))),
            name=learner.shown_name,
        )
        for at, learner in enumerate(exams.learners(batch), start=2)
    ]
    exams.attach(batch, sitting, results, by.pk)
    batch.refresh_from_db()


def _send(batch: Batch, by: User) -> None:
    """Confirm the class and make it now; nobody gets a mail."""
    confirm(batch, by.pk, revision=batch.revision)
    now = datetime.now(UTC)
    Batch.objects.filter(pk=batch.pk).update(not_before=now)
    batches.begin_due(now)
    while not batches.make(batch.pk):
        pass


def _withdraw(batch: Batch, by: User) -> None:
    award = Award.objects.filter(batch=batch.pk).order_by("counter")[_WITHDRAWN]
    award.withdrawn_at = datetime.now(UTC)
    award.reason = "Issued twice in the old register"
    award.save(update_fields=["withdrawn_at", "reason"])
    status.mark_changed(award.organisation, [award.counter], "revocation")
    audit.record(award.organisation, by.pk, "award.withdrawn", award=str(award.pk))


def _review(by: Membership) -> None:
    """A review whose pages can be looked at; every text in it says that it is none."""
    peer = PROVIDERS[2]
    assurer = Membership.objects.get(organisation__slug=peer.slug, role="owner")
    about = {"title": _SEEDED_SCHEME, "kind": "peer-review", "cycle_months": 12}
    draft = offering.begin(assurer, about, "en")
    question = {"text": "How do you know that it works?", "phase": "planning"}
    offering.put_criterion(assurer, draft, None, question)
    offering.publish(assurer, draft)
    case = actions.apply(by, draft.offers.get())
    actions.take(assurer, case, step.Accept(), "")
    actions.hand_in_documents(by, case, _SEEDED)
    said = {"answer": _SEEDED, "evidence": ""}
    actions.answer(by, case, {one.id: said for one in case.offer.scheme.criteria})
    actions.hand_in_evaluation(by, case)
    feedback = step.Feedback(reason=_SEEDED)
    actions.take(by, case, step.GiveFeedback(feedback), _SEEDED)
    today = datetime.now(UTC).date()
    decision = step.Decision(
        Scope(fields=("09",), eqf_levels=(3,), countries=(CARE_REGISTER.country,)),
        today,
        months_after(today, 12),
        _SEEDED,
    )
    actions.take(assurer, case, step.Grant(decision), _SEEDED)
