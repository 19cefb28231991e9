# The command line and Dagster's pages; /news holds newswarehouse.toml, the landing folder and the home.
FROM python:3.12-slim

# LightGBM needs OpenMP at run time.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/newswarehouse
COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE NOTICE workspace.yaml ./
COPY pipelines pipelines
COPY warehouse warehouse
COPY assets assets
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
    && useradd --create-home --uid 1000 news \
    && mkdir -p /news/drops && chown -R news /news

USER news
WORKDIR /news
ENV NEWSWAREHOUSE_HOME=/news/home NEWSWAREHOUSE_LANDING=/news/drops
EXPOSE 3000
ENTRYPOINT ["newswarehouse"]
CMD ["run"]
