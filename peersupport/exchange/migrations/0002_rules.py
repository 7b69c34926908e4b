from django.db import migrations

from peersupport.core.operations import AgencyKeys

RUN = "exchange_importrun"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]

    operations = [
        AgencyKeys(
            {
                RUN: {"started_by_id": "accounts_user", "program_id": "accounts_program"},
                "exchange_importprogress": {"run_id": RUN},
                "exchange_importchunk": {"run_id": RUN},
            }
        ),
    ]
