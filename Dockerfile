# chitieu serve in a container, with everything that reads scans and Word files of before 2007:
#
#   docker build -t chitieu .
#   docker run --rm -p 127.0.0.1:8765:8765 -v "$PWD/office:/office" -e CHITIEU_TOKEN=a-code-of-your-own chitieu
#
# See docs/serve.md.
FROM python:3.13-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      build-essential pkg-config libtesseract-dev libleptonica-dev tesseract-ocr tesseract-ocr-vie \
      libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui fonts-noto-core \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/chitieu
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY extract extract
COPY patterns patterns
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir -c constraints.txt '.[serve]' \
 && useradd --system --create-home --uid 10001 chitieu && mkdir /office && chown chitieu /office

USER chitieu
ENV CHITIEU_LANG=vi PYTHONUNBUFFERED=1 HOME=/home/chitieu
VOLUME /office
EXPOSE 8765
# Inside the container it listens to all; `-p 127.0.0.1:8765:8765` above is what keeps it to this machine.
ENTRYPOINT ["/opt/chitieu/.venv/bin/chitieu"]
CMD ["serve", "/office", "--host", "0.0.0.0", "--no-browser"]
