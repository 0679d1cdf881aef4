"""The only place that knows every address: nouns in the path, the language first."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from picketline.pages import views

urlpatterns = [
    path("", views.front_door, name="front_door"),
    *i18n_patterns(
        path("", include("picketline.network.urls")),
        path("", include("picketline.authorities.urls")),
        path("", include("picketline.directory.urls")),
        path("", include("picketline.appeals.urls")),
        path("", include("picketline.letters.urls")),
        path("", include("picketline.pages.urls")),
        path("desk/account/", include("picketline.accounts.urls")),
        prefix_default_language=True,
    ),
]
if settings.DEMO:
    urlpatterns.append(path("demo/mail/", include("picketline.demo.urls")))

handler400 = "picketline.pages.errors.bad_request"
handler403 = "picketline.pages.errors.forbidden"
handler404 = "picketline.pages.errors.not_found"
handler500 = "picketline.pages.errors.server_error"
