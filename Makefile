# crm - the client toolkit.  GNU make, one file.  `make help` lists the targets.
#
# User variables, untouched: CC CFLAGS CPPFLAGS LDFLAGS LDLIBS PREFIX BINDIR MANDIR DATADIR DOCDIR
# UNITDIR DESTDIR.
# DEV=1 adds -Werror.  V=1 shows the compile lines whole.  VARIANT=release|asan|coverage|fuzz|fuzzfast:
# each has its own folder below build/.

CC       ?= cc
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
MANDIR   ?= $(PREFIX)/share/man
DATADIR  ?= $(PREFIX)/share
INSTALL  ?= install
PKG_CONFIG ?= pkg-config
VARIANT  ?= release

USER_LC_ALL := $(LC_ALL)
export LC_ALL := C

RELEASE := 0.1.0

# The file VERSION of an archive; the release where its tag is; else the release and the commit behind it.
# root may install from the clone of another user: git would refuse to name it
GIT = git -c safe.directory='*'
VERSION := $(shell cat VERSION 2>/dev/null || { \
	$(GIT) describe --exact-match --dirty --tags --match '$(RELEASE)' || \
	$(GIT) describe --always --dirty --exclude '*' | sed 's/^/$(RELEASE)+g/'; } 2>/dev/null | grep . || \
	echo $(RELEASE))
B := build/$(VARIANT)

