"""A house with something on every page: the demonstration's providers, and what they lack."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any


def everything() -> dict[str, Any]:
    """Furnish the service, for `House.seed`; what stands in the addresses of its pages."""
    from django.db import transaction

    from tesela.site import tokens
    from tesela.site.accounts.models import User
    from tesela.site.awards import withdrawals
    from tesela.site.awards.models import Award
    from tesela.site.classes.models import Batch
    from tesela.site.demo import seeds
    from tesela.site.demo.people import PROVIDERS
    from tesela.site.providers import keys
    from tesela.site.providers.models import Membership, Organisation

    seeds.furnish()
    owner = User.objects.get(email=PROVIDERS[0].owner[1])
    for provider in PROVIDERS[1:]:
        of = Organisation.objects.get(slug=provider.slug)
        Membership.objects.create(organisation=of, user=owner, role="owner")
    here = Organisation.objects.get(slug=PROVIDERS[0].slug)
    awards = list(Award.objects.filter(organisation=here, current=True).order_by("counter"))
    sound = [award for award in awards if not (award.withdrawn_at or award.suspended_at)]
    draft = withdrawals.prepare(here, owner.pk, [sound[0].pk, "nobody@learner.example"])
    keys.prepare_key(here, None, "own.example")
    opened, unopened = sound[1], next(award for award in sound if not award.opened_at)
    classes = _classes(here, owner, opened.edition)
    with transaction.atomic():
        latest = Batch.objects.create(
            organisation=here, edition=opened.edition, today=datetime.now(UTC).date(),
            state="finished", finished_at=datetime.now(UTC),
        )  # fmt: skip
        Award.objects.filter(pk=sound[3].pk).update(batch=latest.pk)
    return {
        "owner": owner.email,
        "organisation": here.slug,
        "award": str(opened.pk),
        "suspended": str(next(award.pk for award in awards if award.suspended_at)),
        "withdrawn": str(next(award.pk for award in awards if award.withdrawn_at)),
        "withdrawal": str(draft.pk),
        "open": tokens.token("award", str(opened.pk)),
        "unopened": tokens.token("award", str(unopened.pk)),
        "spoilt": tokens.token("award", str(next(a.pk for a in awards if a.withdrawn_at))),
        "member": here.memberships.get(role="issuer").pk,
        **classes,
        **_descriptions(here, owner),
        **_learner(opened),
        **_ask(opened),
        **_quality(here),
        **_checked(),
        **_endorsements(here, opened.edition),
        **_needs(here),
        **_network(here, opened.edition),
        **_registered(owner),
    }


def _needs(here: Any) -> dict[str, Any]:
    """A need of another organisation with a voice, and one of this organisation."""
    from tesela.site.needs import actions
    from tesela.site.providers.models import Membership

    speaks = Membership.objects.filter(organisation=here, role="owner").first()
    other = Membership.objects.filter(organisation__slug="digital-dock", role="owner").first()
    assert speaks
    assert other
    said = {
        "kind": "civil-society",
        "purpose": "civic",
        "title": {"en": "Help neighbours online"},
        "text": {"en": "People should be able to show others how to use public services."},
        "sector": "Care",
        "references": [{"uri": "http://data.europa.eu/esco/skill/1"}],
    }
    need, own = actions.propose(other, said), actions.propose(speaks, said)
    actions.speak(speaks, need, "provider", "We see it too.", agrees=True)
    actions.speak(speaks, need, "provider", "Also on phones.", agrees=False)
    return {"need": str(need.pk), "own_need": str(own.pk)}


def _endorsements(here: Any, edition: Any) -> dict[str, Any]:
    """Asked of this organisation, given by it, and asked by it."""
    from tesela.model.endorsement import Side
    from tesela.site.accounts.models import User
    from tesela.site.design.models import Edition
    from tesela.site.endorsements import actions
    from tesela.site.providers.models import Membership, Organisation

    speaks = Membership.objects.filter(organisation=here, role="owner").first()
    other = Organisation.objects.exclude(pk=here.pk).filter(slug="digital-dock").get()
    theirs = Edition.objects.filter(description__organisation=other).first()
    more = Edition.objects.filter(description__organisation__slug="northgate").first()
    assert speaks
    assert theirs
    assert more
    apart = User.objects.of_address("apart@example.org")
    asks = [
        Membership.objects.create(organisation=one, user=apart, role="designer")
        for one in (other, more.description.organisation)
    ]
    wanted = actions.ask(asks[0], theirs, here, "Would you look at it?")
    given = actions.ask(asks[1], more, here, "")
    alone = User.objects.of_address("alone@example.org")
    owner = Membership.objects.create(organisation=here, user=alone, role="owner")
    actions.give(owner, given, Side.PEER, "Right for the work.")
    asked = actions.ask(speaks, edition, other, "Please")
    return {"wanted": str(wanted.pk), "given": str(given.pk), "asked": str(asked.pk)}


def _network(here: Any, edition: Any) -> dict[str, Any]:
    """A member with a mandate, an offer that waits, an invitation to another network."""
    from datetime import UTC, datetime, timedelta

    from tesela.model.mandate import Act
    from tesela.site.accounts.models import User
    from tesela.site.networks import actions, mandating
    from tesela.site.providers.models import Membership, Organisation

    speaks = Membership.objects.filter(organisation=here, role="owner").first()
    assert speaks
    near = {}
    for slug in ("digital-dock", "northgate"):
        of = Organisation.objects.get(slug=slug)
        user = User.objects.of_address(f"network-{slug}@example.org")
        near[slug] = Membership.objects.create(organisation=of, user=user, role="owner")
    member, network = near["digital-dock"], near["northgate"]
    joined = actions.invite(speaks, member.organisation, "Please join us.")
    actions.join(member, joined)
    today = datetime.now(UTC).date()
    wanted = mandating.Wanted(
        frozenset({Act.AWARD, Act.ISSUE}),
        today,
        today + timedelta(20),
        frozenset({edition.description.address}),
        depth=1,
        note="For the spring",
    )
    given = mandating.offer(speaks, member.organisation, wanted)
    mandating.accept(member, given)
    offered = mandating.offer(
        member, here, mandating.Wanted(frozenset({Act.SEAL}), today, note="Please seal for us")
    )
    actions.share(speaks, edition.description)
    invitation = actions.invite(network, here, "Belong to us")
    return {
        "link": joined.pk,
        "invitation": invitation.pk,
        "mandate": str(given.pk),
        "offered_mandate": str(offered.pk),
    }


def _registered(owner: Any) -> dict[str, Any]:
    """The registry's authority with the owner in it, a suspended provider, another registry."""
    from django.conf import settings

    from tesela.site.providers.models import Membership, Organisation
    from tesela.site.registry import actions, harvesting
    from tesela.site.registry.models import Provider
    from tesela.trust.provider_entries import Status

    council = Organisation.objects.get(slug=settings.AUTHORITY)
    by = Membership.objects.create(organisation=council, user=owner, role="owner")
    listed = Provider.objects.order_by("pk")
    said = {"legal_name": {"en": "Open School"}, "country": "MT", "place": "Valletta"}
    made = actions.add(by, {**said, "identities": ["did:web:open.example"]})
    actions.set_status(by, made, Status.SUSPENDED, {"en": "No report"}, successor=listed.first())
    address = "https://registry.example/registry/feed.json"
    source = harvesting.add_source(by, address, "did:web:x.example")
    return {"authority": council.slug, "registered": listed[0].slug, "source": source.pk}


