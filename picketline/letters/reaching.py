"""Where a letter that is under way goes now: addresses go out of use, and offices turn out to be one."""

from picketline.authorities.models import Authority, ContactPoint
from picketline.couriers.envelope import Held
from picketline.letters.models import Delivery

NEW_DOMAIN = "the address is at a new domain"
NO_ADDRESS = "no address of the office is in use"


def address_of(delivery: Delivery) -> ContactPoint | None:
    """The address it was written for, unless that is out of use, or the office has become part of another.

    Where the other office gets a letter of its own from the same writer, this one keeps its address: nobody gets two.
    """
    office, contact = Authority.objects.get(pk=delivery.authority_id), delivery.contact
    stays = office.survivor
    if stays != office and not Delivery.objects.filter(letter=delivery.letter_id, authority=stays).exists():
        return best_address(stays)
    return best_address(office) if contact.state == ContactPoint.State.RETIRED else contact


def best_address(office: Authority) -> ContactPoint | None:
    """The first e-mail address of an office that letters may go to."""
    return office.contacts.usable().filter(kind=ContactPoint.Kind.EMAIL).best_first().first()


def reached_at(delivery: Delivery) -> str:
    """The e-mail address. Raises Held where there is none, and while letters to a new domain wait."""
    contact = address_of(delivery)
    if contact is None:
        raise Held(NO_ADDRESS)
    if contact.is_held:
        raise Held(NEW_DOMAIN)
    return contact.value


def can_be_reached(delivery: Delivery) -> bool:
    """True where nothing about the address holds a letter any more."""
    contact = address_of(delivery)
    return contact is not None and not contact.is_held
