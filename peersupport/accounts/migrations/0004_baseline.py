from django.db import migrations

from peersupport.core.operations import Baseline


class Migration(migrations.Migration):
    """Settings and relations from before their history began get a before for their next change."""

    dependencies = [("accounts", "0003_staff_invitations_and_history")]

    operations = [Baseline("Agency", "Program", "Membership", "StaffInvitation")]
