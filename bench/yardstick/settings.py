"""One middleware, one database with the settings of the application."""

import os
from pathlib import Path

from config import environment

DATA = Path(os.environ["YARDSTICK_DATA"])
SECRET_KEY = "nothing here is secret"  # noqa: S105 - a yardstick guards nothing
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["bench.yardstick"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
ROOT_URLCONF = "bench.yardstick.urls"
URL = os.environ["YARDSTICK_DATABASE_URL"]
DATABASES = {"default": environment.database(URL, sqlite_file=DATA / "yardstick.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
