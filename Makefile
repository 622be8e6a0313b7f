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
LIBOBJ := $(LIBSRC:%.c=$(B)/%.o)
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

$(B)/libcrm.a: $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIBOBJ)

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
