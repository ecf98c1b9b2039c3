"""Template tags for the parts that pages are made of (see the page `/components`)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tesela.site.components.forms import Form
from tesela.text.catalogue import fix, say

register = template.Library()


@register.inclusion_tag("components/field.html", takes_context=True)
def field(context: Context, form: Form, name: str, **more: Any) -> dict[str, Any]:
    """A field with label, hint and faults: `{% field form "title" %}`.

    `label` and `hint` (texts, not codes) replace the catalogue's; `optional=True`
    says so beside the label; `heading=True` makes the label the page's h1;
    `value_language` marks the language of what is typed; `notes` stand beside
    the field (each with `heading`, a code, `message` and `fix`).
    """
    language = str(context.get("language", "en"))
    bound = form[name]
    hint_code = form.hint_code(name)
    faults = [
        (say(code, language, **data), fix(code, language, **data))
        for code, data in form.faults(name)
    ]
    hint = more.get("hint") or (say(hint_code, language) if hint_code else "")
    described = [f"{bound.id_for_label or bound.auto_id}-hint"] if hint else []
    described += [f"{bound.id_for_label or bound.auto_id}-fault"] if faults else []
    notes = more.get("notes") or ()
    described += [f"{bound.id_for_label or bound.auto_id}-notes"] if notes else []
    grouped = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "form": form,
        "bound": bound,
        "identifier": bound.auto_id if grouped else bound.id_for_label or bound.auto_id,
        "label": more.get("label") or say(form.label_code(name), language),
        "hint": hint,
        "faults": faults,
        "notes": notes,
        "notes_id": f"{bound.id_for_label or bound.auto_id}-notes",
        "grouped": grouped,
        "single_box": isinstance(bound.field.widget, CheckboxInput),
        "optional": more.get(
            "optional",
            not bound.field.required
            and not grouped
            and not isinstance(bound.field.widget, CheckboxInput | FileInput),
        ),
        "heading": more.get("heading", False),
        "widget": _drawn(bound, described, bool(faults), grouped, more.get("value_language")),
        "choices": list(bound) if grouped else (),
        "described": " ".join(described),
        "language": language,
    }


@register.inclusion_tag("components/form_problems.html", takes_context=True)
def problems(context: Context, *forms: Form) -> dict[str, Any]:
    """All faults of `forms`, each a link to its field; nothing where there is none."""
    language = str(context.get("language", "en"))
    listed = []
    for form in forms:
        for name in form.errors:
            target = f"#{_target(form[name])}" if name in form.fields else ""
            listed += [
                (
                    target,
                    _sentence(code, language, data, whole=not target),
                    form.label_code(name) if name in form.fields else "",
                )
                for code, data in form.faults(name)
            ]
    return {"listed": listed, "language": language}


def _sentence(code: str, language: str, data: Mapping[str, Any], *, whole: bool) -> str:
    """What is wrong; of the `whole` form with what to do, as no field says it further down."""
    said = say(code, language, **data)
    return f"{said} {fix(code, language, **data)}".strip() if whole else said


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list, keeping the rest of the address."""
    request = context.get("request")
    kept = request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)
    kept.pop("page", None)
    return {
        "page": page,
        "rest": f"&{urlencode(list(kept.lists()), doseq=True)}" if kept else "",
        "language": context.get("language", "en"),
    }


def _drawn(
    bound: BoundField, described: list[str], faulty: bool, grouped: bool, language: str | None
) -> SafeString | str:
    if grouped:
        return ""
    attributes: dict[str, Any] = {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if faulty:
        attributes["aria-invalid"] = "true"
    if language:
        attributes["lang"] = language
    return bound.as_widget(attrs=attributes)


def _target(bound: BoundField) -> str:
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


@register.simple_tag
def attributes(**named: Any) -> SafeString:
    """HTML attributes that have a value: `{% attributes lang=tag hreflang=other %}`."""
    return format_html_join(
        "", ' {}="{}"', ((name.replace("_", "-"), value) for name, value in named.items() if value)
    ) or format_html("")
