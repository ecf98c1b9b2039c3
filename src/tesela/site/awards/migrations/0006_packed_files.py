from hashlib import sha256
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from tesela.codecs import packing


def pack(apps: Any, schema_editor: Any) -> None:
    """What was kept as it is, packed each by itself."""
    kept = apps.get_model("awards", "CredentialFile").objects
    for file in kept.order_by("pk").iterator(500):
        content = bytes(file.packed)
        kept.filter(pk=file.pk).update(
            packed=packing.packed(content), digest=sha256(content).digest()
        )


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0005_certificate_numbers"),
        ("design", "0002_judgements"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dictionary",
            fields=[
                (
                    "digest",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("format", models.CharField(max_length=16)),
                ("language", models.CharField(max_length=35)),
                ("content", models.BinaryField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="design.edition",
                    ),
                ),
            ],
        ),
        migrations.RenameField("credentialfile", "content", "packed"),
        migrations.AddField(
            model_name="credentialfile",
            name="dictionary",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="awards.dictionary",
            ),
        ),
        migrations.AddField(
            model_name="credentialfile",
            name="digest",
            field=models.BinaryField(default=b"", max_length=32),
            preserve_default=False,
        ),
        migrations.RunPython(pack, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="credentialfile",
            index=models.Index(
                condition=models.Q(("format", "elm")), fields=["digest"], name="file_european"
            ),
        ),
    ]
