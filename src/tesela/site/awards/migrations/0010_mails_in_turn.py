from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0009_reserved_places")]

    operations = [
        migrations.AddIndex(
            "mail",
            models.Index(fields=["organisation", "state", "due_at"], name="mail_due_of"),
        ),
        migrations.RemoveIndex("mail", "mail_states"),
    ]
