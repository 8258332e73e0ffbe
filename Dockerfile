# Fonts come from npm packages and are copied by haal_middelen; the final image has no Node and no compiler.
FROM python:3.12-slim AS bouw
WORKDIR /app
COPY requirements/app.txt requirements/app.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/app.txt
COPY . .
RUN WASSTRAAT_MODUS=demo WASSTRAAT_VAR=/tmp/var /venv/bin/python manage.py haal_middelen \
    && WASSTRAAT_MODUS=demo WASSTRAAT_VAR=/tmp/var /venv/bin/python manage.py collectstatic --noinput \
    && mv /tmp/var/statisch statisch && rm -rf node_modules

FROM python:3.12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home wasstraat
WORKDIR /app
COPY --from=bouw /venv /venv
COPY --from=bouw /app /app
RUN mkdir -p var && chown wasstraat var
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 WASSTRAAT_MODUS=productie STATISCH=/app/statisch
USER wasstraat
EXPOSE 8000
CMD ["gunicorn", "wasstraat.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--keep-alive", "75"]