PROGRAMS := crm-log crm-overdue crm-risk crm-remind
PROGRAMS := $(filter $(basename $(notdir $(wildcard cmd/crm-*.c))),$(PROGRAMS))
LIBSRC := $(sort $(wildcard lib/*/*.c lib/*/*/*.c))
EMBED := $(sort $(wildcard lib/data/*.csv lib/data/*.yaml lib/templates/*/*))
UNITSRC := $(sort $(wildcard tests/unit/test_*.c))
FUZZSRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
PO := $(sort $(wildcard lib/po/*.po))

quoted = '$(subst ','\'',$(1))'

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wwrite-strings -Wformat=2 -Wundef -Wpointer-arith
ifdef DEV
WARN += -Werror
endif

# one question to the compiler; an old one gets what every gcc and clang knows
HARDEN := -fstack-protector-strong -fPIE
MORE := -fstack-clash-protection $(if $(findstring -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
ifeq ($(VARIANT),release)
HARDEN += $(shell $(CC) -O2 $(MORE) -Werror -x c -fsyntax-only /dev/null 2>/dev/null && echo '$(MORE)')
endif
HARDEN_LD := -pie -Wl,-z,relro,-z,now
ifeq ($(VARIANT),asan)
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
HARDEN := -fPIE -DCRM_MEM_SEPARATE -DCRM_NO_SANDBOX
LDFLAGS += -fsanitize=address,undefined
endif
# counters in a mapped file: they outlive SIGKILL and _exit, and a run that gave up opening files
ifeq ($(VARIANT),coverage)
CC := clang
CFLAGS := -O0 -g -fprofile-instr-generate=$(call quoted,$(CURDIR)/$(B)/raw/%m%c.profraw) -fcoverage-mapping
HARDEN := -fPIE -mllvm -runtime-counter-relocation
endif
FUZZSAN := fuzzer,address,undefined
ifeq ($(VARIANT),fuzz)
CC := clang
CFLAGS := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
HARDEN := -DCRM_MEM_SEPARATE
endif
# many times the runs: undefined behaviour stops it, and what it keeps goes through the build above
ifeq ($(VARIANT),fuzzfast)
CC := clang
CFLAGS := -O2 -g -fsanitize=fuzzer-no-link,undefined -fno-sanitize-coverage=trace-cmp -fsanitize-trap=undefined
HARDEN :=
FUZZSAN := fuzzer
endif

cstring = "$(subst ",\",$(subst \,\\,$(1)))"
# files past 2 GiB and days past 2038 on machines of 32 bits too
CRM_CPPFLAGS := -Ilib -I$(B)/gen -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
CRM_CFLAGS := -std=c11 $(WARN) $(HARDEN) -ffile-prefix-map=$(call quoted,$(CURDIR))=.
CRM_LIBS = -lcsv $(shell $(PKG_CONFIG) --libs yaml-0.1 2>/dev/null || echo -lyaml)
CHECK_LIBS = $(shell $(PKG_CONFIG) --libs check 2>/dev/null || echo -lcheck)

# six hundred characters a file hide the one warning among them: V=1 shows them
say = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@echo '$(1)';)
COMPILE = $(CC) $(CRM_CPPFLAGS) $(CPPFLAGS) $(CRM_CFLAGS) $(CFLAGS) -MMD -MP
LINK = $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS)
LIBOBJ := $(LIBSRC:%.c=$(B)/%.o) $(B)/gen/embed_data.o $(B)/gen/embed_po.o
UNITOBJ := $(UNITSRC:%.c=$(B)/%.o)
BIN := $(PROGRAMS:%=$(B)/bin/%)

all: $(BIN)

help:
	@echo 'make              the programs, in build/release/bin'
	@echo 'make deps         install what building and the demo need; `make deps check` what testing needs'
	@echo 'make demo         the main job on the example book'
	@echo 'make check        all tests: check-unit check-golden check-e2e check-fault'
	@echo 'make asan         the tests under the address and undefined behaviour sanitizers'
	@echo 'make valgrind fuzz bench coverage     [FUZZ_SECONDS=10]; `make deps valgrind` (...) brings what they need'
	@echo 'make faults       each call of the main paths fails once, in each way it may (half an hour)'
	@echo 'make durability   the power fails behind each call that changes a file'
	@echo 'make race         29 programs at once in one book, for RACE_SECONDS=30'
	@echo 'make mutants      take out one line of safety at a time: some test must miss it'
	@echo 'make check-cross  golden and unit tests of builds for musl, i386, armhf and s390x'
	@echo 'make check-package check-debian13    the Debian package and lintian; a build in a Debian 13 root'
	@echo 'make check-debian all tests in fresh roots of Debian 12 and 13 (needs root and the mirror)'
	@echo 'make lint         rooms, symbols, manual pages, shell scripts'
	@echo 'make po           take new texts into lib/po/*.po'
	@echo 'make install uninstall   [DESTDIR= PREFIX=/usr/local]'
	@echo 'make dist clean     V=1 shows the compile lines and what each test printed'

# a change of flags rebuilds everything; a change of version only what prints it
FLAGS := $(COMPILE) $(LDFLAGS)
keep = @mkdir -p $(@D); printf '%s\n' $(1) | cmp -s - $@ || printf '%s\n' $(1) > $@

$(B)/flags: FORCE
	$(call keep,$(call quoted,$(FLAGS)))

$(B)/gen/config.h: FORCE
	$(call keep,$(call quoted,#define CRM_VERSION $(call cstring,$(VERSION))))

# a library that is missing is said in words, before anything is compiled
$(B)/found/%:
	@mkdir -p $(@D)
	@echo '#include <$*>' | $(CC) $(CPPFLAGS) $(CFLAGS) -fsyntax-only -x c - || \
		{ echo '$(CC) finds no $*: "make deps" installs what is missing, or names it' >&2; exit 1; }
	@touch $@

$(UNITOBJ): | $(B)/found/check.h

$(B)/%.o: %.c $(B)/flags | $(B)/gen/config.h $(B)/found/csv.h $(B)/found/yaml.h
	@mkdir -p $(@D)
	$(call say,CC $<)$(COMPILE) -c -o $@ $<

# Files carried inside the program (base/embed.h).  Arrays of numbers, not strings: a string may have
# 4095 bytes only.  awk adds the last newline, so a file without one is refused.
$(B)/embed.list: FORCE
	@mkdir -p $(B)
	@echo '$(EMBED)' | cmp -s - $@ || echo '$(EMBED)' > $@

$(B)/gen/embed_data.c: $(EMBED) $(B)/embed.list
	@mkdir -p $(@D)
	@for f in $(EMBED); do test -z "$$(tail -c1 $$f)" || \
		{ echo "$$f: no newline at the end" >&2; exit 1; }; done
	@{ echo '#include "base/embed.h"'; i=0; for f in $(EMBED); do i=$$((i + 1)); \
		echo "static const unsigned char f$$i[] = {"; \
		awk 'BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i } \
			{ s = ""; n = length($$0); for (i = 1; i <= n; i++) \
				s = s code[substr($$0, i, 1)] ","; print s "10," }' $$f; \
		echo '0};'; done; \
	echo 'const struct crm_embed crm_embed_files[] = {'; i=0; for f in $(EMBED); do i=$$((i + 1)); \
		echo "{\"$${f#lib/}\", (const char *)f$$i, sizeof f$$i - 1},"; done; \
	echo '{NULL, NULL, 0}};'; } > $@.tmp
	@mv $@.tmp $@

# the translations, by a program of awk: a build needs no gettext, and a run no catalogue beside it
$(B)/gen/embed_po.c: lib/po/embed.awk $(PO)
	@mkdir -p $(@D)
	@awk -f lib/po/embed.awk $(PO) > $@.tmp
	@mv $@.tmp $@

$(B)/gen/%.o: $(B)/gen/%.c $(B)/flags
	$(call say,CC $<)$(COMPILE) -c -o $@ $<

# q, not r: two rooms may each have a table.o, and r would keep one of them
$(B)/lib.list: FORCE
	$(call keep,'$(LIBOBJ)')

$(B)/libcrm.a: $(LIBOBJ) $(B)/lib.list
	@rm -f $@
	@$(AR) qcs $@ $(LIBOBJ)

$(B)/bin/%: $(B)/cmd/%.o $(B)/libcrm.a
	@mkdir -p $(@D)
	$(call say,LD $@)$(LINK) -o $@ $< $(B)/libcrm.a $(CRM_LIBS) $(LDLIBS)

# one program a module under tests/unit, so that a broken one does not stop the others
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libcrm.a
	@mkdir -p $(@D)
	$(call say,LD $@)$(LINK) -o $@ $< $(B)/libcrm.a $(CHECK_LIBS) $(CRM_LIBS) $(LDLIBS)

$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/libcrm.a
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(CFLAGS) -fsanitize=$(FUZZSAN) $(LDFLAGS) -o $@ $< $(B)/libcrm.a \
		$(CRM_LIBS) $(LDLIBS)

# the same harnesses without libFuzzer, for the corpora of tests/corpus
$(B)/replay/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(B)/libcrm.a
	@mkdir -p $(@D)
	$(call say,LD $@)$(LINK) -o $@ $< $(B)/tests/fuzz/replay.o $(B)/libcrm.a $(CRM_LIBS) $(LDLIBS)

POT := build/crm.pot
pot:
	@mkdir -p "$$(dirname $(call quoted,$(POT)))"
	@xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=CRM_NGETTEXT:1,2 \
		--add-comments=TRANSLATORS --package-name=crm --sort-by-file --no-location \
		-o $(call quoted,$(POT)) $(sort $(wildcard lib/*/*.[ch] lib/*/*/*.[ch] cmd/*.c))
	@sed -i '/^"POT-Creation-Date/d' $(call quoted,$(POT))

# without line numbers, and without what is no longer used: small changes stay small
po: pot
	for f in $(PO); do msgmerge --quiet --update --backup=none --no-fuzzy-matching \
		--sort-by-file --no-location $$f $(call quoted,$(POT)); msgattrib --no-obsolete --no-location -o $$f $$f; \
		msgfmt --check-format --statistics -o /dev/null $$f; done

# --- dependencies -----------------------------------------------------------------------------

DEPS_BUILD := gcc libc6-dev make pkg-config libcsv-dev libyaml-dev
DEPS_TEST := check gettext git jq miller sqlite3 hledger python3 python3-yaml python3-icalendar python3-aiosmtpd todoman khal vdirsyncer postgresql \
	msmtp mblaze maildrop ripmime fiu-utils groff libgs10-common qrencode zbar-tools poppler-utils strace mandoc shellcheck bsdutils gnuplot-nox systemd debootstrap zsh fish \
	busybox nix-bin
# what one target alone needs, so that `make deps coverage` installs it and `make deps check` does not
DEPS_valgrind := valgrind
DEPS_fuzz := clang llvm
DEPS_coverage := clang llvm jq
DEPS_bench := time
# `make deps` alone, or with what only builds, needs no more; `make deps check` all
TESTING := check check-% asan ubsan valgrind fuzz bench coverage lint po pot faults durability race mutants
DEPS := $(DEPS_BUILD) $(if $(filter deps-check $(TESTING),$(MAKECMDGOALS)),$(DEPS_TEST)) \
	$(foreach g,$(MAKECMDGOALS),$(DEPS_$(g)))
APT := env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends

# no recommended packages: one of them is a mail server
deps deps-check:
	@missing=; for p in $(DEPS); do \
		dpkg-query -W -f '$${Status}\n' $$p 2>/dev/null | grep -q 'ok installed' || \
		missing="$$missing $$p"; done; \
	if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then $(MAKE) -s deps-names; \
	elif [ -z "$$missing" ]; then echo 'everything is installed'; \
	elif [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq; $(APT) $$missing; \
	elif sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null && \
		echo "sudo apt-get install$$missing" && sudo true; }; then \
		sudo apt-get update -qq; sudo $(APT) $$missing; \
	else echo "as root: apt-get update; apt-get install --no-install-recommends$$missing"; exit 1; fi

# under make -j too, what is built waits for what it is built with
$(B)/flags $(B)/gen/config.h $(B)/found/csv.h $(B)/found/yaml.h $(B)/found/check.h \
	pot asan ubsan fuzz coverage mutants: | $(filter deps deps-check,$(MAKECMDGOALS))

# for tests/debian: what the tests that it runs need
deps-apt:
	@echo '$(DEPS_BUILD) check gettext git groff libgs10-common poppler-utils python3'

deps-names:
	@echo 'install with your package manager (build, then tests):'
	@echo '  apt:  $(DEPS_BUILD);' \
		'$(DEPS_TEST)'
	@echo '  dnf:  gcc make pkgconf libcsv-devel libyaml-devel;' \
		'check-devel gettext git jq miller sqlite hledger python3-pyyaml msmtp groff strace mandoc ShellCheck gnuplot zsh fish'
	@echo '  apk:  build-base pkgconf yaml-dev, and libcsv as examples/packaging/alpine/APKBUILD has it;' \
		'check-dev gettext git jq miller sqlite py3-yaml msmtp groff strace mandoc shellcheck bash zsh fish gnuplot'

# --- tests ------------------------------------------------------------------------------------

UNITS := $(UNITSRC:tests/unit/%.c=$(B)/unit/%)
REPLAYS := $(FUZZSRC:tests/fuzz/%.c=$(B)/replay/%)
RUN := B=$(B) tests/run

check: all $(UNITS) $(REPLAYS)
	@$(RUN) unit golden e2e fault

check-unit: $(UNITS) $(REPLAYS)
	@$(RUN) unit

check-golden: all
	@$(RUN) golden

check-e2e: all
	@$(RUN) e2e

check-fault: all
	@$(RUN) fault

# needs the cross compilers, and minutes: no part of check
check-cross:
	@tests/cross

check-package:
	@tests/package

check-debian13:
	@tests/debian trixie

# what .ci/run does, in fresh roots; the packages of two releases come from the mirror
check-debian:
	@tests/debian --whole bookworm trixie

# faults are injected by system call and by LD_PRELOAD, which the sanitizers do not bear
asan ubsan:
	@$(MAKE) VARIANT=asan all $(patsubst $(B)/%,build/asan/%,$(UNITS) $(REPLAYS))
	@B=build/asan tests/run unit golden e2e

# [VALGRIND='test_x ...']
valgrind: $(UNITS)
	@B=$(B) tests/memory $(VALGRIND)

FUZZ_SECONDS ?= 10
FUZZERS := $(FUZZSRC:tests/fuzz/%.c=%)
# what tests/corpus/$$f.found has, an input a line, as files
FUZZ_UNPACK = n=0; while IFS= read -r line; do n=$$((n + 1)); printf '%b' "$$line" > $$kept/found-$$n; \
	done < tests/corpus/$$f.found
# [FUZZ_FAST=1]: the fast build looks, then the other one runs what it kept.  The big buffers of a reader
# stay in the heap: their pages would come and go with each run.
fuzz:
	@$(MAKE) VARIANT=fuzz $(FUZZERS:%=build/fuzz/fuzz/%)
	@$(if $(FUZZ_FAST),$(MAKE) VARIANT=fuzzfast $(FUZZERS:%=build/fuzzfast/fuzz/%))
	@export MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=1073741824; \
	for f in $(FUZZERS); do kept=build/fuzz/corpus/$$f; mkdir -p $$kept; $(FUZZ_UNPACK); \
		build/fuzz$(if $(FUZZ_FAST),fast)/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -print_final_stats=0 \
			$$kept tests/corpus/$$f || exit 1; \
		$(if $(FUZZ_FAST),build/fuzz/fuzz/$$f -runs=0 $$kept tests/corpus/$$f || exit 1;) done

# [POWER_PATHS='NAME ...']
durability: all
	@POWER_EACH=1 B=$(B) bash tests/fault/41-power.sh

# [FAULTS_PATHS='NAME ...']
faults: all
	@FAULTS_EACH=1 B=$(B) bash tests/fault/40-nth.sh

# [RACE_SECONDS=30]
race: all
	@RACE_SECONDS=$(or $(RACE_SECONDS),30) B=$(B) bash tests/e2e/22-race.sh

# [MUTANTS=PATTERN]
mutants:
	@CC='$(CC)' tests/mutants $(MUTANTS)

bench: all
	@for f in $(sort $(wildcard tests/bench/*.sh)); do B=$(B) bash $$f || exit 1; done

coverage:
	@$(MAKE) VARIANT=coverage all $(patsubst $(B)/%,build/coverage/%,$(UNITS) $(REPLAYS))
	@B=build/coverage tests/coverage

lint: $(B)/libcrm.a
	@B=$(B) tests/lint

# the main job on the example book, as of one day, in the user's own language
DAY := 2026-06-15
demo: all
	@LC_ALL='$(USER_LC_ALL)' DAY=$(DAY) CRM_BIN=$(B)/bin \
		PATH=$(call quoted,$(CURDIR))/$(B)/bin:"$$PATH" sh examples/demo.sh

# --- installation -----------------------------------------------------------------------------

MAN := $(sort $(wildcard man/*.[157] man/*/*.[157]))
DOCDIR  ?= $(DATADIR)/doc/crm
UNITDIR ?= $(PREFIX)/lib/systemd/user
BASHDIR := $(DATADIR)/bash-completion/completions
ZSHDIR  := $(DATADIR)/zsh/site-functions
FISHDIR := $(DATADIR)/fish/vendor_completions.d
UNIT := $(sort $(wildcard examples/systemd/crm-*))
# what git holds, or the archive: nothing that a run of an example left behind
EXAMPLES = $(shell find examples -type f ! -name '*~' ! -name '.lock' ! -name '.sending' ! -path '*/outbox/*' | sort)

