# One image for web, worker and beat; docker-compose.yml says which command each runs.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin anklang \
    && mkdir -p /app /data/media /data/mail \
    && chown -R anklang /data
WORKDIR /app

# The packages change less often than the code: their layer is kept between builds.
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.txt

COPY . .
# The key is for this step alone: the settings demand one, nothing is signed with it.
RUN SECRET_KEY=only-while-building python manage.py compile_locales \
    && SECRET_KEY=only-while-building python manage.py collectstatic --noinput --verbosity 0

USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "crm.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4"]
