from django.db import migrations

from peersupport.core.operations import AgencyKeys, Tables
from peersupport.exchange.migrations._tables import MODELS

USER, PROGRAM = "accounts_user", "accounts_program"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("exchange", "0001_initial"),
        ("exchange", "0002_rules"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS),
        AgencyKeys(
            {
                "exchange_importrun": {"started_by_id": USER, "program_id": PROGRAM},
                "exchange_importprogress": {"run_id": "exchange_importrun"},
                "exchange_importchunk": {"run_id": "exchange_importrun"},
            }
        ),
    ]