def proved(email: str) -> str:
    """The key of a session whose person has just proved who they are."""
    from allauth.account.internal.flows.login import record_authentication
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    from tesela.site.accounts.models import User
    from tests.browser.house import session

    request = HttpRequest()
    request.session = store = SessionStore(session(email))
    record_authentication(request, User.objects.get(email=email), "code")
    store.save()
    return str(store.session_key)


def _classes(here: Any, owner: Any, edition: Any) -> dict[str, Any]:
    """A class in each state, the earlier ones by the demonstration."""
    from tesela.site.classes.actions import mend
    from tesela.site.classes.models import Batch, Cohort
    from tesela.site.classes.taking import Source, take

    def taken(text: str, encoding: str = "utf-8", name: str = "") -> str:
        return str(take(here, edition, owner.pk, Source(text.encode(encoding), name)).pk)

    head = "Given name\tFamily name\tE-mail\n"
    mending = taken(f"{head}Eleni\tNull\teleni@learner.example\nSeán\tMurphy\tsean.example")
    batch = Batch.objects.get(pk=mending)
    mend(batch, 3, ["Seán", "Murphy", "sean@learner.example"], owner.pk)
    cohort = Cohort.objects.create(
        organisation=here, name="Spring", header=["Name"], fields=["full_name"],
        rows=[["Eleni Papadopoulou"]], size=1,
    )  # fmt: skip

    def in_state(slug: str, state: str) -> str:
        found = Batch.objects.filter(organisation__slug=slug, state=state).first()
        return str(found.pk) if found else ""

    return {
        "cohort": cohort.pk,
        "mending": taken(f"{head}Bo\tNull\tbo@learner.example\nCy\tDu\tcy.example"),
        "columns": taken("Anna\tBerg\ta@learner.example\nBo\tEk\tb@learner.example"),
        "letters": taken("full_name;email\nGyőző Tűz;a@b.example\n", "cp1250", "class.csv"),
        "waiting": in_state("digital-dock", "waiting"),
        "approving": in_state("northgate", "approving"),
        "finished": in_state(here.slug, "finished"),
    }


