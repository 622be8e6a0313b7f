#!/bin/sh
# examples/demo.sh - the main job on the example book: what is late, who is at risk, what would be
# sent.  Reads the book, writes nothing, sends nothing.  `make demo` runs it with DAY=2026-06-15.
# French or English, by the locale, as the programs themselves.
set -e
cd "$(dirname "$0")/.."
CRM_DIR=examples/book CRM_TODAY=${DAY:-2026-06-15}
export CRM_DIR CRM_TODAY

locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}}
case $locale in
C | POSIX) lang=en ;;
*) lang=${LANGUAGE:-$locale} ;;
esac

# say ENGLISH FRENCH
say() {
	case $lang in
	fr*) printf '%s\n' "$2" ;;
	*) printf '%s\n' "$1" ;;
	esac
}

# a path as a word for the shell
word() {
	case $1 in
	*[!A-Za-z0-9/._+-]*) printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;;
	*) printf '%s' "$1" ;;
	esac
}

say "The book $CRM_DIR on $CRM_TODAY: what is late, mine first, then theirs." \
	"Le livre $CRM_DIR au $CRM_TODAY : ce qui est en retard, moi d'abord, puis eux."
echo '$ crm-overdue'
crm-overdue -f table
if command -v crm-risk > /dev/null; then
	echo
	say 'The three relations most at risk.' 'Les trois relations les plus menacées.'
	echo '$ crm-risk | head -n 4'
	crm-risk -f table | head -n 4
fi
echo
say 'The reminders that are due. These are drafts: nothing is sent.' \
	"Les relances à faire. Ce sont des brouillons : rien n'est envoyé."
echo '$ crm-overdue | crm-remind'
crm-overdue -f csv | crm-remind

echo
say 'What to type next:' 'Et maintenant :'
cat << END
  export ${CRM_BIN:+PATH=$(word "$PWD/$CRM_BIN"):\$PATH }CRM_DIR=$(word "$PWD/$CRM_DIR") CRM_TODAY=$CRM_TODAY
  crm-overdue | crm-remind --explain      $(say '# why each is reminded, or held' '# pourquoi relancer, ou non')
END
if crm-risk --help 2> /dev/null | grep -qe --explain; then
	echo "  crm-risk --explain durand               $(say '# the reasons, and what to do' '# les raisons, et que faire')"
fi
if command -v crm-log > /dev/null; then
	cat << END
  unset CRM_DIR CRM_TODAY                 $(say '# back to the present' '# retour au présent')
  crm-log -C ~/crm --init                 $(say '# a book of your own' '# votre propre livre')
  crm-log -C ~/crm --new-client acme      $(say '# a client' '# un client')
  crm-log -C ~/crm in acme -c email "…"   $(say '# what was said' '# ce qui a été dit')
END
fi
say '  man man/crm.7                           # the day, the data, the promises' \
	'  man man/crm.7                           # la journée, les données, les promesses'
