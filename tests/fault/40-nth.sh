# Every call of the main paths of every program fails once, in each way it may: nth.py.  A sample here;
# `make faults` is all of them (FAULTS_EACH=1), some half an hour.
. "$(dirname "$0")/shm.sh"
. "$(dirname "$0")/../lib.sh"

nth() {
	local each=${FAULTS_EACH:-60}
	need strace python3 cc
	cc -shared -fPIC -o shim.so "$ROOT/tests/fault/shim.c" -ldl
	# shellcheck disable=SC2086 # words
	python3 "$ROOT/tests/fault/nth.py" "$BIN" shim.so work "--each=$each" ${FAULTS_FIRST:+--first} ${FAULTS_PATHS:-} | tee "$T/nth"
	[ "${PIPESTATUS[0]}" = 0 ] || exit 1
	grep '^# [1-9][0-9]* faults injected$' "$T/nth"
}
it "P1 P2 P4: the N-th call fails" nth
[ ! -s "$T/nth" ] || sed 's/^[^#]/# &/' "$T/nth"
done_testing
