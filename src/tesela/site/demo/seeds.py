"""Furnishing the demonstration: three providers, a hundred awards in every state, a learner.

Done once: what is there stays, and starting again continues. Everything is
made through the same calls as in earnest; only the days lie in the past.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice

from django.conf import settings
from django.db import transaction

from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RosterRow
from tesela.model.achievement import QualityAssurance
from tesela.site.accounts.models import User
from tesela.site.awards import status
from tesela.site.awards.making import make
from tesela.site.awards.models import Award, Mail, MailState
from tesela.site.awards.register import DatabaseRegister
from tesela.site.classes.actions import choose, confirm
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.classes.taking import Source, take
from tesela.site.demo import care
from tesela.site.demo.founding import founded, person
from tesela.site.demo.models import DemoMark
from tesela.site.demo.people import (
    AUTHORITY,
    AUTHORITY_OWNER,
    LEARNER,
    NAMES,
    PROVIDERS,
    Provider,
)
from tesela.site.demo.trial import seal_all
from tesela.site.design.models import Edition
from tesela.site.design.publishing import publish
from tesela.site.design.starting import start_from_example
from tesela.site.portfolio.models import Holding
from tesela.site.providers import audit
from tesela.site.providers.actions import make_organisation
from tesela.site.providers.models import Membership, Organisation
from tesela.site.registry.actions import add, organisation_says

CLASSES_EACH = 4
LEARNERS_EACH_CLASS = 8
_DAYS_BETWEEN = 75
_HEADER = ["Given name", "Family name", "E-mail"]
_FIELDS = ("given_name", "family_name", "email")


def furnish() -> bool:
    """Make the demonstration's data; False when they are there already. All or nothing."""
    with transaction.atomic():
        if DemoMark.objects.filter(name="furnished").exists():
            seal_all()  # of a folder from before there were seals
            return False
        learner = person(*LEARNER)
        editions = [_provider(provider, learner) for provider in PROVIDERS]
        _open_classes(*editions)
        _registry(*editions)
        care.furnish()
        seal_all()
        DemoMark.objects.create(name="furnished", at=datetime.now(UTC))
    return True


def _provider(provider: Provider, learner: User) -> Edition:
    organisation, owner, issuer = founded(provider)
    draft = start_from_example(organisation, provider.example, owner.pk)
    edition = publish(draft, owner.pk)
    names = cycle(NAMES)
    for number in range(CLASSES_EACH):
        days = _DAYS_BETWEEN * (CLASSES_EACH - number) - 60
        rows = list(_rows(islice(names, LEARNERS_EACH_CLASS), provider.slug, number))
        awards = _class(edition, rows, datetime.now(UTC) - timedelta(days=days), issuer)
        _live(awards, number)
        if number == 0:
            Holding.objects.create(user=learner, award=awards[0])
    _correct(edition, issuer)
    _withdraw(organisation, owner)
    return edition


def _open_classes(care: Edition, digital: Edition, university: Edition) -> None:
    """One with mistakes to mend, one that waits for its day, one for a second person to approve."""
    _taken(care, "Rowan\tKelly\trowan.kelly@learner.example\nLiam\tDoyle\tliam.doyle.example")
    waiting = _taken(digital, "Onni\tLaine\tonni@learner.example\nAlva\tBerg\talva@learner.example")
    by = _issuer(digital)
    choose(waiting, {"send_at": datetime.now(UTC) + timedelta(days=3)}, by.pk)
    waiting.refresh_from_db()
    confirm(waiting, by.pk, revision=waiting.revision)
    approving = _taken(university, "Δήμητρα\tΑλεξίου\tdimitra@learner.example")
    by = university.description.organisation.memberships.get(role="owner").user
    confirm(approving, by.pk, revision=approving.revision)


def _registry(*editions: Edition) -> None:
    """An authority that runs the registry, with the providers of the demonstration in it."""
    if not settings.AUTHORITY:
        return
    owner = person(*AUTHORITY_OWNER)
    council = make_organisation(owner.pk, AUTHORITY)
    Organisation.objects.filter(pk=council.pk).update(vouched=True)
    by = Membership.objects.get(organisation=council, user=owner)
    long_ago = datetime.now(UTC) - timedelta(days=900)
    licence = QualityAssurance.model_validate(
        {
            "kind": "public-authority-licence",
            "agency": {"name": AUTHORITY["name"], "country": AUTHORITY["country"]},
            "decided_on": long_ago.date(),
            "valid_until": long_ago.date() + timedelta(days=1825),
        }
    )
    for edition in editions:
        of = edition.description.organisation
        said = {**organisation_says(of), "since": long_ago, "evidence": [licence]}
        said["keys"] = [{**key, "valid_from": long_ago} for key in said["keys"]]
        add(by, said, of)


def _taken(edition: Edition, rows: str) -> Batch:
    """A class that was pasted."""
    source = Source(("\t".join(_HEADER) + "\n" + rows).encode(), "")
    taken = take(edition.description.organisation, edition, _issuer(edition).pk, source)
    taken.refresh_from_db()
    return taken


