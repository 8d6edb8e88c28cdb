"""
Django's settings, read from the environment.

``DATABASE_URL``       ``sqlite:///path`` (default ``var/wanghuo.sqlite3``) or ``postgresql://…``
``WANGHUO_DATA``       folder for database, archive and secrets; default ``var`` beside the code
``WANGHUO_HOSTS``      comma-separated host names the server answers to
``WANGHUO_DEBUG``      ``1`` shows tracebacks; never on a real installation
``WANGHUO_SECURE``     ``1`` when served over HTTPS: cookies and redirects follow
``WANGHUO_JOURNAL_HASH``  ``sm3`` (default) or ``sha256`` for new chains
"""

import os
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from wanghuo.settings import database, secret

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("WANGHUO_DATA", ROOT / "var")).resolve()
ARCHIVE = DATA / "archive"
LOCAL_RULES = DATA / "rules"
TESTING = "pytest" in sys.modules

DEBUG = os.environ.get("WANGHUO_DEBUG") == "1"
SECRET_KEY = secret.key_in(DATA)
ALLOWED_HOSTS = os.environ.get("WANGHUO_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

INSTALLED_APPS = [
    "wanghuo.interfaces.console",
    "wanghuo.interfaces.api.v1",
    "wanghuo.interfaces.simulation",
    "wanghuo.insight.analytics",
    "wanghuo.insight.worklists",
    "wanghuo.insight.planning",
    "wanghuo.operations.inspections",
    "wanghuo.operations.hazards",
    "wanghuo.registers.premises",
    "wanghuo.registers.documents",
    "wanghuo.registers.policy",
    "wanghuo.registers.access",
    "wanghuo.registers.organization",
    "wanghuo.foundation.jobs",
    "wanghuo.foundation.journal",
    "wanghuo.foundation.support",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "treebeard",
    "axes",
    "csp",
    "ninja",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "wanghuo.foundation.support.middleware.SessionsOfReaders",
    "wanghuo.foundation.support.middleware.ChineseFirst",
    "wanghuo.interfaces.api.v1.middleware.ProblemsOnly",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "wanghuo.interfaces.console.middleware.PagesForReaders",
    "wanghuo.interfaces.console.middleware.SignInAgain",
    "wanghuo.interfaces.console.middleware.OwnPasswordFirst",
    "wanghuo.interfaces.console.middleware.AcceptedOnce",
    "wanghuo.foundation.support.middleware.RefusalsAsPages",
]

ROOT_URLCONF = "wanghuo.urls"
WSGI_APPLICATION = "wanghuo.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wanghuo.interfaces.console.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "wanghuo.foundation.support.templatetags.wanghuo",
                "wanghuo.interfaces.console.templatetags.console",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database.settings_for(os.environ.get("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "wanghuo.registers.access.signing_in.ByPassword",
    # Answers for sessions opened in its name; nobody's password reaches it.
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "wanghuo.interfaces.console.views.errors.forgery_suspected"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
SESSION_COOKIE_AGE = 12 * 3600
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "console/locked_out.html"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [ROOT / "src" / "wanghuo" / "foundation" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wanghuo.foundation.support.assets.StampedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend",
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "style-src": [SELF, "'unsafe-inline'"],
        "script-src": [SELF, NONCE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if os.environ.get("WANGHUO_SECURE") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

KEPT_DAYS = {
    # A device may be without a connection for so long and still send an act again under its key;
    # what it made under an id of its own is not made twice even later.
    "api.answers": 30,
    # Half a year, so that a plan's or an import's result can be looked up until the next one.
    "jobs.ended": 180,
    # A workbook nobody has entered or touched for two months describes a register that has changed.
    "premises.abandoned_imports": 60,
    # Whoever looks into a misused account needs the year's sign-ins, with their addresses.
    "access.sign_ins": 365,
    # Of use to whoever reads why a worker failed, and to nobody else.
    "console.task_results": 30,
}
"""
How many days what nobody asks for any more is kept; each night removes what is older.

The journal, what it knows, and issued documents are none of it: they stay.
"""

JOURNAL_HASH = os.environ.get("WANGHUO_JOURNAL_HASH", "sm3")
SILENCED_SYSTEM_CHECKS = ["axes.W003"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
