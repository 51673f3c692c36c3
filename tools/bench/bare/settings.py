"""Nothing but a database: that of the store, with the connection settings a plain project would choose."""

from environs import Env

env = Env()
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # as durable as the product
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
    }
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tools.bench.bare.urls"
USE_TZ = True