def _descriptions(here: Any, owner: Any) -> dict[str, Any]:
    """A draft in several languages beside the published description."""
    from tesela.site.design.models import Edition
    from tesela.site.design.starting import start_from_example

    draft = start_from_example(here, "european-care-certificate", owner.pk)
    edition = Edition.objects.filter(description__organisation=here).first()
    assert edition is not None
    return {
        "draft": draft.slug,
        "outcome": draft.content["learning_outcomes"][0]["id"],
        "published": edition.description.slug,
        "version": edition.version,
        "edition": edition.pk,
    }


def _learner(award: Any) -> dict[str, Any]:
    """An account with credentials, a passkey, one from elsewhere, and links."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator

    from tesela.site import tokens
    from tesela.site.accounts.models import User
    from tesela.site.demo.models import DemoMail
    from tesela.site.demo.people import LEARNER
    from tesela.site.portfolio import actions, sharing
    from tests.site.asking import credential

    user = User.objects.get(email=LEARNER[1])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    actions.take(user, award)
    imported = actions.bring(user, "badge.json", json.dumps(credential()).encode())
    soon = datetime.now(UTC).date() + timedelta(days=9)
    share = sharing.make(user, [award], ["learner", "outcomes"], language="el", ends_on=soon)
    alone = sharing.make(None, [award], ["learner"], language="en", ends_on=soon)
    stopped = sharing.make(None, [award], [], language="en", ends_on=soon, note="An old one")
    sharing.stop(stopped)
    passkey = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": {}}
    )
    mail = DemoMail.objects.create(
        to=user.email,
        subject="Your credential",
        text="Hello, open https://learning.example/ now.",
        message_id="<one@demo.invalid>",
    )
    return {
        "learner": user.email,
        "imported": imported.pk,
        "share": tokens.token("share", share.seed),
        "seed": share.seed,
        "alone": alone.seed,
        "stopped": tokens.token("share", stopped.seed),
        "passkey": passkey.pk,
        "mail": mail.pk,
    }


def _ask(award: Any) -> dict[str, Any]:
    """An ask with answers, and an answer that is not sent."""
    from tesela.site import tokens
    from tesela.site.asks import actions

    until = datetime.now(UTC).date() + timedelta(days=7)
    wanted = ["Digital skills", "Hygiene"]
    ask = actions.make("Aoife Byrne, Galway Care", "A place in our team", wanted, "en", until)
    for name in ("Seán", "Eleni Papadopoulou"):
        answer = actions.begin(ask, None, "en")
        actions.choose(actions.add(answer, award), [0], ["learner", "outcomes"])
        actions.call(answer, name)
        actions.send(answer)
    draft = actions.begin(ask, None, "en")
    item = actions.add(draft, award)
    ended = actions.make("Aoife Byrne", "Something earlier", wanted, "en", until)
    actions.end(ended)
    return {
        "ask": actions.answer_token(ask),
        "results": actions.results_token(ask),
        "answer": tokens.token("answer", draft.seed),
        "sent": tokens.token("answer", answer.seed),
        "item": item.pk,
        "ended": actions.answer_token(ended),
        "number": answer.number,
    }


def _quality(here: Any) -> dict[str, Any]:
    """A case in force, evidence in force and withdrawn, own word, a scheme of one's own."""
    from tesela.model.achievement import QualityAssurance, Scope
    from tesela.process import quality_case as step
    from tesela.process.quality_guards import months_after
    from tesela.site.providers.models import Membership
    from tesela.site.quality import actions, evidence, files, offering

    today = datetime.now(UTC).date()

    def member(slug: str) -> Membership:
        """Who belongs to that organisation alone, and may act for it."""
        return Membership.objects.exclude(user__email=here_owner).get(
            organisation__slug=slug, role="owner"
        )

    own = Membership.objects.filter(organisation=here, role="owner").earliest("pk")
    here_owner = own.user.email
    assurer = member("northgate")
    offering.offer_shipped(assurer, {"eqavet-workbook", "peer-review"})
    decision = step.Decision(
        Scope(fields=("09",), eqf_levels=(3, 4), countries=("IE",)),
        today,
        months_after(today, 24),
        "We visited two courses. Assessment is fair.",
    )

    def granted(by: Membership, name: str) -> Any:
        case = actions.apply(by, assurer.organisation.quality_offers.get(name=name))
        actions.take(assurer, case, step.Accept(), "")
        actions.hand_in_documents(by, case, "Leaflet: https://care.example/leaflet")
        files.add(by, case, case.offer.scheme.criteria[0], "plan.csv", b"unit,hours\ncare,12\n")
        said = {"answer": "Two people look at each result.", "evidence": "https://care.example"}
        actions.answer(by, case, {one.id: said for one in case.offer.scheme.criteria})
        actions.hand_in_evaluation(by, case)
        feedback = step.Feedback(summary="They liked the pace.", learners=12)
        actions.take(by, case, step.GiveFeedback(feedback), feedback.summary)
        return actions.take(assurer, case, step.Grant(decision), decision.reasons)

    evidence.state_own(own, QualityAssurance(kind="internal-quality-assurance", decided_on=today))
    case = granted(own, "eqavet-workbook")
    gone = granted(member("digital-dock"), "peer-review")
    actions.take(assurer, gone, step.Withdraw("Awards without assessment."), "Awards …")
    about = {"title": "Label for care", "kind": "sector-label", "cycle_months": 24}
    draft = offering.begin(own, about, "en")
    question = {"text": "How do you keep dignity?", "phase": "planning"}
    offering.put_criterion(own, draft, None, question)
    offering.publish(own, draft)
    asked = case.offer.scheme.criteria[0].id
    return {"case": case.pk, "question": asked, "scheme": draft.slug}


