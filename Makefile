# Sekisho. `make demo` runs one PC end to end, `make test` builds and passes every test; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := help

# Built things live outside the clone when that is possible: CI and other clones reuse them. One folder per set of flags.
CACHE ?= /var/cache/sekisho
usable := $(shell mkdir -p $(CACHE) 2>/dev/null && test -w $(CACHE) && echo yes)
BUILD := $(if $(usable),$(CACHE)/,$(CURDIR)/.build-)
IMAGES ?= $(if $(usable),$(CACHE)/images,$(CURDIR)/.build-images)
STATE ?= /var/lib/sekisho/demo
JOBS ?= $(shell nproc)
STORY ?=

common := -j $(JOBS) --explicit-target-dependency-import-check error
debug := --scratch-path $(BUILD)debug $(common)
parity := $(BUILD)debug/debug/sekisho-parity Sources/Tools/sekisho-parity/classes.tsv
release := -c release --scratch-path $(BUILD)release $(common)
sources := Sources Tests Package.swift
libraries := XML CIMModel AMTSchema WSMan HTTPDigest JSONLines QMP GuestAgent Suricata Clamd ApplianceLink Inventory \
	PacketPolicy NFTables NVRAM VirtualPC ObjectManager AccessControl PublicKeyManagement Auditing RemoteControl \
	SystemDefense EngineEvents ThirdPartyStorage HardwareAssets Provisioning Servicing ManagementEngine EngineNetwork \
	Appliance Fleet FleetSQLite AMTClient ConsoleAPI ConsoleServer Simulation

.PHONY: help demo packages release images build test check fmt docs integration bench fuzz clean

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: packages release images ## run the demo; STORY=quarantine, wake-patch-off, reinstall or all runs a story
	@exec setpriv --pdeathsig KILL scripts/demo --programs $(BUILD)release/release --images $(IMAGES) --state $(STATE) \
		$(if $(STORY),--story $(STORY))

packages: ## install what is missing from Debian's packages
	@scripts/install-packages --all

release: ## build every program, optimised
	swift build $(release)

images: release ## make the kernel, the user OS, the appliance and the installation medium
	@scripts/make-images $(IMAGES) $(BUILD)release/release

build: ## build everything with the tests, unoptimised
	swift build $(debug) --build-tests

test: packages build ## build, then pass every test, ours and those of foreign AMT clients
	swift test $(debug) --skip-build --no-parallel
	@for each in scripts/clients/test-*; do $$each $(BUILD)debug/debug || exit 1; done

check: ## what must hold before anything is tested: format, build, and what Documentation/Parity.md says
	swift format lint --strict --recursive --parallel $(sources)
	@$(MAKE) --no-print-directory build
	$(parity) Documentation/Parity.md

fmt: ## format the sources
	swift format --in-place --recursive --parallel $(sources)

docs: ## print what of AMT's classes works (Documentation/Parity.md), and make the libraries' reference as a site in .build-docs
	swift build $(debug) --product sekisho-parity
	$(parity) > $(BUILD)debug/Parity.md && mv $(BUILD)debug/Parity.md Documentation/Parity.md
	swift package --scratch-path $(BUILD)debug --allow-writing-to-directory $(CURDIR)/.build-docs generate-documentation \
		$(addprefix --target ,$(libraries)) --enable-experimental-combined-documentation \
		--transform-for-static-hosting --output-path $(CURDIR)/.build-docs

integration: packages release images build ## foreign clients and the three stories on the real PC, the console killed in the middle too, deaths and attacks, and the long tests
	scripts/demo --programs $(BUILD)release/release --images $(IMAGES) --state $(STATE)-integration --story all --clients
	scripts/demo --programs $(BUILD)release/release --images $(IMAGES) --state $(STATE)-integration --story all --kill-console
	scripts/integration/crashes $(BUILD)release/release $(IMAGES)
	scripts/integration/in-line $(BUILD)release/release $(IMAGES)
	scripts/integration/isolation $(BUILD)release/release $(IMAGES)
	scripts/integration/volumes $(BUILD)release/release $(IMAGES)
	SEKISHO_LONG=1 swift test $(debug) --skip-build --no-parallel

bench: packages release images ## measure; writes Documentation/Benchmarks.md
	@for each in scripts/bench/*; do [[ ! -x $$each ]] || "$$each" $(BUILD)release/release $(IMAGES) || exit 1; done

fuzz: ## feed the parsers of untrusted input with broken input, each for FUZZ_SECONDS (120)
	swift build --package-path Fuzz --scratch-path $(BUILD)fuzz -c release --sanitize=fuzzer -j $(JOBS)
	Fuzz/run $(BUILD)fuzz/release/sekisho-fuzz

clean: ## remove what was built here; the shared build folders and the images too
	rm -rf .build .build-*
	rm -rf $(CACHE)/debug $(CACHE)/release $(CACHE)/fuzz $(CACHE)/images
