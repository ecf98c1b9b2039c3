"""Work that a stranger's input can make endless, in a process of its own.

Nothing in this process could stop it. The other one runs a module of ours, is
given octets, writes its answer, and is ended when it has used up its time: time
of a processor, so that an honest file is read on a busy machine too, and by the
clock several times as much. How much memory it may take it says itself, before
it looks at what it was given.
"""

import runpy
import signal
import subprocess  # our own interpreter and modules, no shell
import sys

PATIENCE = 4
"""By the clock it has so many times the seconds of a processor that it may use."""


class OverBoundsError(Exception):
    """There was no answer within the bounds."""


def answer_of(module: str, given: bytes, *words: str, seconds: float) -> bytes:
    """What `module`, run with `words`, answers to `given` within `seconds` of a processor.

    Nothing of a stranger's may be in `words`. Raises OverBoundsError.
    """
    try:
        done = subprocess.run(  # noqa: S603 - nothing of the input reaches the command line
            [sys.executable, "-I", "-m", __name__, str(seconds), module, *words],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what is written there has no bound
            timeout=seconds * PATIENCE,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise OverBoundsError from error
    return done.stdout


def take_at_most(memory: int) -> None:
    """Called in that process: from now on it gets so many octets of memory, then MemoryError.

    Not all systems can hold a process to that; there its time alone bounds it.
    """
    try:
        import resource
    except ImportError:
        return
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hardest == resource.RLIM_INFINITY else min(memory, hardest)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ValueError, OSError):
        return


def _run(seconds: float, module: str, *words: str) -> None:
    """In that process: `module` with `words`, ended by the system after `seconds` of a processor.

    Systems that keep no such time have the clock alone.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _run(float(sys.argv[1]), *sys.argv[2:])