# to PATH - below DESTDIR, as one word for the shell: blanks and quotes in a path are part of it
to = $(call quoted,$(DESTDIR)$(1))

# man/fr/x.1 goes to fr/man1
mandir = case $$f in man/*/*) l=$${f\#man/}; l=$${l%/*}/ ;; *) l= ;; esac; \
	d=$(call to,$(MANDIR))/$${l}man$${f\#\#*.}

install: all
	$(INSTALL) -d $(call to,$(BINDIR)) $(call to,$(BASHDIR)) $(call to,$(ZSHDIR)) $(call to,$(FISHDIR))
	$(INSTALL) -m 755 $(BIN) $(call to,$(BINDIR))
	@for f in $(MAN); do $(mandir); $(INSTALL) -d "$$d" && \
		$(INSTALL) -m 644 "$$f" "$$d" || exit 1; done
	@for f in $(EMBED:lib/%=%); do \
		$(INSTALL) -D -m 644 lib/$$f $(call to,$(DATADIR))/crm/$$f || exit 1; done
	@for f in README COPYING $(EXAMPLES); do m=644; [ ! -x $$f ] || m=755; \
		$(INSTALL) -D -m $$m $$f $(call to,$(DOCDIR))/$$f || exit 1; done
	@for f in $(UNIT); do \
		$(INSTALL) -D -m 644 $$f $(call to,$(UNITDIR))/$${f##*/} || exit 1; done
	@for p in $(PROGRAMS); do for s in bash:$$p zsh:_$$p fish:$$p.fish; do \
		case $$s in bash:*) d=$(call to,$(BASHDIR)) ;; zsh:*) d=$(call to,$(ZSHDIR)) ;; \
			*) d=$(call to,$(FISHDIR)) ;; esac; \
		f=$$d/$${s##*:}; $(B)/bin/$$p --completion=$${s%%:*} > "$$f" && chmod 644 "$$f" || exit 1; \
		done; done

# folders of ours go, those of others only where nothing is left in them
uninstall:
	for p in $(PROGRAMS); do rm -f $(call to,$(BINDIR))/$$p $(call to,$(BASHDIR))/$$p \
		$(call to,$(ZSHDIR))/_$$p $(call to,$(FISHDIR))/$$p.fish; done
	@for f in $(MAN); do $(mandir); rm -f "$$d/$${f##*/}"; done
	@for f in $(UNIT); do rm -f $(call to,$(UNITDIR))/$${f##*/}; done
	rm -rf $(call to,$(DATADIR))/crm $(call to,$(DOCDIR))
	@for d in $(call to,$(BASHDIR)) $(call to,$(ZSHDIR)) $(call to,$(FISHDIR)) $(call to,$(UNITDIR)); do \
		rmdir --ignore-fail-on-non-empty "$$d" 2>/dev/null || :; done

# what is committed, and its name says no more than that
DIST := crm-$(patsubst %-dirty,%,$(VERSION))
dist:
	@mkdir -p build
	@case '$(VERSION)' in *-dirty) echo 'what is not committed is left out' >&2; esac
	git archive --format=tar.gz --prefix=$(DIST)/ \
		--add-virtual-file=$(DIST)/VERSION:$(DIST:crm-%=%) -o build/$(DIST).tar.gz HEAD
	@echo build/$(DIST).tar.gz

clean:
	rm -rf build

FORCE:
.PHONY: all help pot po deps deps-check deps-apt deps-names check check-unit check-golden check-e2e check-fault \
	check-cross check-package check-debian13 check-debian asan ubsan \
	valgrind fuzz faults durability race mutants bench coverage lint demo install uninstall dist clean FORCE
.SECONDARY:

-include $(LIBOBJ:.o=.d) $(UNITOBJ:.o=.d) $(BIN:$(B)/bin/%=$(B)/cmd/%.d) \
	$(FUZZSRC:%.c=$(B)/%.d) $(B)/tests/fuzz/replay.d
