# Convenor in an image of under 300 MB that runs as nobody in particular: docs/running.md.
FROM python:3.11-alpine AS made
WORKDIR /made
COPY requirements.txt ./
RUN python -m venv /convenor && \
    /convenor/bin/python -m pip install --no-cache-dir --no-compile --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY storage storage
# Of the languages those are kept that we speak. What the start reads is compiled; what draws pictures is large, and read when the first is drawn.
RUN /convenor/bin/python -m pip install --no-cache-dir --no-compile --no-deps . && \
    find /convenor/lib -type d -name tests -prune -exec rm -rf {} + && \
    find /convenor/lib -maxdepth 3 '(' -name 'pip*' -o -name 'setuptools*' -o -name 'pkg_resources' \
      -o -name '_distutils_hack' -o -name 'distutils-*' ')' -exec rm -rf {} + && \
    find /convenor/lib -name '*.pyi' -delete && \
    find /convenor/lib -path '*/babel/locale-data/*' ! -name root.dat ! -name 'en*' ! -name 'fr*' -delete && \
    /convenor/bin/python -m compileall -q -x 'numpy|matplotlib|fontTools|PIL|holidays/countries' /convenor/lib

FROM python:3.11-alpine
RUN adduser -D -u 10001 -h /data convenor
COPY --from=made /convenor /convenor
ENV PATH=/convenor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/convenor.sqlite3
USER convenor
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD wget -q -O /dev/null http://127.0.0.1:${CONVENOR_INNER_PORT:-3001}/healthz
STOPSIGNAL SIGTERM
CMD ["convenor", "run"]
