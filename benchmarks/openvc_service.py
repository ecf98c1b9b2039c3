"""The peer over HTTP: a FastAPI service of one endpoint that calls openvc-core.

    uvicorn benchmarks.openvc_service:app

As one writes it: the body is JSON, the answer says whether the credential is accepted. Contexts
and the resolver are in memory, and nothing is limited, counted or asked of a database.
"""

from typing import Any

from fastapi import FastAPI, Request

from benchmarks import sample
from tesela.codecs.contexts import BUNDLED
from tests.judges.openvc_judge import OpenvcJudge

_contexts = {url: {"@context": dict(context)} for url, context in BUNDLED.items()}
_judge = OpenvcJudge(_contexts, sample.NOW.isoformat())
app = FastAPI(title="openvc-core")


@app.post("/verify")
async def verify(request: Request) -> dict[str, Any]:
    """Whether the credential is accepted, else why not."""
    why = _judge.verdict(await request.json())
    return {"valid": not why, "error": why}
