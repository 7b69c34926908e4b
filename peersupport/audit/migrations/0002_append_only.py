from django.db import migrations

from peersupport.core.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("core", "0002_refuse_change")]

    operations = [AppendOnly("audit_auditevent", "audit_accessevent")]
