"""When another registry was last asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="source", name="tried_at", field=models.DateTimeField(null=True)
        ),
    ]
