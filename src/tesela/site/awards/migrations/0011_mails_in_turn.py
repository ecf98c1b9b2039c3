from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0010_fewer_indexes")]

    operations = [
        migrations.AddIndex(
            "mail",
            models.Index(fields=["organisation", "state", "due_at"], name="mail_due_of"),
        ),
        migrations.RemoveIndex("mail", "mail_states"),
    ]
