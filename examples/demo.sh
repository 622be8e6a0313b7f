#!/bin/sh
# examples/demo.sh - the main job on the example book: what is late, who is at risk, what would be
# sent, on one screen.  Reads the book, writes nothing, sends nothing.  `make demo` runs it with DAY=2026-06-15.
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

# show COMMAND - a command of the shell, and what it prints
show() {
	echo "\$ $1"
	eval "$1"
	echo
}

say "The book $CRM_DIR on $CRM_TODAY: money that is late." \
	"Le livre $CRM_DIR au $CRM_TODAY : l'argent en retard."
show 'crm-overdue --kind=invoice | cut -d, -f1,4,6-9'
say 'The three relations most at risk.' 'Les trois relations les plus menacées.'
show 'crm-risk | cut -d, -f1-5 | head -n 4'
say 'One of three reminders. These are drafts: nothing is sent.' \
	"Une des trois relances. Ce sont des brouillons : rien n'est envoyé."
case $lang in
fr*) client=mairie ;;
*) client=northwind ;;
esac
show "crm-overdue --client=$client | crm-remind | sed -n '/^subject:/p; /^body:/,\$p' | grep . | head -n 6"
say 'What to type next:' 'Et maintenant :'
cat << END
  export ${CRM_BIN:+PATH=$(word "$PWD/$CRM_BIN"):\$PATH }CRM_DIR=$(word "$PWD/$CRM_DIR") CRM_TODAY=$CRM_TODAY
  crm-overdue                             $(say '# what is late, mine first, then theirs' "# ce qui est en retard, moi d'abord")
  crm-overdue | crm-remind --explain      $(say '# why each is reminded, or held' '# pourquoi relancer, ou non')
  crm-risk --explain durand               $(say '# the reasons, and what to do' '# les raisons, et que faire')
  unset CRM_DIR CRM_TODAY                 $(say '# back to the present' '# retour au présent')
  crm-log -C ~/crm --init                 $(say '# a book of your own' '# votre propre livre')
  crm-log -C ~/crm --new-client acme      $(say '# a client' '# un client')
  crm-log -C ~/crm in acme -c email "…"   $(say '# what was said' '# ce qui a été dit')
END
say '  man man/crm.7                           # the day, the data, the promises' \
	'  man man/crm.7                           # la journée, les données, les promesses'
