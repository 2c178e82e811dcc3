SHELL := /bin/sh
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
LANGS ?= ko
PAGES ?= 85,200,1000
BASE ?= main
OUT ?= report
SITE_URL ?= http://127.0.0.1:$(PORT)/
export SITE_URL
# Material prints an advertisement for its successor otherwise.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve build offline publish publish-check load pdf check test test-quick fuzz reproduce soak way-out bench new move translate status search-report report review uses sources-check lock raise-pins sbom audit schema hooks

help: ## 이 목록을 보여 준다
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 24

serve: $(VENV)/.ready ## 미리보기 (PORT=8000, LANGS=ko,en)
	@$(BIN)/kb serve --port $(PORT) --langs $(LANGS)

build: $(VENV)/.ready ## site/를 만든다 (SITE_URL=https://…/)
	@$(BIN)/kb build

offline: $(VENV)/.ready ## 디스크에서 열리는 사이트 offline/과 offline.zip을 만든다 (SITE_URL=https://…/)
	@$(BIN)/kb offline

publish: $(VENV)/.ready ## 압축본과 호스팅 설정까지 갖춘 사이트를 publish/에 쓴다 (SITE_URL=https://…/)
	@$(BIN)/kb publish

publish-check: $(VENV)/.ready ## publish/를 nginx로 띄워 주소, 머리글, 압축, 404를 묻는다 (SITE_URL=https://…/)
	@$(BIN)/kb publish-check

pdf: $(VENV)/.ready ## 사이트 전체를 책 한 권으로 pdf/에 찍는다 (한 페이지만: PAGE=market/size)
	@$(BIN)/kb pdf $(foreach page,$(PAGE),"$(page)")

check: $(VENV)/.ready ## 잘못을 모두 찾는다 (확실한 것은 고친다: FIX=1, JSON=1)
	@$(BIN)/kb check $(if $(FIX),--fix) $(if $(JSON),--json)

test: $(VENV)/.ready-dev $(VENV)-properdocs/.ready ## 모든 시험
	@$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy
	@$(BIN)/python -m pytest -n 2 --dist worksteal

test-quick: $(VENV)/.ready-dev ## 브라우저도 사이트 전체도 없이 빠른 시험
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser and not slow"

fuzz: $(VENV)/.ready-dev ## 사본을 망가뜨리며 시험 (SEED=1, COUNT=300, SECONDS=600, 진짜 자료로: WHOLE=1)
	@PYTHONPATH=hooks:tests $(BIN)/python tests/fuzz.py $(if $(SEED),--seed $(SEED)) $(if $(FIRST),--first $(FIRST)) \
		$(if $(COUNT),--count $(COUNT)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(WHOLE),--whole)

reproduce: $(VENV)/.ready-dev ## 다른 상황에서 빌드해도 사이트가 같은지 본다 (하나씩: EACH=1, 이것만: ONLY=시간대)
	@PYTHONPATH=hooks:tests $(BIN)/python tests/reproduce.py $(foreach name,$(ONLY),--only $(name)) $(if $(EACH),--each)

soak: $(VENV)/.ready-dev ## 미리보기를 오래 켜 두고 시험 (SEED=1, COUNT=300, 진짜 자료로: WHOLE=1)
	@PYTHONPATH=hooks:tests $(BIN)/python tests/soak.py $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT)) \
		$(if $(WHOLE),--whole)

way-out: $(VENV)/.ready-dev $(VENV)-properdocs/.ready ## ProperDocs로 만든 사이트를 시험: 링크, 접근성, 검색 (페이지는 여섯에 하나)
	@KB_HOST=properdocs $(BIN)/python -m pytest -n 2 --dist worksteal tests/test_site.py \
		tests/search/test_search_readers.py tests/test_every_page.py -k "not are_accessible or ko-0 or en-0"

bench: $(VENV)/.ready-dev ## 빌드와 미리보기의 속도를 잰다 (PAGES=85,200,1000)
	@$(BIN)/python tests/bench/run.py --pages $(PAGES)

load: $(VENV)/.ready-dev ## publish/를 보이는 nginx에 부하를 준다 (nginx와 wrk가 있어야 한다)
	@PYTHONPATH=hooks $(BIN)/python tests/bench/load.py

