"""The result file of a class, for programs and for people."""

import csv
import io
import json
from datetime import UTC, datetime

from tesela.site.awards import batches
from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch, RowState
from tests.site import people
from tests.site.classlists import waiting

ROWS = [
    ("Eleni", "Papa", "e@example.org", "", ""),
    ('=HYPERLINK("http://bad.example")', "Murphy", "s@example.org", "", ""),
    ("", "", "nobody@example.org", "", ""),
    ("Left", "Out", "left@example.org", "", ""),
]


def finished() -> Batch:
    batch = waiting(people.published(people.organisation()), ROWS)
    batch.rows.filter(number=5).update(state=RowState.LEFT_OUT)
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)
    return batch


def address(batch: Batch, suffix: str) -> str:
    return f"/organisations/{batch.organisation.slug}/classes/{batch.pk}/report.{suffix}"


def test_the_report_names_every_row_and_what_became_of_it() -> None:
    batch = finished()
    client = people.signed_in(people.member(batch.organisation, "issuer"))
    report = json.loads(client.get(address(batch, "json")).content)
    issued = Award.objects.count()
    assert report["summary"] == {"rows": 4, "issued": issued, "refused": 4 - issued, "unchanged": 0}
    assert [row["row"] for row in report["rows"]] == [2, 3, 4, 5]
    first = report["rows"][0]
    award = Award.objects.get(row=2)
    assert first["award"] == award.urn
    assert first["problems"] == []
    paths = {name: where.partition("8000")[2] for name, where in first["files"].items()}
    assert json.loads(client.get(paths["openbadge"]).content)["id"] == award.urn
    for path in paths.values():
        assert client.get(path).status_code == 200, path
    assert report["rows"][2]["problems"][0]["fix"]
    assert report["rows"][3]["problems"][0]["code"] == "work.left_out"


def test_people_get_their_own_list_back_with_the_results_and_no_formulas() -> None:
    batch = finished()
    client = people.signed_in(people.member(batch.organisation, "issuer"))
    text = client.get(address(batch, "csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:5] == ["Row", "Result", "Problem", "What to do", "Award"]
    assert rows[1][1] == "Issued"
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_others_and_the_impatient_find_no_report() -> None:
    batch = finished()
    stranger = people.signed_in(people.member(people.organisation("other"), email="x@example.org"))
    assert stranger.get(address(batch, "json")).status_code == 404
    Batch.objects.update(state="making")
    client = people.signed_in(people.member(batch.organisation, "issuer"))
    assert client.get(address(batch, "json")).status_code == 404
