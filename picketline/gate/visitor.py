"""Where a request comes from, as coarsely as a throttle needs it, and never written down."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

NO_ADDRESS = "unknown"


def network_of(request: HttpRequest) -> str:
    """The visitor's network: IPv4 /24 or IPv6 /48. Only as many proxies are believed as the settings name."""
    try:
        address = ipaddress.ip_address(address_of(request))
    except ValueError:
        return NO_ADDRESS
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def address_of(request: HttpRequest) -> str:
    """The connection's own address, or the n-th from the right of X-Forwarded-For behind n trusted proxies."""
    if not settings.TRUSTED_PROXIES:
        return request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    return hops[-settings.TRUSTED_PROXIES] if len(hops) >= settings.TRUSTED_PROXIES else ""
