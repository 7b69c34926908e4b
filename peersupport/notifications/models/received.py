"""What providers told us, once each: a call that comes again changes nothing."""

from django.db import models

from peersupport.core import clock


class Received(models.Model):
    """The fingerprint of one call of a provider. It holds no word of what was said."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(default=clock.now, db_index=True)


class Stopped(models.Model):
    """A number from which STOP came and no START since, whoever gave it to us. Known by its index alone."""

    address_index = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(default=clock.now)
