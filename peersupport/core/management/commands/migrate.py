"""`migrate` as the owner of the tables. Nothing else in the project ever connects as the owner."""

from typing import Any

import environ
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

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
            refuse_half_way(connection)
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                with transaction.atomic(using=connection.alias):
                    grant_all(connection, web=web)
        finally:
            connection.close()
            connection.settings_dict.update(before)


def refuse_half_way(connection: BaseDatabaseWrapper) -> None:
    """A database with a part of what a squashed migration stands for: Django would leave the rest out in silence."""
    applied = MigrationRecorder(connection).applied_migrations()
    for (app, _name), squashed in MigrationLoader(None).replacements.items():
        lacking = [old for old in squashed.replaces if old not in applied]
        if 0 < len(lacking) < len(squashed.replaces):
            raise CommandError(
                f"This database was left half way: {app} lacks {', '.join(name for _app, name in lacking)}. "
                "First migrate it with an earlier version of the program: see docs/operating.md, “A newer version”."
            )
