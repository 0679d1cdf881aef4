"""Every setting, from the environment only; docs/settings.md explains each. Nothing set is a safe start on SQLite."""

from pathlib import Path
from urllib.parse import urlsplit

from config import environment
from picketline.sealing import keys

BASE_DIR = Path(__file__).resolve().parent.parent

DATA = Path(environment.text("DATA", str(BASE_DIR / "data" / "real"))).resolve()
KEYS = DATA / "keys"
LEDGER = Path(environment.text("LEDGER", str(DATA / "erased.log"))).resolve()
DEMO = environment.switch("DEMO")
DEMO_PASSWORD = environment.text("DEMO_PASSWORD")
DEBUG = False

SITE_NAME = environment.text("SITE_NAME", "Solidarity Committee")
SITE_URL = environment.text("SITE_URL", "http://localhost:8000").rstrip("/")
CONTACT = environment.text("CONTACT")
SECRET_KEY = environment.text("SECRET_KEY") or keys.secret(KEYS, "django-secret")
HOST_NAME = urlsplit(SITE_URL).hostname or "localhost"
ALLOWED_HOSTS = [HOST_NAME, *environment.text("ALLOWED_HOSTS").split()]
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)
WEB_WORKERS = environment.number("WEB_WORKERS", 2)
SHELF_SECONDS = environment.number("SHELF_SECONDS", 20)
HTTPS = SITE_URL.startswith("https://")

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), sqlite_file=DATA / "picketline.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MAIL_URL = environment.text("MAIL_URL")
MAIL_IS_SET_UP = bool(MAIL_URL)
MAIL_FROM = environment.text("MAIL_FROM", f"letters@{HOST_NAME}")
globals().update(environment.mail(MAIL_URL))
DEFAULT_FROM_EMAIL = MAIL_FROM
REPLY_TO = CONTACT or MAIL_FROM

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "huey.contrib.djhuey",
    "picketline.couriers",
    "picketline.gate",
    "picketline.sealing",
    "picketline.search",
    "picketline.atlas",
    "picketline.mailing",
    "picketline.audit",
    "picketline.accounts",
    "picketline.network",
    "picketline.supporters",
    "picketline.authorities",
    "picketline.directory",
    "picketline.appeals",
    "picketline.letters",
    "picketline.numbers",
    "picketline.exchange",
    "picketline.keeping",
    "picketline.pages",
    *(["picketline.demo"] if DEMO else []),
]
MIDDLEWARE = [
    "picketline.gate.shelf.Counter",
    "picketline.gate.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "picketline.accounts.middleware.DeskSessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "picketline.pages.patience.Patience",
    "picketline.accounts.middleware.DeskCsrf",
    "picketline.accounts.middleware.DeskAuthentication",
    "allauth.account.middleware.AccountMiddleware",
    "picketline.pages.errors.Printable",
    "picketline.pages.errors.WrongMethod",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "picketline" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "picketline.pages.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "picketline" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = environment.text("TIME_ZONE", "UTC")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "picketline" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "picketline.accounts.adapter.OrganisersOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:desk"
MFA_ADAPTER = "picketline.accounts.adapter.LockedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "picketline.accounts.forms.AddPasskey",
    "edit_webauthn": "picketline.accounts.forms.RenamePasskey",
    "authenticate_webauthn": "picketline.accounts.forms.SecondStepByPasskey",
    "login_webauthn": "picketline.accounts.forms.SignInByPasskey",
    "reauthenticate_webauthn": "picketline.accounts.forms.StillYouByPasskey",
}
MFA_TOTP_ISSUER = SITE_NAME

CACHES = {"default": {"BACKEND": "picketline.accounts.memos.Memos"}}
SESSION_ENGINE = "picketline.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (f"{'__Host-' if HTTPS else ''}{name}" for name in ("sessionid", "csrftoken"))
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "picketline.pages.errors.stale_form"
CSRF_TRUSTED_ORIGINS = [SITE_URL]  # the proxy takes the S off HTTPS; a browser still names the site as its people do
SILENCED_SYSTEM_CHECKS = [f"security.W00{n}" for n in (1, 2, 3)]  # gate.headers and accounts.middleware do their work
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = [
    "picketline.gate.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

HUEY = {
    "huey_class": "huey.SqliteHuey",
    "name": "picketline",
    "filename": str(DATA / "queue.sqlite3"),
    "immediate": False,
    "results": False,
    "serializer": keys.queue_serializer(SECRET_KEY),
    "consumer": {"workers": 2, "worker_type": "thread", "initial_delay": 0.1, "max_delay": 1.0, "backoff": 1.15},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "config.logs.Discreet", "fmt": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "django.request": {"level": "ERROR"},  # its warnings name addresses that visitors asked for
        "django.security": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
