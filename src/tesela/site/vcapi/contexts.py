"""The contexts that documents may name here: the bundled ones, and those of the suites' examples.

Nothing is fetched: a context that is not in this set cannot be loaded.
"""

from tesela.codecs.contexts import BUNDLED, ContextSet

_EXAMPLES = "https://www.w3.org/ns/credentials/examples"
_UNDEFINED = "https://www.w3.org/ns/credentials/undefined-term"
CONTEXTS = ContextSet(inline=True).with_extra(
    {
        f"{_EXAMPLES}/v2": {"@vocab": f"{_EXAMPLES}#"},
        f"{_UNDEFINED}s/v2": {"@vocab": f"{_UNDEFINED}#"},
    }
)
"""With names that a document brings itself, as far as they hide nothing (`contexts.inline`)."""

DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
__all__ = ["BUNDLED", "CONTEXTS", "DATA_INTEGRITY"]
