"""What can be wrong with JSON, JSON-LD, RDF and encoded values."""

from tesela.text.messages import Message

MESSAGES = {
    "json.invalid": Message(
        "This is not readable JSON: line {line}, column {column}.",
        "Ask the sender for the original file; do not open and save it in a word processor.",
    ),
    "jsonld.unknown_context": Message(
        "The document relies on definitions at {url}, which are not known here.",
        "Ask the sender for a document that uses published contexts only; nothing is fetched.",
    ),
    "json.too_large": Message(
        "This file is too large: {bytes} bytes, {maximum} at most.",
        "Send the credential alone, without pictures or videos.",
    ),
    "json.not_utf8": Message(
        "This is no JSON text: the byte at position {position} is not UTF-8.",
        "Ask the sender for the original file; saving it in another program may have changed it.",
    ),
    "json.too_deep": Message(
        "This JSON is nested more than {maximum} levels deep.",
        "A credential never needs that many levels; ask the sender what this file is.",
    ),
    "json.doubled_member": Message(
        "The member “{member}” occurs twice in one object, so the document can be read in two ways.",
        "Ask the sender for a correct file; no signature can make this one clear.",
    ),
    "json.lone_surrogate": Message(
        "The JSON holds half of a character.",
        "Ask the sender for a correct file.",
    ),
    "json.number": Message(
        "The JSON holds a number that JSON cannot express.",
        "Ask the sender for a correct file.",
    ),
    "json.not_canonical": Message(
        "The JSON holds a value that cannot be written exactly, such as a very large number.",
        "Write such values as text.",
    ),
    "multibase.invalid": Message(
        "“{value}…” is not a multibase value.",
        "A key or signature was cut off or changed; ask for the original.",
    ),
    "multikey.unsupported": Message(
        "The public key {value}… is of a kind that is not supported.",
        "Supported are Ed25519, P-256 and P-384 keys.",
    ),
    "rdf.too_many_quads": Message(
        "The document makes {quads} statements; at most {maximum} are read.",
        "Send the credentials one by one.",
    ),
    "rdf.poisoned": Message(
        "The document has {nodes} nameless parts that look alike, more than can be told apart "
        "in reasonable time.",
        "No honest credential needs this; ask the issuer to give its parts identifiers.",
    ),
    "jsonld.context_missing": Message(
        "The document does not say what its members mean: it has no @context.",
        "Ask the sender for the complete credential.",
    ),
    "jsonld.context_inline": Message(
        "The document brings definitions of its own, so its members could mean anything.",
        "Ask the sender for a document that uses published contexts only.",
    ),
    "jsonld.not_covered": Message(
        "The member {path} is not covered by the signature, because no context gives it a meaning.",
        "Somebody may have added it. Take nothing from it; ask the issuer.",
    ),
    "jsonld.type_not_covered": Message(
        "At {path} the type “{type}” is not covered by the signature, because no context "
        "gives it a meaning.",
        "Somebody may have added it. Take nothing from it; ask the issuer.",
    ),
    "jsonld.keyword": Message(
        "The member {path} cannot be kept by a signature.",
        "Ask the issuer to leave it out.",
    ),
    "jsonld.not_a_term": Message(
        "The member {path} is written in a way in which readers overlook it.",
        "Somebody may have hidden it, such as an end of validity. Ask the issuer for the original.",
    ),
    "jsonld.described_twice": Message(
        "At {path} the document describes itself a second time, where readers overlook it.",
        "Somebody may have hidden something there. Ask the issuer for the original.",
    ),
    "jsonld.empty": Message(
        "The member {path} is empty, so a signature would not cover it.",
        "Ask the issuer to leave it out.",
    ),
    "jsonld.redefined": Message(
        "The document gives the name “{term}” a meaning of its own, although it has one already, "
        "or names again what has another name.",
        "Take nothing from it. Ask the issuer for a credential with published names only.",
    ),
    "jsonld.types_together": Message(
        "At {path} the types {types} each give members meanings of their own, which cannot be "
        "read together here.",
        "This may be a genuine document that this version cannot read; tell whoever runs this "
        "service.",
    ),
    "jsonld.nested_list": Message(
        "The member {path} is a list inside a list, which different programs read differently.",
        "Ask the issuer to write one list.",
    ),
    "jsonld.control_character": Message(
        "The member {path} contains an invisible control character.",
        "Ask the issuer for a clean text; different programs read such characters differently.",
    ),
    "jsonld.number": Message(
        "The member {path} is a number with too many digits: {number}.",
        "Ask the issuer to round it or to write it as text; different programs read such "
        "numbers differently.",
    ),
    "jsonld.too_many": Message(
        "The document has {parts} parts or more; at most {maximum} are read.",
        "Send the credentials one by one.",
    ),
    "jsonld.too_many_contexts": Message(
        "The document names {contexts} contexts; at most {maximum} are read.",
        "No honest credential needs this; ask the issuer for one with fewer.",
    ),
    "jsonld.invalid": Message(
        "The document is not correct JSON-LD: {detail}",
        "Ask the sender for a correct file.",
    ),
}
