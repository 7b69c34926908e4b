"""A process that records a worry for each line it reads, as a page does, by whatever its clock shows.

`python -m peersupport.bench.proofs.clocks_web USER`
"""

import sys
import uuid

import django

django.setup()

from peersupport.accounts.models import User  # noqa: E402
from peersupport.core.principal import acting_as  # noqa: E402
from peersupport.safety.services import record_concern  # noqa: E402


def main(user_id: str) -> None:
    user = User.objects.get(pk=user_id)
    print("ready", flush=True)
    for _line in sys.stdin:
        with acting_as(user.pk):
            concern = record_concern(key=uuid.uuid4(), sentence="She is gone.", who="Lou", by=user)
        print(concern.pk, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