def _issuer(edition: Edition) -> User:
    return edition.description.organisation.memberships.get(role="issuer").user


def _rows(names: Iterator[tuple[str, str, str]], slug: str, number: int) -> Iterator[RosterRow]:
    for at, (given, family, language) in enumerate(names, 2):
        email = LEARNER[1] if given == "Eleni" else f"learner{number}{at}.{slug}@learner.example"
        yield RosterRow(at, given, family, email=email, language=language)


def _class(edition: Edition, rows: Sequence[RosterRow], then: datetime, by: User) -> list[Award]:
    """A class that was issued on that day."""
    organisation = edition.description.organisation
    then = datetime.combine(then.date(), time(9, 40), UTC)
    batch = Batch.objects.create(
        organisation=organisation,
        edition=edition,
        state=BatchState.FINISHED,
        name=f"{then:%Y-%m} class.xlsx",
        header=_HEADER,
        fields=list(_FIELDS),
        today=then.date(),
        made_by=by,
        confirmed_at=then,
        not_before=then + timedelta(minutes=15),
        finished_at=then + timedelta(minutes=16),
    )
    Batch.objects.filter(pk=batch.pk).update(made_at=then)
    awards = _recorded(edition, rows, batch.pk, then)
    make(awards)
    by_row = {award.row: award for award in awards}
    Row.objects.bulk_create(
        Row(
            batch=batch,
            number=row.number,
            cells=[getattr(row, field) for field in _FIELDS],
            state=RowState.ISSUED,
            award=by_row[row.number],
        )
        for row in rows
    )
    audit.record(organisation, by.pk, "class.confirmed", batch=str(batch.pk), rows=len(rows))
    return awards


def _recorded(
    edition: Edition, rows: Sequence[RosterRow], batch: uuid.UUID, then: datetime
) -> list[Award]:
    register = DatabaseRegister(edition.description.organisation, edition, batch)
    register.reached = {row.number: (row.email or "", "") for row in rows}
    rules = RowRules("en", _day(then))
    wanted = [wanted_award(edition.achievement, row, rules) for row in rows]
    ids = [one.award.id for one in register.record(wanted, then) if one]
    listed = Award.objects.filter(pk__in=[name.removeprefix("urn:uuid:") for name in ids])
    return list(listed.select_related("organisation", "edition", "learner").order_by("counter"))


def _live(awards: Sequence[Award], number: int) -> None:
    """What time did: mails went out, most were opened, some came back, a few were saved."""
    for at, award in enumerate(awards):
        state = (
            MailState.BOUNCED if at == 5 and number % 2 else
            MailState.FAILED if at == 7 and number == 2 else MailState.SENT
        )  # fmt: skip
        sent = award.issued_at + timedelta(minutes=16)
        Mail.objects.create(
            organisation=award.organisation,
            award=award,
            kind="award",
            to=award.learner.email,
            message_id=f"<{uuid.uuid4()}@demo.invalid>",
            state=state,
            tries=1,
            due_at=sent,
            sent_at=sent if state != MailState.FAILED else None,
            answer="" if state == MailState.SENT else "550 5.1.1",
        )
        if state == MailState.SENT and at % 4 != 3:
            award.opened_at = sent + timedelta(hours=3 + 5 * at)
            award.saved_at = award.opened_at + timedelta(minutes=2) if at % 2 == 0 else None
            award.save(update_fields=["opened_at", "saved_at"])


def _correct(edition: Edition, by: User) -> None:
    """One name was misspelt, and is corrected by a superseding award."""
    wrong = Award.objects.filter(edition=edition, current=True).order_by("counter")[2]
    learner = wrong.stated.learner
    row = RosterRow(
        wrong.row or 0,
        f"{learner.given_name}-Maria",
        learner.family_name,
        email=wrong.learner.email,
        language=wrong.stated.language,
    )
    make(_recorded(edition, [row], uuid.uuid4(), wrong.issued_at + timedelta(days=2)))
    audit.record(edition.description.organisation, by.pk, "award.corrected", award=str(wrong.pk))


def _withdraw(organisation: Organisation, by: User) -> None:
    """Two withdrawn, one suspended."""
    listed = list(Award.objects.filter(organisation=organisation, current=True).order_by("counter"))
    for at, purpose, reason in (
        (10, "revocation", "Awarded to the wrong person"),
        (19, "revocation", "The assessment was repeated and not passed"),
        (14, "suspension", "An appeal is being heard"),
    ):
        award = listed[at]
        day = award.issued_at + timedelta(days=9)
        if purpose == "revocation":
            award.withdrawn_at = day
        else:
            award.suspended_at = day
        award.reason = reason
        award.save(update_fields=["withdrawn_at", "suspended_at", "reason"])
        status.mark_changed(organisation, [award.counter], purpose)
        act = "award.withdrawn" if purpose == "revocation" else "award.suspended"
        audit.record(organisation, by.pk, act, award=str(award.pk))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
