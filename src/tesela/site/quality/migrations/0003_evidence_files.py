"""Files that a provider adds to the answers of its self-evaluation."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0002_reminded")]

    operations = [
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.CharField(max_length=63)),
                ("name", models.CharField(blank=True, max_length=150)),
                ("ending", models.CharField(max_length=4)),
                ("size", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField(null=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="quality.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "criterion", "digest"), name="evidence_file_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("content__isnull", False), ("name", ""), _connector="OR"
                        ),
                        name="deleted_file_has_no_name",
                    ),
                ],
            },
        ),
    ]
