"""Workers on several machines, each in a network of its own, that die at random.

pytest tests/site/test_machines.py     as root, on Linux, with PostgreSQL
"""

import json
import os
import random
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import UnavailableError, cluster
from tests.site.machines import ADDRESS, NETWORK, NoNamespacesError, network

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "TESELA_TEST_DATABASE" in os.environ, reason="has a database of its own, each time the same"
    ),
]


def test_machines_that_are_killed_or_lose_power_make_every_award_once(tmp_path: Path) -> None:
    seed = os.environ.get("TESELA_KILL_SEED") or str(random.SystemRandom().randrange(10**6))
    print(f"TESELA_KILL_SEED={seed}")
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    try:
        with network(), cluster(network=(ADDRESS, NETWORK)) as made:
            made.database("machines")
            ran = subprocess.run(
                [sys.executable, "-m", "tests.site.killed_machines", seed],
                env={
                    **kept,
                    "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
                    "TESELA_DATABASE": f"host={ADDRESS} user=tesela dbname=machines",
                    "TESELA_DATA": str(tmp_path),
                    "TESELA_SECRET_KEY": secrets.token_hex(32),
                    "TESELA_ADDRESS": "http://localhost:8000",
                    "TESELA_SMTP_HOST": ADDRESS,
                    "TESELA_SMTP_PORT": "2525",
                    "TESELA_OFFLINE": "1",
                },
                capture_output=True,
                text=True,
                timeout=3600,
            )
    except (NoNamespacesError, UnavailableError) as reason:
        pytest.skip(f"no machines here: {reason}")
    print(ran.stdout)
    assert ran.returncode == 0, ran.stderr[-3000:]
    seen = json.loads(ran.stdout)
    assert seen["lost power"] >= 2
    assert seen["killed"] >= 4
    assert seen["machines that made awards"] >= 2
