"""Issuing and verifying beside two other implementations and beside libsodium alone.

Each implementation has a process of its own (`benchmarks.subjects`), all of them on one core; time
is taken inside it. Before anything is measured, each verifies what each other signed.
*Issue* is the whole way from award to signed file, and is set beside the peers' bare signing;
*verify* is all nine steps with what the credential says, beside the peers' check of the proof.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.figures import Effort, Figure, Wanted, rate, ratio, run, unmeasured
from benchmarks.subjects import InNode, InPython, Subject
from tests.node_packages import UnavailableError

PYLD_ACTS = ("sign", "unseen", "unseen european")
VC, PYLD, SODIUM = "@digitalbazaar/vc", "pyld", "libsodium"


ROWS = (
    Wanted("issue eddsa-rdfc-2022: Open Badge", "issue", VC, "sign", 200),
    Wanted("the same, share of bare signing", "issue", SODIUM, "libsodium sign", 0.5, "%"),
    Wanted("verify a known shape: Open Badge", "verify", VC, "verify", 80),
    Wanted("the same, share of bare verifying", "verify", SODIUM, "libsodium verify", 0.45, "%"),
    Wanted("verify: Open Badge with blank nodes", "nameless", VC, "nameless", 60),
    Wanted("verify: ELM, 17 kB", "european", VC, "european", 80),
    Wanted("verify: ELM, 172 kB", "large european", VC, "large european", 80),
    Wanted("statements of an unseen shape: Open Badge", "unseen", PYLD, "unseen", 3),
    Wanted(
        "statements of an unseen shape: ELM, 17 kB", "unseen european", PYLD, "unseen european", 3
    ),
)
COMPILED = {"an Open Badge": "unseen", "an ELM": "unseen european"}
"""Of these, what it takes to learn an unseen shape is stated in milliseconds, too."""


def figures(effort: Effort) -> Iterator[Figure]:
    """Every row of `ROWS`."""
    try:
        node: list[Subject] = [InNode()]
        missing = ""
    except UnavailableError as reason:
        node, missing = [], str(reason)
    ours = InPython("tesela", tuple(dict.fromkeys(_acts_of_ours())), ("pyoxigraph", "pynacl"))
    pyld = InPython(PYLD, PYLD_ACTS, ("pyld", "cryptography"))
    subjects = [ours, pyld, *node]
    try:
        _agree(subjects)
        rates = _measured(subjects, effort)
        versions = {name: n for one in subjects for name, n in one.versions().items()}
    finally:
        for subject in subjects:
            subject.close()
    for row in ROWS:
        if row.peer == VC and missing:
            yield unmeasured(row.what, missing, target=row.target, unit=row.unit)
            continue
        own = rates["tesela", row.ours]
        other = rates["tesela" if row.peer == SODIUM else row.peer, row.theirs]
        yield ratio(
            row.what,
            own,
            other,
            target=row.target,
            unit=row.unit,
            ours=rate(own),
            peer=f"{row.peer} {rate(other)}",
            versions=versions,
        )
    for name, act in COMPILED.items():
        taken = [1000 / one for one in rates["tesela", act]]
        yield Figure(
            what=f"learn the unseen shape of {name}",
            value=median(taken),
            low=min(taken),
            high=max(taken),
            unit="ms",
            target=15,
            kind="at most",
        )


def _acts_of_ours() -> Iterator[str]:
    for row in ROWS:
        yield row.ours
        if row.peer == SODIUM:
            yield row.theirs


def _agree(subjects: Sequence[Subject]) -> None:
    """Each verifies what each signed, else the comparison means nothing."""
    for signer in subjects:
        document = signer.signed()
        for judge in subjects:
            if not judge.accepts(document):
                raise SystemExit(f"{judge.name} refuses what {signer.name} signed")


def _measured(subjects: Sequence[Subject], effort: Effort) -> dict[tuple[str, str], list[float]]:
    turns = {
        (subject.name, act): _times(subject, act, effort.seconds)
        for subject in subjects
        for act in subject.acts
    }
    rates: dict[tuple[str, str], list[float]] = {turn: [] for turn in turns}
    for _ in range(effort.rounds):
        for subject in subjects:
            for act in subject.acts:
                times = turns[subject.name, act]
                rates[subject.name, act].append(times / subject.time(act, times).seconds)
    return rates


def _times(subject: Subject, act: str, seconds: float) -> int:
    """How many acts fill a turn; finding that out warms the subject up."""
    subject.time(act, 5)
    once = subject.time(act, 10).seconds / 10
    return max(5, round(seconds / once))


if __name__ == "__main__":
    run(figures)
