"""What seals of organisations (JAdES, X.509) say when they are not what they should be."""

from tesela.text.messages import Message

_ORIGINAL = "Ask the issuer for the original credential."

MESSAGES = {
    "certificate.key": Message(
        "The certificate is for a kind of key that cannot be checked here.",
        "Known are RSA, P-256, P-384, P-521 and Ed25519.",
    ),
    "certificate.outside": Message(
        "The certificate counts from {since} until {until}, and not at {at}.",
        "Ask the issuer for a credential sealed with a certificate that counts.",
    ),
    "certificate.not_for_seals": Message(
        "The certificate of {name} is not meant for signatures or seals.",
        "Ask the issuer which certificate it seals with.",
    ),
    "certificate.no_anchors": Message(
        "Nobody was named whose certificates are trusted, so nobody vouches for this one, which "
        "{authority} issued.",
        "Name whom you trust, such as a trust list or a file with the certificate of an authority.",
    ),
    "certificate.self_made": Message(
        "The certificate of {name} vouches for itself; nobody else says whose it is. Europass does "
        "not accept such a seal.",
        "Ask the issuer to confirm that this is its certificate, and name it as one you trust.",
    ),
    "certificate.no_chain": Message(
        "The certificate, which {authority} issued, leads to nobody whom you trust.",
        "Find out who {authority} is. Name its certificate if you trust it.",
    ),
    "certificate.chain": Message(
        "The certificate says that {authority} issued it, but the chain to an authority that you "
        "trust breaks a rule.",
        "Take nothing from it. Ask the issuer.",
    ),
    "certificate.revoked": Message(
        "The certificate of {name} was revoked at {since}, before the seal was proven to exist.",
        "Take nothing from it. Ask the issuer.",
    ),
    "certificate.unknown": Message(
        "It could not be found out whether the certificate of {name} was revoked.",
        "Try again later with a network connection.",
    ),
    "certificate.ok": Message(
        "Somebody whom you trust vouches for the certificate of whoever sealed this.",
    ),
    "certificate.unproven": Message(
        "The certificate counted until {until}, and nobody whom you trust has proven that the seal "
        "was made before.",
        "Ask the issuer for a credential whose seal has a time-stamp.",
    ),
    "timestamps.ok": Message(
        "The time-stamps belong to this seal, and their authorities signed them.",
    ),
    "archive.ok": Message(
        "Archive time-stamps cover the seal and all that proves it.",
    ),
    "issuer.sealed": Message(
        "The organisation in the certificate is the issuer.",
    ),
    "issuer.other_organisation": Message(
        "The document names the issuer {issuer}, but the certificate is of {certified}.",
        "Somebody may be pretending to be the issuer. Ask the issuer.",
    ),
    "issuer.unnamed": Message(
        "The document does not name an organisation that could be compared with the certificate's, "
        "which is {certified}.",
        "Ask the issuer whether this credential is theirs.",
    ),
    "ground.certificate_qualified": Message(
        "A qualified certificate for seals names {name}. {authority} issued it, and a trust list "
        "says that it may.",
    ),
    "ground.certificate": Message(
        "A certificate names {name}. {authority} issued it, which you trust.",
    ),
    "ground.certificate_claimed": Message(
        "A certificate names {name}. It says that {authority} issued it; nobody whom you trust "
        "vouches for that.",
    ),
    "ground.self_certified": Message(
        "The certificate that names {name} vouches for itself: the name is merely claimed.",
    ),
    "seal.no_time_stamper": Message(
        "A seal of the level {level} needs a time-stamping service, and none was named.",
        "Name one, or seal at the level B-B.",
    ),
    "seal.no_revocations": Message(
        "A seal of the level {level} needs what authorities say of its certificates, and nobody "
        "was named who would ask them.",
        "Seal at the level B-T, or where authorities can be asked.",
    ),
    "seal.other_key": Message(
        "The certificate belongs to another key than the one that seals.",
        "Choose the certificate that was issued for this key.",
    ),
    "jades.not_critical": Message(
        "The seal's header has the member “{member}” but does not demand that it be understood.",
        _ORIGINAL,
    ),
    "jades.time": Message(
        "The seal does not say once, and in the right form, when it was made.",
        _ORIGINAL,
    ),
    "jades.other_certificate": Message(
        "The seal was made for another certificate than the one that stands with it.",
        "Take nothing from it. Ask the issuer for the original.",
    ),
    "jades.unsigned": Message(
        "What was added to the seal later is malformed.",
        _ORIGINAL,
    ),
    "jades.archive_clear": Message(
        "The archive time-stamp is in a form that cannot be checked here.",
        "Ask the issuer for the credential in another form.",
    ),
    "trust_list.malformed": Message(
        "This is no trust list: its part “{member}” is missing or malformed.",
        "Fetch it again from where its country publishes it.",
    ),
    "trust_list.signature": Message(
        "The signature of the trust list is wrong: it was changed after it was signed.",
        "Fetch it again from where its country publishes it.",
    ),
    "trust_list.signer": Message(
        "The trust list is not signed by anybody who may sign it.",
        "Fetch it again from where its country publishes it.",
    ),
}
