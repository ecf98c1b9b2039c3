"""Storing a register that arrives, some rows at a time, in the one transaction of its import.

Each kind of record has a method that looks whether what it says is the
institution's own, and stores it. What a file cannot know is made here: keys by
which class lists know awards, digests of links, words that learners are found by.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import ValidationError

from tesela.issuing import handover
from tesela.issuing.credentials import FORMATS
from tesela.model.achievement import Achievement
from tesela.model.award import Award as StatedAward
from tesela.site import tokens
from tesela.site.awards import packing, search
from tesela.site.awards.files import CredentialFile, TimeStamp
from tesela.site.awards.models import Award, Change, EarlierLink, Learner, OtherPlace, StatusList
from tesela.site.design.models import Description, Edition
from tesela.site.design.words import words
from tesela.site.handover import records
from tesela.site.providers import audit
from tesela.site.providers.models import Key, Membership, Organisation, Seal, Succession
from tesela.site.providers.naming import free_slug
from tesela.text.errors import TeselaError

_T = TypeVar("_T")
_ROWS_AT_ONCE = 500
_BYTES_AT_ONCE = 8_000_000
_ELSEWHERE = "elsewhere"
"""Where the key of a certificate is (`Seal.held`)."""


@dataclass
class Looked:
    """What the first reading found."""

    sealed: handover.Sealed
    head: Mapping[str, Any]
    organisation: records.OrganisationRecord
    keys: list[records.KeyRecord]


@dataclass
class Arriving:
    """The register on its way into the database, some rows at a time."""

    looked: Looked
    successor: Organisation
    confirmed: list[str]
    now: datetime
    awards: int = 0
    editions: dict[str, int] = field(default_factory=dict)
    stamps: dict[int, int] = field(default_factory=dict)
    waiting: list[Any] = field(default_factory=list)
    """Records of one kind that are not stored yet."""
    waiting_bytes: int = 0

    def __post_init__(self) -> None:
        stated = self.looked.organisation
        taken = Organisation.objects.filter(slug=stated.slug).exists()
        self.organisation = Organisation.objects.create(
            slug=free_slug(stated.slug) if taken else stated.slug,
            came_from=stated.service,
            slug_there=stated.slug,
            **stated.model_dump(
                include={
                    "name", "legal_name", "country", "place", "website", "identifiers",
                    "languages", "domain", "identity", "status_secret", "status_name",
                    "status_bits", "next_counter",
                }
            ),
        )  # fmt: skip
        self.methods = {key.method for key in self.looked.keys}
        self.exported_at = records.moment(str(self.looked.head.get("exported_at")))

    def keep(self, record: Any) -> None:
        """Store it with others of its kind."""
        if self.waiting and type(record) is not type(self.waiting[0]):
            self._store()
        self.waiting.append(record)
        self.waiting_bytes += len(getattr(record, "content", b"")) + 1
        if len(self.waiting) >= _ROWS_AT_ONCE or self.waiting_bytes >= _BYTES_AT_ONCE:
            self._store()

    def finish(self) -> None:
        """Who answers for it from now on, and that it is known."""
        self._store()
        Succession.objects.create(
            organisation=self.organisation,
            successor=self.successor,
            seal=self.looked.sealed.digest,
            exported_at=self.exported_at,
            taken_over_at=self.now,
            confirmed=self.confirmed,
        )
        Membership.objects.bulk_create(
            Membership(organisation=self.organisation, user_id=user, role=role)
            for user, role in self.successor.memberships.values_list("user_id", "role")
        )
        about = {
            "seal": self.looked.sealed.digest,
            "records": self.looked.sealed.records,
            "awards": self.awards,
            "issuer": self.organisation.identity,
        }
        acts = {
            "acts_before": self.looked.organisation.acts,
            "last_act_before": self.looked.organisation.last_act,
        }
        audit.record(
            self.organisation, None, "register.taken_over", successor=self.successor.pk,
            **about, **acts,
        )  # fmt: skip
        audit.record(
            self.successor, None, "register.received", institution=self.organisation.pk, **about
        )

    def _store(self) -> None:
        if self.waiting:
            _STORES[type(self.waiting[0])](self, self.waiting)
        self.waiting, self.waiting_bytes = [], 0

    def keys(self, listed: list[records.KeyRecord]) -> None:
        """Public halves; what still signed there ended with the handover."""
        Key.objects.bulk_create(
            Key(
                organisation=self.organisation,
                sealed=b"",
                **{
                    **one.model_dump(exclude={"kind"}),
                    "retired_at": one.retired_at or self.exported_at,
                },
            )
            for one in listed
        )

    def certificates(self, listed: list[records.CertificateRecord]) -> None:
        Seal.objects.bulk_create(
            Seal(
                organisation=self.organisation,
                held=_ELSEWHERE,
                sealed=b"",
                **{
                    **one.model_dump(exclude={"kind"}),
                    "retired_at": one.retired_at or self.exported_at,
                },
            )
            for one in listed
        )

    def descriptions(self, listed: list[records.DescriptionRecord]) -> None:
        for one in listed:
            Description.objects.create(
                organisation=self.organisation, **one.model_dump(exclude={"kind"})
            )

    def publish(self, listed: list[records.EditionRecord]) -> None:
        for one in listed:
            described = self.organisation.descriptions.filter(slug=one.description).first()
            achievement = _read(Achievement.model_validate_json, one.frozen)
            own = f"/achievements/{self.organisation.named}/{one.description}/{one.version}"
            expected = self.organisation.absolute(own)
            if described is None or not one.iri == achievement.edition == expected:
                raise TeselaError("handover.malformed")
            made = Edition.objects.create(
                description=described,
                title=dict(achievement.title),
                words=words(achievement.title),
                **one.model_dump(exclude={"kind", "description"}),
            )
            self.editions[made.iri] = made.pk

    def time_stamps(self, listed: list[records.StampRecord]) -> None:
        for one in listed:
            made = TimeStamp.objects.create(
                batch=None, **one.model_dump(exclude={"kind", "number"})
            )
            self.stamps[one.number] = made.pk

    def learners(self, listed: list[records.LearnerRecord]) -> None:
        made = Learner.objects.bulk_create(
            Learner(
                organisation=self.organisation,
                email=one.email or "",
                contact=one.contact or "",
                urn=one.urn,
                name=one.name,
            )
            for one in listed
        )
        search.note(self.organisation, made)

    def award(self, listed: list[records.AwardRecord]) -> None:
        known = dict(
            Learner.objects.filter(
                organisation=self.organisation, urn__in={one.learner for one in listed}
            ).values_list("urn", "pk")
        )
        self._see_that_they_are_its_own(
            {one.supersedes for one in listed if one.supersedes} - {one.id for one in listed}
        )
        Award.objects.bulk_create(self._award(one, known) for one in listed)
        EarlierLink.objects.bulk_create(
            EarlierLink(award_id=one.id, page_digest=one.page_digest, code_digest=one.code_digest)
            for one in listed
        )
        self.awards += len(listed)

    def _award(self, one: records.AwardRecord, learners: Mapping[str, int]) -> Award:
        stated = _read(StatedAward.model_validate, one.content)
        said = (stated.id, stated.learner.id, stated.awarded_on)
        if (
            said != (f"urn:uuid:{one.id}", one.learner, one.awarded_on)
            or one.learner not in learners
            or one.edition not in self.editions
            or one.method not in self.methods
            or one.counter >= self.organisation.next_counter
        ):
            raise TeselaError("handover.malformed")
        # By what a class list knows it again stayed behind: it is made of addresses.
        key = sha256(stated.id.encode()).hexdigest()
        return Award(
            organisation=self.organisation,
            edition_id=self.editions[one.edition],
            learner_id=learners[one.learner],
            key=key,
            content_digest=key,
            name=stated.learner.name,
            supersedes_id=one.supersedes,
            **{
                **one.model_dump(exclude={"kind", "edition", "learner", "supersedes"}),
                "page_digest": tokens.digest(tokens.token("award", str(one.id))),
                "code_digest": tokens.digest(tokens.code("award", str(one.id))),
            },
        )

    def places(self, listed: list[records.PlaceRecord]) -> None:
        """What is no award stays withdrawn on the lists that are signed here from now on."""
        for one in listed:
            if one.counter >= self.organisation.next_counter or one.method not in self.methods:
                raise TeselaError("handover.malformed")
        OtherPlace.objects.bulk_create(
            OtherPlace(organisation=self.organisation, **one.model_dump(exclude={"kind"}))
            for one in listed
        )

    def changes(self, listed: list[records.ChangeRecord]) -> None:
        self._see_that_they_are_its_own({one.award for one in listed})
        Change.objects.bulk_create(
            Change(award_id=one.award, kind=one.change, at=one.at, reason=one.reason)
            for one in listed
        )

    def files(self, listed: list[records.FileRecord]) -> None:
        self._see_that_they_are_its_own({one.award for one in listed})
        awards = Award.objects.in_bulk({one.award for one in listed})
        made = []
        for one in listed:
            if one.format not in FORMATS or one.stamp not in (None, *self.stamps):
                raise TeselaError("handover.malformed")
            made.append(
                packing.Made(
                    awards[one.award],
                    one.format,
                    one.content,
                    {
                        "stamp_id": None if one.stamp is None else self.stamps[one.stamp],
                        "place": one.place,
                        "path": one.path,
                    },
                )
            )
        CredentialFile.objects.bulk_create(packing.files(made))

    def lists(self, listed: list[records.ListRecord]) -> None:
        issuers = {method.partition("#")[0] for method in self.methods}
        for one in listed:
            named = f"{self.organisation.status_name}-{one.number + 1}-{one.purpose}"
            if one.name != named or one.issuer not in issuers:
                raise TeselaError("handover.malformed")
        StatusList.objects.bulk_create(
            StatusList(
                organisation=self.organisation,
                changed=False,
                **one.model_dump(exclude={"kind"}),
            )
            for one in listed
        )

    def _see_that_they_are_its_own(self, named: set[Any]) -> None:
        found = Award.objects.filter(organisation=self.organisation, pk__in=named).count()
        if found != len(named):
            raise TeselaError("handover.malformed")


def _read(how: Callable[[Any], _T], stated: Any) -> _T:
    try:
        return how(stated)
    except ValidationError as error:
        raise TeselaError("handover.malformed") from error


_STORES: dict[type, Callable[[Arriving, Any], None]] = {
    records.KeyRecord: Arriving.keys,
    records.CertificateRecord: Arriving.certificates,
    records.DescriptionRecord: Arriving.descriptions,
    records.EditionRecord: Arriving.publish,
    records.StampRecord: Arriving.time_stamps,
    records.LearnerRecord: Arriving.learners,
    records.AwardRecord: Arriving.award,
    records.PlaceRecord: Arriving.places,
    records.ChangeRecord: Arriving.changes,
    records.FileRecord: Arriving.files,
    records.ListRecord: Arriving.lists,
}
