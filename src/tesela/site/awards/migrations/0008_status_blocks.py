import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0007_award_delegation"),
        ("design", "0002_judgements"),
        ("providers", "0004_status_list_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatusBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("packed", models.BinaryField()),
                ("octets", models.IntegerField()),
                ("crc", models.BigIntegerField()),
                ("adler", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="StatusTouch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("counter", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="statuslist",
            name="built",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                condition=models.Q(
                    ("withdrawn_at__isnull", False),
                    ("suspended_at__isnull", False),
                    _connector="OR",
                ),
                fields=["organisation", "counter"],
                name="award_not_valid",
            ),
        ),
        migrations.AddField(
            model_name="statusblock",
            name="listed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="blocks",
                to="awards.statuslist",
            ),
        ),
        migrations.AddField(
            model_name="statustouch",
            name="listed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="touched",
                to="awards.statuslist",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusblock",
            constraint=models.UniqueConstraint(
                fields=("listed", "number"), name="status_block_once"
            ),
        ),
    ]