# An option of a command, for what was typed behind make; the environment has names of its own.
option = $(if $(findstring command,$(origin $(1))),--$(2) '$(subst ','\'',$($(1)))')

new: $(VENV)/.ready ## 새 자료와 페이지 (KIND=vendor ID=acme NAME="Acme" OF=company COUNTRY=KR LICENCE=…)
	@$(BIN)/kb new $(KIND) $(ID) $(call option,NAME,name) $(call option,COMPANY,company) \
		$(call option,OF,of) $(call option,COUNTRY,country) $(call option,LICENCE,licence)

move: $(VENV)/.ready ## 이름을 바꾸거나 옮긴다 (FROM=vendors/foo TO=vendors/bar, 보기만: DRY=1)
	@$(BIN)/kb move "$(FROM)" "$(TO)" $(if $(DRY),--dry-run)

translate: $(VENV)/.ready ## 번역할 것을 보여 준다 (PAGE=market/size SECTION=forecast, 끝나면 DONE=1)
	@$(BIN)/kb translate $(foreach page,$(PAGE),"$(page)") $(foreach part,$(SECTION),--section $(part)) \
		$(if $(DONE),--done) $(if $(SAME),--same) $(if $(DRAFT),--draft)

status: $(VENV)/.ready ## 번역 상태 (프로그램이 읽을 꼴로: JSON=1)
	@$(BIN)/kb status $(if $(JSON),--json)

review: $(VENV)/.ready ## 다시 볼 것 (TODAY=2027-06-01)
	@$(BIN)/kb review $(if $(TODAY),--today "$(TODAY)")

uses: $(VENV)/.ready ## 무엇이 쓰는지 보여 준다 (DATUM=market.brief.target, 없으면 쓰지 않는 것)
	@$(BIN)/kb uses $(foreach datum,$(DATUM),"$(datum)") $(if $(JSON),--json)

report: $(VENV)/.ready ## 이 변경이 무엇을 바꾸는지 (BASE=main OUT=report)
	@$(BIN)/kb report --base "$(BASE)" --out "$(OUT)"

sources-check: $(VENV)/.ready ## 출처의 주소가 살아 있는지 묻는다 (묻지 않고 보기: DRY=1)
	@$(BIN)/kb sources-check $(if $(DRY),--dry-run)

search-report: $(VENV)/.ready-dev ## 검색 품질 보고
	@$(BIN)/python tests/search_report.py

schema: $(VENV)/.ready-dev ## 편집기가 읽는 스키마, 설정, 자동 완성 조각과 차트의 문법을 다시 만든다
	@$(BIN)/kb schema
	@$(BIN)/python tests/vega_lite_grammar.py

hooks: $(VENV)/.ready-dev ## 커밋할 때마다 검사를 돌린다
	@$(BIN)/pre-commit install

LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --annotation-style=line

lock: $(VENV)/.ready-dev ## 의존성 잠금을 다시 만든다
	@$(LOCK) --output-file requirements.txt pyproject.toml
	@$(LOCK) --extra dev --output-file requirements-dev.txt pyproject.toml
	@$(LOCK) --extra audit --output-file requirements-audit.txt pyproject.toml
	@$(LOCK) --output-file requirements-properdocs.txt requirements-properdocs.in

raise-pins: $(VENV)/.ready-dev ## 의존성의 고정 버전을 지금 나온 것으로 올린다 (다음에 make lock)
	@$(BIN)/python tests/raise_pins.py $(LOCK) --extra dev --extra audit --upgrade

sbom: $(VENV)-audit/.ready ## 빌드에 쓰는 패키지의 목록을 CycloneDX로 sbom.json에 쓴다
	@$(VENV)-audit/bin/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml \
		--output-file sbom.json requirements.txt

audit: $(VENV)-audit/.ready ## 알려진 취약점을 찾는다 (물을 곳에 닿지 못하면 실패한다)
	@$(VENV)-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.txt

$(VENV)-audit/.ready: requirements-audit.txt
	@$(PYTHON) -m venv $(VENV)-audit
	@$(VENV)-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

$(VENV)/.ready: requirements.txt pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)-properdocs/.ready: requirements-properdocs.txt pyproject.toml
	@$(PYTHON) -m venv $(VENV)-properdocs
	@$(VENV)-properdocs/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-properdocs.txt
	@$(VENV)-properdocs/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@tests/install-chromium
	@touch $@
