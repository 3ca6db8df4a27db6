# One hall in one container; the data is in /app/var.
FROM python:3.11-slim
# Says the supervisors' notices (docs/display.md).
RUN apt-get update && apt-get install --yes --no-install-recommends espeak-ng && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir --constraint constraints.txt --editable .
ENV NOBAT_BIND=0.0.0.0:8000
EXPOSE 8000
VOLUME /app/var
CMD ["nobat", "up"]
