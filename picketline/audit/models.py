"""The record of privileged acts: a chain that shows when a link was changed, moved or taken out."""

import hashlib
import json
from typing import Any

from django.db import models

GENESIS = "0" * 64


class Entry(models.Model):
    """One act: who, what, on which noun. Ids and words only, never personal data of supporters."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    section = models.CharField(max_length=64, blank=True)
    act = models.CharField(max_length=64)
    noun = models.CharField(max_length=64)
    noun_id = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.act} {self.noun} {self.noun_id}"

    def computed_digest(self) -> str:
        """SHA-256 over the canonical JSON of the entry and the digest before it; 64 hex digits."""
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True).encode()).hexdigest()

    def content(self) -> dict[str, Any]:
        names = ("actor", "section", "act", "noun", "noun_id", "words", "previous")
        return {"at": self.at.isoformat(), **{name: getattr(self, name) for name in names}}
