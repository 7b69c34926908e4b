# One image for web, worker, watch, beat and migrate. Packages come from the hash-pinned lock, nothing runs as root.
FROM python:3.13-slim AS packages
COPY requirements/pdf.lock /pdf.lock
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /pdf.lock

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# What WeasyPrint draws letters with; everything else of a PDF comes from the lock.
RUN apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
    libharfbuzz-subset0 fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home peersupport \
    && install --directory --mode 1777 /var/lib/peersupport
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Static files need no secret and no database; the settings only want to see that somebody thought of them.
RUN SECRET_KEY=build-only PEERSUPPORT_KEK_FILE=/dev/null DATABASE_URL=postgres://build@localhost/build \
    REDIS_URL=redis://localhost DJANGO_SETTINGS_MODULE=peersupport.settings.base \
    python manage.py collectstatic --noinput
USER peersupport
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers", "peersupport.wsgi:application"]
