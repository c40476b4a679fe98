# slim rather than alpine: Node is built and tested for glibc first, its musl builds are experimental
# (https://github.com/nodejs/node/blob/main/BUILDING.md#platform-list). Node 24 runs TypeScript as it is.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package of production needs a script to be installed.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
WORKDIR /app
# HEALTH_HOST stays 127.0.0.1: the check below runs inside, and nobody else is let in unless told.
ENV NODE_ENV=production CONTENT_DIR=/app/content DATA_DIR=/app/data HEALTH_PORT=9464
RUN mkdir data && chown node:node data
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY deploy/healthcheck.js deploy/
COPY src src
COPY playground playground
COPY content content
# The user `node`, by number, so that Kubernetes can see that it is not root.
USER 1000:1000
# Material is mounted over /app/content. It is no VOLUME, which would go on showing that of an old image.
VOLUME /app/data
EXPOSE 9464
# Answers in flight get 8 seconds; docker kills after 10, compose.yaml waits longer.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "deploy/healthcheck.js"]
CMD ["node", "src/main.ts"]
