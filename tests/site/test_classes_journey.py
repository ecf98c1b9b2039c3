"""From a paste to a confirmed class, as a coordinator does it."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from tesela.site.awards import batches
from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch, Row
from tesela.site.providers.models import AuditEntry
from tests.site.classes_lists import address, handed_over, options
from tests.site.people import member, organisation, published, signed_in

PASTED = (
    "Given name\tFamily name\tE-mail\r\n"
    "Eleni\tPapadopoulou\teleni@example.org\r\n"
    "Seán\tMurphy\tsean.example.org\r\n"
)


def test_two_names_are_pasted_one_is_mended_and_both_are_confirmed():
    house = organisation()
    edition = published(house)
    client = signed_in(member(house, "issuer"))
    start = client.get(reverse("classes", args=[house.slug]))
    assert start.status_code == 200
    assert f'value="{edition.pk}"' in start.content.decode()

    assert handed_over(client, edition, pasted=PASTED).status_code == 302
    batch = Batch.objects.get()
    assert batch.upload is None
    assert [row.state for row in batch.rows.order_by("number")] == ["good", "refused"]
    problems = client.get(address("class", batch), follow=True)
    text = problems.content.decode()
    assert "1 row with problems" in text
    assert "not a complete e-mail address" in text
    assert address("class-row", batch, 3) in text

    form = client.get(address("class-row", batch, 3))
    assert 'value="sean.example.org"' in form.content.decode()
    cells = {"cell_0": "Seán", "cell_1": "Murphy", "cell_2": "sean.example"}
    refused = client.post(address("class-row", batch, 3), cells)
    assert refused.status_code == 422
    assert 'value="sean.example"' in refused.content.decode()
    cells["cell_2"] = "sean@example.org"
    mended = client.post(address("class-row", batch, 3), cells, follow=True)
    assert mended.redirect_chain[-1][0] == address("class-check", batch)
    assert "Issue 2 awards" in mended.content.decode()

    batch.refresh_from_db()
    sent = client.post(
        address("class-check", batch), options(batch, confirm="1", revision=batch.revision)
    )
    assert sent.status_code == 302
    batch.refresh_from_db()
    assert batch.state == "waiting"
    left = batch.not_before - datetime.now(UTC)
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    assert AuditEntry.objects.filter(act="class.confirmed").count() == 1
    page = client.get(address("class", batch))
    assert "Recall" in page.content.decode()
    assert Row.objects.filter(batch=batch, state="good").count() == 2

    client.post(address("class-now", batch))
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)
    page = client.get(address("class", batch)).content.decode()
    assert "<h1>Issued</h1>" in page
    assert Award.objects.filter(batch=batch.pk).count() == 2
    assert {award.learner.email for award in Award.objects.all()} == {
        "eleni@example.org",
        "sean@example.org",
    }
    handed_over(client, edition, pasted=PASTED.replace("sean.", "sean@"))
    again = Batch.objects.latest("made_at")
    text = client.get(address("class-check", again)).content.decode()
    assert "2 of them were awarded the same before. Nothing new is made." in text
