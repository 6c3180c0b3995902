"""Sealed bytes do not compress: PostgreSQL need not try (a fifth of the intake's time)."""

from django.db import migrations


def set_storage(kind):
    def act(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for table in ("intake_custody", "intake_quarantine"):
                schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN envelope SET STORAGE {kind}")

    return act


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [migrations.RunPython(set_storage("EXTERNAL"), set_storage("EXTENDED"))]
