import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Inzending(models.Model):
    """A form that was handled: the same form sent twice (double click, reload) is done once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sleutel = models.UUIDField(unique=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    doel = models.CharField(max_length=250, blank=True)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"

    def __str__(self):
        return str(self.sleutel)
