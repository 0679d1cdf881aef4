"""Bilal at the desk of a living site, with a browser that keeps cookies and fills in forms, and nothing else."""

import html
import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.living_site import Answer, LivingSite

INPUT = re.compile(r"<(?:input|button)\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
FORM = "application/x-www-form-urlencoded"


@dataclass
class Organiser:
    """One browser; `set_cookies` are the lines by which the last answer set cookies."""

    site: LivingSite
    jar: dict[str, str] = field(default_factory=dict)
    set_cookies: list[str] = field(default_factory=list)

    def sign_in(self) -> Answer:
        """By the demo's link, which works once."""
        link = re.search(r"(/\w+/desk/account/link/\S+)", self.site.manage("demo_link"))[1]
        return self.press(self.get(link), link)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, form: dict | None = None, **headers: str) -> Answer:
        """A form of the desk, sent as a browser does behind a proxy that speaks HTTPS."""
        token = {"csrfmiddlewaretoken": self.token} if self.token else {}
        body = urlencode(token | (form or {}), doseq=True)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.site.environment["PICKETLINE_SITE_URL"]))
        return self.ask("POST", path, body, **{"Content-Type": FORM, "Origin": origin} | headers)

    def press(self, page: Answer, path: str, **typed: str) -> Answer:
        """The button of the page's last form, with what stands in its fields and what is typed."""
        inside = page.text.rpartition("<form")[2]
        fields = [
            {name: html.unescape(value) for name, value in ATTRIBUTE.findall(one)} for one in INPUT.findall(inside)
        ]
        filled = {one["name"]: one.get("value", "") for one in fields if one.get("name")}
        return self.post(path, filled | typed)

    @property
    def token(self) -> str:
        return next((value for name, value in self.jar.items() if name.endswith("csrftoken")), "")

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)
        cookies = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        try:
            connection.request(method, path, body, {"Host": self.site.host, "Cookie": cookies, **headers})
            answer = connection.getresponse()
            self.set_cookies = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
            for line in self.set_cookies:
                self.jar |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode())
        finally:
            connection.close()
