"""Who else has read an appeal: what its page at the desk says to one organiser."""

from dataclasses import dataclass
from typing import Any

from picketline.accounts.models import User
from picketline.appeals.models import Appeal, Look


@dataclass(frozen=True)
class SecondLook:
    """The looks of an appeal, for one organiser."""

    looks: list[tuple[str, Look]]
    is_mine: bool
    is_published_by_me: bool
    has_others: bool
    is_published_by_another: bool

    @property
    def is_asked(self) -> bool:
        """False for who is alone: there is nobody to ask."""
        return self.has_others or self.is_published_by_another or self.is_done

    @property
    def is_done(self) -> bool:
        """True where somebody has looked who did not publish it."""
        return bool(self.looks)


def second_look_of(appeal: Appeal, user: Any) -> SecondLook:
    """Names of those who looked, the publisher apart."""
    looks = list(appeal.looks.exclude(actor=appeal.published_by or "-").order_by("looked_at"))
    known = User.objects.in_bulk([int(look.actor) for look in looks if look.actor.isdecimal()])
    named = [(called(known.get(int(look.actor))) if look.actor.isdecimal() else "", look) for look in looks]
    return SecondLook(
        looks=named,
        is_mine=any(look.actor == str(user.pk) for look in looks),
        is_published_by_me=appeal.published_by == str(user.pk),
        has_others=appeal.section.memberships.exclude(user=user).exists(),
        is_published_by_another=appeal.published_by not in {"", str(user.pk)},
    )


def called(user: User | None) -> str:
    return (user.name or user.email) if user else ""
