"""Each data key says by which key it was wrapped, and the hashes of contact details get a key of their own.

An installation in use made those hashes from its key file: that key, wrapped like any other, becomes theirs, so that none has to
be made again. The way back is open while every key is wrapped by one key file, which is then PEERSUPPORT_KEK_FILE.
"""

import uuid

from django.conf import settings
from django.db import migrations, models

from peersupport.core.crypto import wrap
from peersupport.core.wrapping import UNSAID, CannotOpen, KeyFile

EVERYBODY = uuid.UUID(int=0)


def keep_hashes(apps, _editor):
    keys = apps.get_model("core", "DataKey").objects
    if not keys.exists():
        return
    file = KeyFile.read(settings.PEERSUPPORT_KEK_FILE)
    key = keys.model(agency_id=EVERYBODY, owner_kind="index", owner_id=EVERYBODY)
    key.wrapped_by, key.wrapped = wrap(file.key, key_id=key.pk, to=file)
    key.save()


def leave_keys_readable(apps, _editor):
    keys = apps.get_model("core", "DataKey").objects
    names = set(keys.filter(destroyed_at=None).values_list("wrapped_by", flat=True)) - {UNSAID}
    if names and names != {KeyFile.read(settings.PEERSUPPORT_KEK_FILE).current_id()}:
        raise CannotOpen(
            "First wrap every key by PEERSUPPORT_KEK_FILE again (manage.py rotate_keys): "
            "the program from before opens nothing else."
        )
    index = keys.filter(owner_kind="index").first()
    if index is not None and names and not _is_file_key(index):
        raise CannotOpen(
            "The hashes of contact details have a key of their own by now; the way back is a backup."
        )
    keys.filter(owner_kind="index").delete()


def _is_file_key(index):
    file = KeyFile.read(settings.PEERSUPPORT_KEK_FILE)
    return file.unwrap(bytes(index.wrapped), bound_to=b"kek|" + index.pk.bytes) == file.key


class Migration(migrations.Migration):
    dependencies = [("core", "0003_cache_entries")]

    operations = [
        migrations.AddField(
            "datakey",
            "wrapped_by",
            models.CharField(
                default=UNSAID, help_text="Id of the wrapping key; see core.wrapping.", max_length=80
            ),
        ),
        migrations.AlterField(
            "datakey",
            "owner_kind",
            models.CharField(
                choices=[("person", "Person"), ("user", "User"), ("agency", "Agency"), ("index", "Index")],
                max_length=8,
            ),
        ),
        migrations.RunPython(keep_hashes, leave_keys_readable),
    ]
