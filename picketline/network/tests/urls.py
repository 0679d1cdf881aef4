"""A site of three pages around the account pages: a public one, the desk, and what a public form posts to."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from picketline.network.access import for_organisers


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("public")


@for_organisers
def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(section.name for section in request.sections))


named = [path(f"{name}/", home, name=name) for name in ("imprint", "privacy", "consent")]
pages = ([path("", home, name="home"), path("desk/", desk, name="desk"), *named], "pages")
urlpatterns = i18n_patterns(
    path("", include(pages)),
    path("", include("picketline.network.urls")),
    path("", include("picketline.authorities.urls")),
    path("", include("picketline.directory.urls")),
    path("desk/account/", include("picketline.accounts.urls")),
)
