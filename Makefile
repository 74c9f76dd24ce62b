# Everything this project is built and checked with. CONTRIBUTING.md says when to use what.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# One minute for each fuzz target: make fuzz FUZZTIME=10m
FUZZTIME ?= 1m
# Which benchmarks to run, by regular expression.
BENCH ?= .
# Where `make bench` and `make fuzz` look: make bench BENCH=Run PACKAGES=./engine
PACKAGES ?= ./...
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unversioned)

# No cgo anywhere, on any machine, whether or not it has a C compiler.
export CGO_ENABLED := 0

STABLE_MOD := internal/desktop/stable.mod
STABLE_EBITENGINE := v2.9.10
RELEASES := linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64

.PHONY: help setup vet test lint format stable-check stable notice golden balance bands card bench fuzz release clean

help: ## Says what each target does.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

setup: ## Installs what tests of the window, of other processors and beside NumPy need (Debian, Ubuntu).
	@bash .ci/setup

vet:
	@go vet ./...
	@go vet -tags headless ./...

test: setup vet ## Sets up what is missing and passes every test.
	@TABLETOP_REQUIRE="$$(bash .ci/setup --present)" go test ./...

lint: vet stable-check ## Format, vet, staticcheck and the project's own rules.
	@unformatted="$$(go tool gofumpt -l .)"; \
	if [ -n "$$unformatted" ]; then printf 'lint: not as gofumpt writes it (make format):\n%s\n' "$$unformatted" >&2; exit 1; fi
	@go tool staticcheck ./...
	@go test ./internal/house

format: ## Writes Go files as gofumpt has them.
	@go tool gofumpt -w .

# The window uses only what the last stable Ebitengine also has. Windows, because there that release needs no C headers.
stable-check:
	@GOOS=windows go vet -modfile=$(STABLE_MOD) ./...

stable: ## Remakes internal/desktop/stable.mod after a change to go.mod.
	@cp go.mod $(STABLE_MOD)
	@cp go.sum $(STABLE_MOD:.mod=.sum)
	@go get -modfile=$(STABLE_MOD) github.com/hajimehoshi/ebiten/v2@$(STABLE_EBITENGINE)

notice: ## Remakes NOTICE after a change to the modules that the binary links.
	@go run ./internal/licenses/generate

golden: ## Remakes the golden files of every package that has some. Read the diff before you commit it.
	@packages="$$(git grep -l 'flag.Bool("update"' -- '*_test.go' | xargs -r -n1 dirname | sort -u | sed 's|^|./|')"; \
	if [ -z "$$packages" ]; then echo 'golden: no package has golden files' >&2; exit 1; fi; \
	go test $$packages -update

bench: setup ## Runs the benchmarks one package at a time: BENCH=regexp PACKAGES=./engine
	@TABLETOP_REQUIRE="$$(bash .ci/setup --present)" go test -p 1 -run '^$$' -bench '$(BENCH)' -benchmem $(PACKAGES)

balance: ## Prints the flagship's balance over 200 seeds: doctrines, postures, decisions.
	@go test ./engine/ensemble -run 'Matter|None' -count 1 -timeout 6h -v -balance

bands: ## Prints how the bands of the cases move over the range of each assumption.
	@go test ./engine/ensemble -run CentralBand -count 1 -timeout 1h -v -bands

card: ## Compares the whole model card with the code, variation and sensitivity included.
	@go test ./internal/validate/card -count 1 -full

fuzz: ## Runs every fuzz target for a minute: FUZZTIME=10m
	@FUZZTIME='$(FUZZTIME)' PACKAGES='$(PACKAGES)' bash .ci/fuzz

release: ## Builds dist/ for linux, windows and darwin on amd64 and arm64.
	@VERSION='$(VERSION)' RELEASES='$(RELEASES)' bash .ci/release

clean: ## Removes dist/.
	@rm -rf dist
