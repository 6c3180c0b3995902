"""The database itself refuses to change or remove an audit entry, whoever asks."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON staff_auditentry "
    "BEGIN SELECT RAISE(ABORT, 'an audit entry cannot be changed'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON staff_auditentry "
    "BEGIN SELECT RAISE(ABORT, 'an audit entry cannot be removed'); END",
]
SQLITE_BACK = ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"]
POSTGRESQL = [
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'an audit entry cannot be changed or removed'; END $$",
    "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON staff_auditentry "
    "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()",
    "CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON staff_auditentry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_not_emptied ON staff_auditentry",
    "DROP TRIGGER audit_only_grows ON staff_auditentry",
    "DROP FUNCTION audit_only_grows()",
]


def run(sqlite, postgresql):
    def act(apps, schema_editor):
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return act


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]
    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
