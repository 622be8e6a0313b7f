# The power fails behind every call that changes a file: power.py.  Some of the disks here, and all that
# stand behind the end of a run; `make durability` looks at all of them (POWER_EACH=1).
. "$(dirname "$0")/shm.sh"
. "$(dirname "$0")/../lib.sh"

power() {
	local each=${POWER_EACH:-3}
	need strace python3
	# shellcheck disable=SC2086 # words
	python3 "$ROOT/tests/fault/power.py" "$BIN" work "--each=$each" ${FAULTS_FIRST:+--first} ${POWER_PATHS:-} | tee "$T/power"
	[ "${PIPESTATUS[0]}" = 0 ] || exit 1
	grep '^# [1-9][0-9]* disks looked at$' "$T/power"
}
it "P1 P2 P4: the power fails behind every call" power
[ ! -s "$T/power" ] || sed 's/^[^#]/# &/' "$T/power"
done_testing
