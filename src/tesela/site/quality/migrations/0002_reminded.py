"""After how many days of waiting somebody was last written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="case", name="reminded_days", field=models.IntegerField(default=0)
        ),
    ]
