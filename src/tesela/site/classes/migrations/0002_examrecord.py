import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("classes", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ExamRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("content", models.BinaryField()),
                ("told", models.TextField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exams",
                        to="classes.batch",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="examrecord",
            constraint=models.UniqueConstraint(
                fields=("batch", "number"), name="examined_once_a_class"
            ),
        ),
    ]
