# crm - the client toolkit.  GNU make, one file.  `make help` lists the targets.
#
# User variables, untouched: CC CFLAGS CPPFLAGS LDFLAGS LDLIBS PREFIX BINDIR MANDIR DATADIR DESTDIR.
# DEV=1 adds -Werror and the strict warnings.

CC       ?= cc
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
MANDIR   ?= $(PREFIX)/share/man
DATADIR  ?= $(PREFIX)/share
INSTALL  ?= install
PKG_CONFIG ?= pkg-config
VARIANT  ?= release

export LC_ALL := C

VERSION := $(shell cat VERSION 2>/dev/null || git describe --tags --always --dirty 2>/dev/null || echo 0)
B := build/$(VARIANT)

PROGRAMS := crm-log crm-overdue crm-risk crm-remind
PROGRAMS := $(filter $(basename $(notdir $(wildcard cmd/crm-*.c))),$(PROGRAMS))
LIBSRC := $(sort $(wildcard lib/*/*.c))
EMBED := $(sort $(wildcard lib/data/*.csv lib/templates/*/*))
UNITSRC := $(sort $(wildcard tests/unit/test_*.c))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wwrite-strings -Wformat=2 -Wundef -Wpointer-arith
HARDEN := -fstack-protector-strong -fPIE
HARDEN_LD := -pie -Wl,-z,relro,-z,now
ifeq ($(VARIANT),release)
HARDEN += -D_FORTIFY_SOURCE=2 -fstack-clash-protection
endif
ifeq ($(VARIANT),asan)
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
HARDEN := -fPIE -DCRM_MEM_SEPARATE
LDFLAGS += -fsanitize=address,undefined
endif
ifdef DEV
WARN += -Werror
endif

CRM_CPPFLAGS := -Ilib -I$(B)/gen -D_GNU_SOURCE -DCRM_VERSION='"$(VERSION)"' -DCRM_PREFIX='"$(PREFIX)"'
CRM_CFLAGS := -std=c11 $(WARN) $(HARDEN) -ffile-prefix-map=$(CURDIR)=.
CRM_LIBS = -lcsv $(shell $(PKG_CONFIG) --libs yaml-0.1 2>/dev/null || echo -lyaml)
CHECK_LIBS = $(shell $(PKG_CONFIG) --libs check 2>/dev/null || echo -lcheck)

COMPILE = $(CC) $(CRM_CPPFLAGS) $(CPPFLAGS) $(CRM_CFLAGS) $(CFLAGS) -MMD -MP
LIBOBJ := $(LIBSRC:%.c=$(B)/%.o) $(B)/gen/embed_data.o
UNITOBJ := $(UNITSRC:%.c=$(B)/%.o)
BIN := $(PROGRAMS:%=$(B)/bin/%)

all: $(BIN)

# a change of flags rebuilds everything
FLAGS := $(COMPILE) $(LDFLAGS)
$(B)/flags: FORCE
	@mkdir -p $(B)
	@echo '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || echo '$(subst ','\'',$(FLAGS))' > $@

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

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

$(B)/gen/embed_data.o: $(B)/gen/embed_data.c $(B)/flags
	$(COMPILE) -c -o $@ $<

$(B)/libcrm.a: $(LIBOBJ)
	@rm -f $@
	$(AR) qcs $@ $(LIBOBJ)

$(B)/bin/%: $(B)/cmd/%.o $(B)/libcrm.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $< $(B)/libcrm.a $(CRM_LIBS) $(LDLIBS)

# one program a module under tests/unit, so that a broken one does not stop the others
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libcrm.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $< $(B)/libcrm.a $(CHECK_LIBS) $(CRM_LIBS) $(LDLIBS)

UNITS := $(UNITSRC:tests/unit/%.c=$(B)/unit/%)

check-unit: $(UNITS)
	@for t in $(UNITS); do $$t || exit 1; done

clean:
	rm -rf build

FORCE:
.PHONY: all check-unit clean FORCE
.SECONDARY:

-include $(LIBOBJ:.o=.d) $(UNITOBJ:.o=.d) $(BIN:$(B)/bin/%=$(B)/cmd/%.d)