def _checked() -> dict[str, Any]:
    """A result of the checker that is shared, and one that has ended."""
    from tesela.site.checker import actions
    from tesela.site.checker.carried import Result
    from tests.site.people import EXAMPLES

    example = (EXAMPLES / "digital-basics.yaml").read_text("utf-8")
    poor = example[: example.index("learning_outcomes:")].encode()
    result = Result(actions.check(poor, "digital-basics.yaml"), actions.now())
    shared, ended = actions.share(result, 7), actions.share(result, 7)
    actions.end(ended)
    return {
        "checked": actions.read_token(shared),
        "checked_own": actions.own_token(shared),
        "checked_ended": actions.read_token(ended),
    }


def untouched(paths: list[str]) -> list[str]:
    """Names of routes that none of these addresses leads to; the machines' interface left out."""
    from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

    def names(patterns: list[Any]) -> set[str]:
        inner = [p for p in patterns if isinstance(p, URLResolver) and not p.namespace]
        own = {str(p.name) for p in patterns if isinstance(p, URLPattern) and p.name}
        return own.union(*(names(one.url_patterns) for one in inner))

    reached = set()
    for path in paths:
        try:
            reached.add(resolve(path.partition("?")[0]).url_name)
        except Resolver404:
            continue
    left = names(get_resolver().url_patterns) - reached
    return sorted(name for name in left if not name.startswith("vcapi-"))
