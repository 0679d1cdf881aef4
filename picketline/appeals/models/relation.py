"""How appeals hang together: a follow-up continues an earlier appeal, and some are merely related."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models.appeal import Appeal

# Up from one appeal to the first of its chain, down from there to every follow-up; then what is merely related to it.
# UNION leaves out what was met before, so the walk ends whatever the rows say.
WALK = """
WITH RECURSIVE
  above(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT relation.earlier_id FROM appeals_relation relation
    JOIN above ON relation.appeal_id = above.id WHERE relation.kind = 'follow_up'
  ),
  whole(id) AS (
    SELECT id FROM above
    UNION
    SELECT relation.appeal_id FROM appeals_relation relation
    JOIN whole ON relation.earlier_id = whole.id WHERE relation.kind = 'follow_up'
  )
SELECT appeal_id, earlier_id, kind FROM appeals_relation
WHERE (kind = 'follow_up' AND appeal_id IN (SELECT id FROM whole))
   OR (kind = 'related' AND (appeal_id IN (SELECT id FROM whole) OR earlier_id IN (SELECT id FROM whole)))
"""


@dataclass
class Chain:
    """One appeal's chain as ids: the earlier appeal of each follow-up, and what is related to any of them."""

    appeal: int
    earlier: dict[int, int] = field(default_factory=dict)
    related: set[int] = field(default_factory=set)

    @property
    def members(self) -> set[int]:
        """The appeal itself, everything it continues, and everything that continues any of these."""
        return {self.appeal, *self.earlier, *self.earlier.values()}

    @property
    def before(self) -> list[int]:
        """What the appeal continues, the nearest first."""
        found, here = [], self.appeal
        while (here := self.earlier.get(here, 0)) and here not in found:
            found.append(here)
        return found

    @property
    def after(self) -> list[int]:
        """What continues it, directly or through another one."""
        found = [self.appeal]
        for here in found:
            found += [later for later, earlier in self.earlier.items() if earlier == here and later not in found]
        return found[1:]


class RelationQuerySet(models.QuerySet):
    def chain_of(self, appeal: Appeal) -> Chain:
        """The whole chain in one query, however long it is."""
        with connection.cursor() as cursor:
            cursor.execute(WALK, [appeal.pk])
            return as_chain(appeal.pk, cursor.fetchall())


def as_chain(appeal: int, rows: Iterable[tuple[int, int, str]]) -> Chain:
    chain, pairs = Chain(appeal), []
    for later, earlier, kind in rows:
        if kind == Relation.Kind.FOLLOW_UP:
            chain.earlier[later] = earlier
        else:
            pairs.append((later, earlier))
    chain.related = {one for pair in pairs for one in pair} - chain.members
    return chain


class Relation(models.Model):
    """One appeal follows an earlier one up, or is related to it."""

    class Kind(models.TextChoices):
        FOLLOW_UP = "follow_up", _("follow-up")
        RELATED = "related", _("related")

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="relations")
    earlier = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="later_relations")
    kind = models.CharField(max_length=9, choices=Kind)

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(appeal=models.F("earlier")), name="an_appeal_is_not_related_to_itself"
            ),
            models.UniqueConstraint(
                Least("appeal", "earlier"), Greatest("appeal", "earlier"), name="two_appeals_are_related_once"
            ),
            models.UniqueConstraint(
                fields=["appeal"], condition=models.Q(kind="follow_up"), name="a_follow_up_continues_one_appeal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.kind} {self.earlier_id}"
