from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("classes", "0002_examrecord")]

    operations = [
        migrations.AddField("batch", "worked_at", models.DateTimeField(null=True)),
    ]
