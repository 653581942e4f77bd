# The menu of this repository; scripts/ does the work. The text after a target's `##` is its line in `make help`.
PYTHON ?= python3
VENV := .venv/.complete

.DEFAULT_GOAL := help
.PHONY: help setup conformance check test test-field test-mutants test-faulty test-integrations test-stacks validate generate drift diff serve load lint format docs package release bench lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV) ## install what the commands need into .venv; with NODE=1 also node
	@[ -z "$(NODE)" ] || scripts/setup --node

$(VENV): requirements.txt requirements/uv.txt pyproject.toml
	@scripts/setup

conformance: $(VENV) ## check a server against the contract: the reference server, or BASE_URL=…
	@scripts/conformance $(ARGS)

validate: $(VENV) ## check recorded responses, FILES=…, against the contract
	@scripts/validate $(FILES) $(ARGS)

check: $(VENV) ## quick lint and the fast tests, within a minute; run it before each commit
	@scripts/check $(ARGS)

test: $(VENV) ## lint, drift, and all tests except those of test-field and the thorough ones
	@scripts/test $(ARGS)

test-field: $(VENV) ## tests that need other software: proxies, browsers, the client in frameworks and tools
	@scripts/test-field $(ARGS)

test-mutants: $(VENV) ## run the whole suite against every mutant and every conforming server, with a table
	@scripts/test-mutants $(ARGS)

test-faulty: $(VENV)
	@scripts/test-faulty $(ARGS)

test-integrations: ## test the client in FastAPI, Celery, gunicorn, trio and more, in .venv-integrations
	@scripts/test-integrations $(ARGS)

test-stacks: $(VENV) ## test the suite on servers in FastAPI, Flask, Django, Litestar, Express, Fastify, Hono and plain node
	@scripts/test-stacks $(ARGS)

generate: $(VENV) ## write generated/ from the contract
	@scripts/generate

drift: $(VENV) ## fail if generated/ differs from what the contract generates
	@scripts/drift

diff: $(VENV) ## report what changed in the contract since BASE=…, and whom it breaks
	@scripts/diff $(ARGS)

serve: $(VENV) ## run the reference server in the foreground, with its documentation at /docs
	@scripts/serve $(ARGS)

load: ## run a load test of the reference server, or of BASE_URL=… USERS=50 DURATION=2m, and judge each response
	@scripts/load $(ARGS)

lint: $(VENV) ## check the contract, the code and the types
	@scripts/lint $(ARGS)

format: $(VENV) ## format the code
	@scripts/format

docs: $(VENV) ## build the API's documentation into dist/docs, as one page for use offline
	@scripts/docs $(ARGS)

package: $(VENV) ## build the client's wheel and sdist into dist/
	@scripts/package

release: $(VENV) ## build the files of a release into dist/, if TAG=v2.0.0 is the contract's version
	@scripts/release $(ARGS)

bench: $(VENV) ## measure the client, the suite and the tests, beside their peers or another commit
	@scripts/bench $(ARGS)

lock: ## resolve the dependencies again, into requirements.txt
	@scripts/lock $(ARGS)

clean: ## remove the files that the commands made: .venv, reports, caches
	@scripts/clean
