"""For all templates of the demonstration: which step comes next, and who one is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tesela.site.demo.models import DemoMail
from tesela.site.demo.walk import PASTED, STEPS, walk


def demonstration(request: HttpRequest) -> dict[str, Any]:
    """`demo` for `demo/bar.html`; nothing outside the demonstration."""
    if not settings.DEMO:
        return {}
    now = walk()
    return {
        "demo": {
            "step": now.next,
            "number": now.number,
            "of": len(STEPS),
            "said": f"demo.step.{now.next}",
            "text": f"demo.step.{now.next}.text",
            "link": now.links[now.next],
            "pasted": PASTED if now.next == "paste" else "",
            "mails": DemoMail.objects.count(),
        }
    }
