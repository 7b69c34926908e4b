from django.db import migrations

from peersupport.core.operations import Baseline


class Migration(migrations.Migration):
    """Grants and covers from before their history began get a before for their next change."""

    dependencies = [("people", "0007_grants_and_covers")]

    operations = [Baseline("PersonGrant", "Pairing", only_with={"Pairing": "covers_for_id"})]
