"""`migrate` as the owner of the tables. Nothing else in the project ever connects as the owner."""

from typing import Any

import environ
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections, transaction

from peersupport.core.grants import grant_all


class Command(migrate.Command):
    help = "Migrate as the role of DATABASE_OWNER_URL, then grant the role of DATABASE_URL what it needs."

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        web = connection.settings_dict["USER"]
        url = environ.FileAwareEnv().str("DATABASE_OWNER_URL", default="")
        if not url:
            raise CommandError(
                "Set DATABASE_OWNER_URL: the role that owns the tables, not the application's role."
            )
        owner = environ.Env.db_url_config(url)
        if owner["USER"] == web:
            raise CommandError("DATABASE_OWNER_URL and DATABASE_URL name the same role. They have to be two.")
        connection.close()
        before = dict(connection.settings_dict)
        for part in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"):
            connection.settings_dict[part] = owner.get(part) or type(before[part])()
        try:
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                with transaction.atomic(using=connection.alias):
                    grant_all(connection, web=web)
        finally:
            connection.close()
            connection.settings_dict.update(before)
