# shellcheck shell=bash
# import.sh - books for the tests of crm-log --import.  Source it after lib.sh.
export CRM_TODAY=2026-06-15
export EX=$ROOT/examples/import

# book [CLIENT...] - an empty book in ./b with these clients
book() {
	export CRM_DIR=b
	crm-log --init
	for client; do crm-log --new-client "$client"; done
}

# rows - those of the journal, without their ids
rows() { tail -n +2 b/journal.csv | cut -d, -f2-; }
