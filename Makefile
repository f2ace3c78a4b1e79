# make run    dựng môi trường (một lần), rồi hỏi thử một câu và mở cuộc trò chuyện
# make test   kiểm thử nhanh (dưới 10 phút)          make check  kiểm tra mã, kiểm thử dài
# make setup  chỉ dựng môi trường                    make lint   make bench   make clean

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
TORCH := torch==2.13.0
TORCH_CPU_INDEX := https://download.pytorch.org/whl/cpu
SHARED_DATA ?= ../shared/data
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run setup test check lint bench clean programs
.DEFAULT_GOAL := run

run: setup
	@$(PY) -m bot

setup: $(READY) programs
	@$(PY) -m knowledge.default_model

test: setup
	$(PY) -m pytest -m "not slow and not check"

check: lint
	$(PY) -m pytest -m "slow or check"

lint: setup
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

bench: setup
	$(PY) -m bench.retrieval --peers --corpus $(SHARED_DATA)/corpus/alqac2023_articles.json \
		--questions $(SHARED_DATA)/questions/dev.jsonl

clean:
	rm -rf $(VENV) build tham_muu.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamp is written last, so an interrupted installation is taken up again.
$(READY): pyproject.toml constraints.txt
	@echo "Dựng môi trường trong $(VENV): tải khoảng 700 MB, thường mất 2–10 phút, chỉ một lần."
	@python=$$(for name in python3 python3.13 python3.12 python3.11; do \
		"$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
			2>/dev/null && echo "$$name" && break; done); \
	test -n "$$python" || { \
		echo "Cần Python 3.11 trở lên có venv (Debian: apt-get install python3-venv)." >&2; exit 2; }; \
	test -x $(PY) || "$$python" -m venv $(VENV)
	@echo "[1/3] pip"
	@$(PY) -m pip install --quiet --upgrade pip
	@echo "[2/3] PyTorch cho bộ xử lý (khoảng 200 MB)"
	@{ test "$$(uname -s)" = Linux && $(PY) -m pip install --quiet --no-deps --retries 0 \
		--timeout 8 --index-url $(TORCH_CPU_INDEX) $(TORCH) 2>/dev/null; } \
		|| $(PY) -m pip install --constraint constraints.txt $(TORCH)
	@echo "[3/3] các thư viện còn lại (khoảng 130 gói)"
	@$(PY) -m pip install --constraint constraints.txt '.[dev]'
	@touch $@

programs:
	@command -v soffice >/dev/null || echo "Chưa có LibreOffice: không đọc được .doc, không dựng được\
	 bản xem. Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
	@tesseract --list-langs 2>/dev/null | grep -qx vie || echo "Chưa có tesseract tiếng Việt: không\
	 đọc được bản quét. Debian: apt-get install tesseract-ocr tesseract-ocr-vie"
