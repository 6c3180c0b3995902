"""The chunks of one upload lie in one file of the store."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_chunks_news_copies")]
    operations = [
        migrations.AddField("chunk", "pack", models.CharField(default="", max_length=64)),
        migrations.AddField("chunk", "at", models.BigIntegerField(default=0)),
        migrations.AddField("chunk", "is_named", models.BooleanField(default=False)),
        migrations.AddIndex(
            "chunk",
            models.Index(condition=models.Q(("is_named", False)), fields=["stored_at"], name="chunk_unnamed"),
        ),
        migrations.AddIndex("chunk", models.Index(fields=["pack"], name="chunk_pack")),
    ]
