"""The page that `tesela demo` leaves: a plain file, readable by everyone, without scripts."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from tesela.model.achievement import Achievement
from tesela.model.report import Report
from tesela.text.catalogue import say

_STYLE = """
:root { color-scheme: light dark; --ink: #1f2430; --paper: #fbf9f4; --line: #cfc8b8;
  --quiet: #565a66; --link: #0b5a72; --card: #fff; --bad: #9a1f1f; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1ede4; --paper: #17191f; --line: #4a4c55;
  --quiet: #b9b6ad; --link: #8fd3e8; --card: #20232b; --bad: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--ink);
  background: var(--paper); font: 1.0625rem/1.6 system-ui, "Noto Sans", sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 2rem; align-items: center; margin-bottom: 2rem; }
header > div { flex: 1 1 20rem; }
header svg { width: min(16rem, 100%); height: auto; }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; }
.title { color: var(--quiet); margin: 0; }
a { color: var(--link); text-underline-offset: .2em; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; background: var(--card); }
th, td { text-align: start; padding: .65rem .9rem; border: 1px solid var(--line);
  vertical-align: baseline; }
tbody th { font-weight: 600; }
td:last-child { white-space: nowrap; }
caption { text-align: start; padding-block: .5rem; color: var(--quiet); }
ul.files { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.files a { display: inline-block; padding: .3rem 0; }
.for { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.verdict { border: 1px solid var(--bad); border-inline-start-width: .4rem; padding: 1rem 1.25rem;
  background: var(--card); }
.verdict p:first-child { margin-top: 0; font-weight: 600; }
.verdict li.failed { font-weight: 600; }
footer { margin-top: 3rem; color: var(--quiet); }
@media print { body { max-width: none; padding: 0; } }
"""


class Shown(NamedTuple):
    """One credential on the page."""

    files: Mapping[str, str]
    report: Report


def demo_page(
    achievement: Achievement,
    tile: str,
    shown: Sequence[Shown],
    changed: Report,
    changed_file: str,
    tongue: str,
) -> str:
    """The page as HTML5 in the language `tongue`."""

    def words(code: str) -> str:
        return escape(say(code, tongue))

    title = words("cli.demo.title")
    tag = achievement.title.language_for(tongue)
    earned = escape(achievement.title[tag])
    return f"""<!doctype html>
<html lang="{tongue}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Tesela</title>
<style>{_STYLE}</style>
</head>
<body>
<header>
{tile}
<div>
<h1>{title}</h1>
<p class="title" lang="{tag}">{earned}</p>
<p>{words("cli.demo.intro")}</p>
</div>
</header>
<main>
<div class="scroll" role="region" tabindex="0" aria-labelledby="class">
<table>
<caption id="class">{escape(say("cli.demo.class", tongue, len(shown)))}</caption>
<thead><tr><th scope="col">{words("cli.demo.learner")}</th>
<th scope="col">{words("cli.demo.documents")}</th>
<th scope="col">{words("cli.demo.checked")}</th></tr></thead>
<tbody>
{"".join(_row(one, words) for one in shown)}</tbody>
</table>
</div>
<h2>{words("cli.demo.tampered_heading")}</h2>
<p>{words("cli.demo.tampered_intro")}</p>
<div class="verdict">
<p>✕ {words(f"verdict.{changed.verdict}")}</p>
<ul>
{_checks(changed, tongue)}</ul>
<p><a href="{escape(changed_file)}">{words("cli.demo.machine")}</a></p>
</div>
<h2>{words("cli.demo.next_heading")}</h2>
<ol>
{_items(words(f"cli.demo.next_{step}") for step in ("describe", "issue", "publish"))}</ol>
</main>
<footer><p>{words("cli.demo.service")}</p></footer>
</body>
</html>
"""


def _row(one: Shown, words: Any) -> str:
    learner = one.report.content.get("award", {}).get("learner", {})
    name = learner.get("full_name") or f"{learner.get('given_name')} {learner.get('family_name')}"
    named = escape(name)
    kinds = (("page", "read"), ("pdf", "print"), ("openbadge", "machine"))
    links = "".join(
        f'<li><a href="{escape(one.files[kind])}">{words(f"cli.demo.{label}")}'
        f'<span class="for"> · {named}</span></a></li>'
        for kind, label in kinds
        if kind in one.files
    )
    verdict = words(f"verdict.short.{one.report.verdict}")
    mark = {"valid": "✓", "invalid": "✕"}.get(one.report.verdict, "?")
    return (
        f'<tr><th scope="row">{named}</th><td><ul class="files">{links}</ul></td>'
        f"<td>{mark} {verdict}</td></tr>\n"
    )


def _checks(report: Report, tongue: str) -> str:
    return "".join(
        f'<li class="{check.outcome}">{escape(say(f"cli.outcome.{check.outcome}", tongue))}: '
        f"{escape(check.problem.message(tongue))}</li>\n"
        for check in report.checks
    )


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{text}</li>\n" for text in texts)
