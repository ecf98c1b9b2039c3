"""A headless Chromium, told what to do from Python; `browser.mjs` does it with playwright-core.

`installed` puts the packages that `package-lock.json` pins beside it. Chromium
itself comes from the operating system (scripts/install-browser).
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.node_packages import UnavailableError, install

HERE = Path(__file__).parent
_NAMES = (
    "chromium-headless-shell",  # the same browser without windows of its own: less than half the work
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""What axe looks for."""

Json = Any


class PageError(Exception):
    """What the browser could not do, in its own words."""


def chromium() -> str:
    """Path of the browser: `TESELA_CHROMIUM`, else the system's. Raises UnavailableError."""
    named = os.environ.get("TESELA_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        raise UnavailableError("Chromium is not installed; see scripts/install-browser")
    return found


@dataclass(frozen=True)
class Stop:
    """One thing that a screen reader stops at and says."""

    role: str
    name: str


_SAID = {
    "link", "button", "heading", "textbox", "searchbox", "spinbutton", "combobox", "checkbox",
    "radio", "StaticText", "DisclosureTriangle", "image", "img",
}  # fmt: skip
_LEAVES = _SAID - {"heading", "DisclosureTriangle"}
_WHOLE = _SAID | {"paragraph", "LabelText", "listitem", "term", "definition", "cell", "rowheader"}


class Browser:
    """One visitor at a time. Use as a context manager, or `close` it."""

    def __init__(self) -> None:
        install(HERE)
        self._process = subprocess.Popen(
            ["node", str(HERE / "browser.mjs"), chromium()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.address = ""
        """What addresses begin with."""
        self.runs_scripts = True
        """Whether the visitor's browser runs the pages' scripts."""

    def __enter__(self) -> "Browser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=60)

    def _do(self, op: str, **request: Json) -> Json:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"op": op, **request}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise PageError(f"the browser ended while asked to {op}")
        answer = json.loads(line)
        if "error" in answer:
            raise PageError(answer["error"])
        return answer["value"]

    def visitor(
        self,
        *,
        scripts: bool = True,
        width: int = 1280,
        dark: bool = False,
        language: str = "en",
        **more: Json,
    ) -> "Browser":
        """Somebody new, without cookies; `more` are Playwright's names for a context."""
        settings = {
            "javaScriptEnabled": scripts,
            "viewport": {"width": width, "height": 900},
            "colorScheme": "dark" if dark else "light",
            "locale": language,
            "reducedMotion": "reduce",
            **more,
        }
        self._do("visitor", settings=settings)
        self.runs_scripts = scripts
        return self

    def go(self, path: str) -> int:
        """Open a page of the service; its HTTP status."""
        return int(self._do("go", url=self.address + path))

    def choose(self, on: str, files: Sequence[Path]) -> None:
        """Put files into a file field."""
        self._do("files", on=on, paths=[str(file) for file in files])

    def save(self, on: str, file: Path) -> Path:
        """Click what hands out a file, and keep it as `file`."""
        self._do("save", on=on, path=str(file))
        return file

    def fill(self, on: str, text: str) -> None:
        self._do("fill", on=on, text=text)

    def cookie(self, name: str, value: str) -> None:
        """Give the visitor a cookie of the service."""
        self._do("cookie", cookie={"name": name, "value": value, "url": self.address})

    def jar(self) -> list[Json]:
        """The cookies that the visitor's browser keeps."""
        return list(self._do("jar"))

    def sit(self, jar: Sequence[Json]) -> None:
        """Give the visitor a browser that kept these cookies."""
        self._do("sit", jar=list(jar))

    def virtual_key(self) -> None:
        """Give the visitor's computer a passkey device that always agrees."""
        self._do("virtualKey")

    def at(self) -> str:
        """The address of the page, without the service's own beginning."""
        return str(self._do("at")).removeprefix(self.address)

    def pick(self, on: str, value: str) -> None:
        """Choose a value of a select field."""
        self._do("pick", on=on, value=value)

    def tick(self, on: str) -> None:
        """Tick a box or choose a radio button."""
        self._do("tick", on=on)

    def click(self, on: str) -> None:
        self._do("click", on=on)

    def send(self, on: str = "main button[type=submit]") -> None:
        """Click what leads to another page, and wait for it."""
        self._do("send", on=on)

    def key(self, key: str, *, leaves: bool = False) -> None:
        """Press a key; `leaves` waits for the page that it leads to."""
        self._do("key", key=key, leaves=leaves)

    def ask(self, script: str) -> Json:
        """The value of a JavaScript expression in the page."""
        return self._do("ask", script=script)

    def until(self, script: str, seconds: int = 120) -> bool:
        """Wait for a JavaScript expression to be true in the page; whether it came to be."""
        look = f"const look = () => ({script}) ? done(true)"
        again = ": Date.now() > end ? done(false) : setTimeout(look, 20)"
        waiting = f"const end = Date.now() + {seconds * 1000}; {look}{again}; look()"
        return bool(self.ask(f"new Promise(done => {{ {waiting} }})"))

    def text(self, on: str) -> str:
        """The visible text of the first element that the selector finds."""
        return str(self.ask(f"document.querySelector({json.dumps(on)}).innerText")).strip()

    def media(self, **settings: Json) -> None:
        """Paper, forced colours and so on: Playwright's names for media."""
        self._do("media", settings=settings)

    def sought(self) -> list[str]:
        """Every address this visitor's browser asked for, and every error it noted."""
        return list(self._do("sought"))

    def findings(self, rules: Sequence[str] = RULES) -> list[Json]:
        """What axe finds wrong, by its rules with these tags."""
        return list(self._do("axe", tags=list(rules)))

    def focused(self) -> str:
        """What has the focus: its id, else its text."""
        return str(
            self.ask("document.activeElement.id || document.activeElement.innerText")
        ).strip()

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        root = "document.documentElement"
        return int(self.ask(f"{root}.scrollWidth - {root}.clientWidth"))

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Save what is seen as PNG."""
        self._do("picture", path=str(path), whole=whole)

    def paper(self, path: Path) -> None:
        """Save what a printer would get as PDF."""
        self._do("paper", path=str(path))

    def announcements(self) -> list[Stop]:
        """What a screen reader says, stop by stop, from the title of the page on.

        Read from Chromium's accessibility tree. A paragraph, a label or a link
        is one stop; landmarks and lists are said together with what they begin with.
        """
        nodes = {node["id"]: node for node in self._do("tree")}
        root = next(iter(nodes.values()))
        return [Stop("title", root["name"]), *_stops(root, nodes)]


def _stops(node: Json, nodes: Json) -> Iterator[Stop]:
    for child in (nodes[key] for key in node["children"] if key in nodes):
        if child["ignored"] or child["role"] not in _WHOLE:
            if child["role"] not in {"InlineTextBox", "none"} or child["ignored"]:
                yield from _stops(child, nodes)
        elif child["role"] not in _LEAVES and _holds_controls(child, nodes):
            yield from _stops(child, nodes)
        elif child["role"] in _SAID and child["name"]:
            yield Stop(child["role"], child["name"])
        elif said := " ".join(_words(child, nodes)).strip():
            yield Stop(child["role"], said)


def _holds_controls(node: Json, nodes: Json) -> bool:
    return any(
        nodes[key]["role"] in _WHOLE - {"StaticText"} or _holds_controls(nodes[key], nodes)
        for key in node["children"]
        if key in nodes
    )


def _words(node: Json, nodes: Json) -> Iterator[str]:
    for child in (nodes[key] for key in node["children"] if key in nodes):
        if child["role"] == "StaticText" and not child["ignored"]:
            yield child["name"]
        else:
            yield from _words(child, nodes)
