"""Organisations, who belongs to them, their keys, and the log of what they did."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from tesela.model.party import Party
from tesela.site.providers.roles import ROLES


class Organisation(models.Model):
    """Who awards: a provider with an identity and keys of its own."""

    slug = models.SlugField(max_length=63, unique=True)
    """Its name in addresses; never changes, since credentials contain it."""
    name = models.JSONField()
    """Language tag → text (`LocalizedText`)."""
    legal_name = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=2)
    """ISO 3166-1 alpha-2."""
    place = models.CharField(max_length=200, blank=True)
    website = models.CharField(max_length=2000, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    """For questions about its credentials; replies to mails go there."""
    identifiers = models.JSONField(default=list)
    """`[{"scheme": …, "value": …}]`, as `model.party.Identifier`."""
    languages = models.JSONField(default=list)
    """Tags of the languages that it describes its achievements in, the main one first."""
    domain = models.CharField(max_length=253, blank=True)
    """Its own domain, where its identity stands there; else it stands on this service."""
    identity = models.CharField(max_length=2000, blank=True)
    """The DID that its credentials name as issuer; empty until there is a key."""
    four_eyes = models.BooleanField(default=False)
    """Whether a second person must approve before anything is issued."""
    vouched = models.BooleanField(default=False)
    """Whether the operator of this service says that it is who it says."""
    status_secret = models.BinaryField(max_length=32)
    status_name = models.CharField(max_length=16, unique=True)
    """Beginning of the names of its status lists; tells nothing about it."""
    status_bits = models.SmallIntegerField(default=17)
    """A status list of it has 2 to the power of so many places; never changes."""
    came_from = models.CharField(max_length=2000, blank=True)
    """Of an institution that closed elsewhere and handed its register over: the address of the
    service that it was at, under which its lists and descriptions are named; else empty."""
    slug_there = models.CharField(max_length=63, blank=True)
    """Its slug at that service."""
    next_counter = models.BigIntegerField(default=0)
    """The next free counter of `status.positions`; taken under a lock of this row."""
    made_at = models.DateTimeField(auto_now_add=True)
    members: models.ManyToManyField = models.ManyToManyField(  # type: ignore[type-arg]
        settings.AUTH_USER_MODEL, through="Membership", related_name="organisations"
    )

    def __str__(self) -> str:
        return self.slug

    @property
    def is_taken_over(self) -> bool:
        """Whether it closed, and somebody here answers for its register."""
        return bool(self.came_from)

    def absolute(self, path: str) -> str:
        """`path`, which begins with a slash, at the service where its things are named."""
        return f"{self.came_from or settings.ADDRESS}{path}"

    @property
    def named(self) -> str:
        """Its slug where its things are named."""
        return self.slug_there or self.slug

    @property
    def party(self) -> Party:
        """The organisation as descriptions name it."""
        return Party.model_validate(
            {
                "name": self.name,
                "legal_name": self.legal_name or None,
                "country": self.country,
                "place": self.place or None,
                "website": self.website or None,
                "email": self.email or None,
                "identifiers": self.identifiers,
                "id": self.identity or None,
            }
        )


class Succession(models.Model):
    """Who answers for the register of an institution that closed, and since when."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="succession"
    )
    """The institution that closed."""
    successor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="registers_taken_over"
    )
    seal = models.CharField(max_length=64, unique=True)
    """Which file it came in (`issuing.handover.Sealed.digest`)."""
    exported_at = models.DateTimeField()
    taken_over_at = models.DateTimeField()
    confirmed = models.JSONField(default=list)
    """Verification methods of its keys that its identities themselves listed on that day."""

    def __str__(self) -> str:
        return self.seal[:16]


class Membership(models.Model):
    """What a person may do in an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=16, choices=[(role, role) for role in ROLES])
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    @property
    def shown_name(self) -> str:
        """How other members see the person: by name once they have signed in as a member.

        Until then by the address that was typed: who types a stranger's must
        not learn whether there is an account, and whose.
        """
        came = self.user.last_login is not None and self.user.last_login >= self.made_at
        return self.user.shown_name if came else self.user.email


class KeyUse(models.TextChoices):
    """What a key signs."""

    AWARDS = "awards"
    """Credentials and their status lists; its controller is the organisation's identity."""
    WALLET = "wallet"
    """What phone wallets hold, and its status lists: a P-256 key, as they ask for."""


class Key(models.Model):
    """A signing key. Retired keys stay, so that what they signed can be verified."""

    use = models.CharField(max_length=16, choices=KeyUse.choices, default=KeyUse.AWARDS)
    beside = models.CharField(max_length=2000, blank=True)
    """Of a wallet key: the identity for whose awards it signs."""
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keys")
    method = models.CharField(max_length=2000, unique=True)
    """The verification method: where others find the public key."""
    public = models.CharField(max_length=200)
    """The public key as Multikey writes it."""
    sealed = models.BinaryField()
    """The key file (`proofs.key_files`), encrypted with the service's secret; empty of a key that
    stayed with an institution whose register was taken over."""
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    waiting = models.BooleanField(default=False)
    """Made, but it does not sign yet: the organisation's own domain has to show it first."""

    def __str__(self) -> str:
        return self.method


class Seal(models.Model):
    """A key with a certificate that names the organisation, by which it seals (eIDAS, 3 (25))."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seals")
    held = models.CharField(max_length=16)
    """Where the key is: `here`, or as the operator's file of sealers says."""
    sealed = models.BinaryField()
    """Of a key that is here: PKCS#12, encrypted with the service's secret; else empty."""
    certificate = models.BinaryField()
    """X.509, DER: the organisation's own."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of it, in hexadecimal."""
    subject = models.CharField(max_length=300)
    """Whom it names."""
    identifier = models.CharField(max_length=100, blank=True)
    """The organization identifier in it (ETSI EN 319 412-1, 5.1.4)."""
    issuer = models.CharField(max_length=300)
    """Who issued it."""
    worth = models.CharField(max_length=16)
    """`qualified`, `advanced` or `trial` (`seals.WORTHS`)."""
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    warned_days = models.IntegerField(null=True)
    """The last warning that owners got by mail: so many days before it ends."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "fingerprint"], name="seal_once"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(retired_at=None),
                name="seal_one_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["retired_at", "ends"], name="seal_ends")]

    def __str__(self) -> str:
        return self.fingerprint[:16]


class AuditEntry(models.Model):
    """One act of an organisation, chained to the one before (docs/security.md).

    Identifiers and digests only: names live elsewhere and can be erased.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="acts")
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    """The user's number; None for the service itself."""
    act = models.CharField(max_length=64)
    """Such as `award.withdrawn`; its sentence stands in the catalogue as `act.award.withdrawn`."""
    about = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    """SHA-256 of everything above in canonical form, in hexadecimal."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="act_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.number}"
