from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0003_registers_taken_over"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="status_bits",
            field=models.SmallIntegerField(default=17),
        ),
    ]
