# The menu of this repository; scripts/ does the work. A target's `##` is its line in the list.
PYTHON ?= python3
VENV := .venv/.complete

.DEFAULT_GOAL := help
.PHONY: help setup conformance test test-faulty validate generate drift serve lint format package bench lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV) ## install what the commands need into .venv

$(VENV): requirements.txt
	@scripts/setup

conformance: $(VENV) ## check a server against the contract: the reference server, or BASE_URL=…
	@scripts/conformance $(ARGS)

validate: $(VENV) ## check recorded responses, FILES=…, against the contract
	@scripts/validate $(FILES) $(ARGS)

test: $(VENV) ## everything: lint, drift, all tests
	@scripts/test $(ARGS)

test-faulty: $(VENV) ## the whole suite against every faulty server, with a table
	@scripts/test-faulty $(ARGS)

generate: $(VENV) ## write generated/ from the contract
	@scripts/generate

drift: $(VENV) ## fail where generated/ is not what the contract generates
	@scripts/drift

serve: $(VENV) ## run the reference server in the foreground, its documentation at /docs
	@scripts/serve $(ARGS)

lint: $(VENV) ## check the contract, the code and the types
	@scripts/lint

format: $(VENV) ## format the code
	@scripts/format

package: $(VENV) ## build the client's wheel and sdist into dist/
	@scripts/package

bench: $(VENV) ## what the client costs, beside httpx and the vendor's SDK
	@scripts/bench $(ARGS)

lock: ## resolve the dependencies anew into requirements.txt
	@scripts/lock $(ARGS)

clean: ## remove what the commands made: .venv, reports, caches
	@scripts/clean
