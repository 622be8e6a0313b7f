# What the shell offers: the program answers from the book, and bash, zsh and fish each ask it.
. "$(dirname "$0")/../lib.sh"

export CRM_TODAY=2026-06-17

book() {
	export CRM_DIR=$PWD/b
	crm-log --init
	crm-log --new-client acme
	crm-log --new-client boulangerie-martin
	{
		crm-log invoice acme F2026-008 1200 -d 30d 'site'
		crm-log invoice acme F2026-009 300 -d 30d 'hosting'
		crm-log payment acme F2026-008 1200
		crm-log payment acme F2026-009 100.50
		crm-log promise acme maquette -d friday
		crm-log promise acme devis -d friday
		crm-log kept acme devis
		crm-log offer acme refonte 4800
		crm-log conflict acme couleur -k ideas
		crm-log incident acme panne -k error -l 2
		crm-log in boulangerie-martin -c signal -g tone=warm -g projet=four 'hello'
		crm-log mission boulangerie-martin four -d +2m 'a new site'
	} 2> /dev/null
}

# first words of what is offered for a line whose last word is being typed
offered() { crm-"$1" --complete -- "${@:2}" | cut -f1 | paste -sd' '; }

places() {
	book
	is "$(offered log in)" 'in invoice interest incident'
	is "$(offered log pay)" payment
	is "$(offered log in '')" 'acme boulangerie-martin'
	is "$(offered log absence '')" '- acme boulangerie-martin'
	is "$(offered log in bo)" boulangerie-martin
	# open refs of that client, as the event takes them
	is "$(offered log payment acme '')" F2026-009
	is "$(offered log pay acme '')" F2026-009
	is "$(offered log payment acme F2026-009 '')" 199.50
	is "$(offered log refund acme '')" 'F2026-008 F2026-009'
	is "$(offered log kept acme '')" maquette
	is "$(offered log accepted acme '')" refonte
	is "$(offered log resolve acme '')" 'couleur panne'
	is "$(offered log renew boul '')" four
	is "$(offered log kept boul '')" ''
	is "$(offered log invoice acme '')" F2026-010
	is "$(offered log hold acme -r F)" F2026-009
	is "$(offered log kept -r maquette acme '')" ''
	is "$(offered log satisfied acme '')" '1 2 3 4 5'
	is "$(offered log in acme '')" ''
	# values of options
	is "$(offered log incident acme -k w)" wrong-answer
	is "$(offered log letter acme F2026-009 -k '')" 'posted presented signed returned'
	is "$(offered log in acme -c s)" 'sms signal'
	is "$(offered log in acme --channel=s)" '--channel=sms --channel=signal'
	is "$(offered log in acme -cs)" '-csms -csignal'
	is "$(offered log in acme -g tone=t)" tone=tense
	is "$(offered log in acme -g p)" projet=four
	is "$(offered log in acme -b '')" 'me client both'
	is "$(offered log --event=mi)" '--event=missed --event=mission'
	is "$(offered log --list --client=acme --ref=F)" '--ref=F2026-008 --ref=F2026-009'
	is "$(offered log --show=b)" --show=boulangerie-martin
	is "$(offered log in acme -w y)" yesterday
	is "$(offered log promise acme x -d fr)" friday
	is "$(offered overdue --kind=in)" '--kind=incident --kind=interest --kind=invoice'
	is "$(offered overdue -f i)" ics
	is "$(offered risk --explain a)" acme
	is "$(offered remind --template=ap)" --template=apology
	is "$(offered log --color=a)" '--color=auto --color=always'
	# what only this book has: its own letters, and messages of which nobody knows the end
	mkdir -p b/templates/fr
	echo 'Bonjour' > b/templates/fr/apero.mustache
	is "$(offered remind --template=ap)" '--template=apology --template=apero'
	is "$(offered log --lang=)" '--lang=en --lang=fr'
	mkdir b/templates/es
	is "$(offered log --lang=e)" '--lang=en --lang=es'
	is "$(offered log --completion=)" '--completion=bash --completion=zsh --completion=fish'
	is "$(offered remind --settle=)" ''
	{
		crm-log reminder acme F2026-009 -k courtesy -g 'status=intent mid=crm.1@x.example'
		crm-log reminder acme F2026-009 -k second -g 'status=intent mid=crm.2@x.example'
		crm-log reminder acme F2026-009 -k second -g 'status=sent mid=crm.2@x.example'
		crm-log reminder acme F2026-009 -k notice -g 'status=intent mid=crm.3@x.example'
		crm-log reminder acme F2026-009 -k notice -g 'status=unknown mid=crm.3@x.example'
	} 2> /dev/null
	is "$(offered remind --settle=)" '--settle=crm.1@x.example=sent --settle=crm.1@x.example=failed --settle=crm.3@x.example=sent --settle=crm.3@x.example=failed'
	is "$(offered remind --settle crm.3@x.example=f)" 'crm.3@x.example=failed'
	run crm-remind --complete -- --settle crm.1
	out_has 'crm.1@x.example=sent	acme courtesy F2026-009'
	# names of options, files, rows
	is "$(offered log --gr)" --grep=
	is "$(offered log --check --no)" --no-header
	is "$(crm-log --complete -- --import '')" "$(printf '\tfile')"
	is "$(crm-log --complete -- -C '')" "$(printf '\tfolder')"
	is "$(offered log --void la)" last
	is "$(offered log --void '' | wc -w)" 11
	is "$(offered log -- --list)" ''
}

# another book, and one that cannot be read
books() {
	book
	crm-log -C c --init
	crm-log -C c --new-client zoe
	is "$(offered log -C c in '')" zoe
	is "$(offered log --dir=c in '')" zoe
	mkdir "$HOME/d"
	cp -r c/. "$HOME/d/"
	# shellcheck disable=SC2088 # the shell has not read the word yet
	is "$(offered log -C '~/d' in '')" zoe
	echo 'lang: [' > c/policy.yaml
	run crm-log --complete -- -C c in ''
	status 0
	err_is ''
	run crm-log --complete -- -C nowhere inv
	status 0
	out_is "invoice	money asked for, VAT included; due from -d, else the profile's terms, else the policy's"
	err_is ''
	run crm-log --complete
	status 0
	# in the language of the book
	echo 'lang: fr' > b/policy.yaml
	run crm-log --complete -- absence ''
	out_has '-	personne en particulier'
	run crm-log --lang=en --completion=ksh
	status 2
	err_has "--completion: 'ksh' must be one of bash, zsh, fish"
}

# a control byte of a row reaches no terminal
hostile() {
	book
	printf '%s\n' '019ee7c0-0000-7000-8000-000000000001,2026-06-01,acme,invoice,,me,"x y",5.00,EUR,2026-06-09,,,,' \
		"019ee7c0-0000-7000-8000-000000000002,2026-06-01,acme,invoice,,me,e$(printf '\033')[2J,5.00,EUR,2026-06-09,,,," >> b/journal.csv
	run crm-log --complete -- payment acme ''
	is "$(cut -f1 out)" "$(printf 'F2026-009\nx y')"
}

# asked LINE - what bash makes of a line, its last word being typed
asked() {
	local IFS=$' \t\n'
	# shellcheck disable=SC2206
	COMP_WORDS=($1)
	[[ $1 == *' ' ]] && COMP_WORDS+=('')
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	nospace=''
	"_${COMP_WORDS[0]//-/_}"
	echo "$nospace${COMPREPLY[*]}"
}

# readline breaks words at = and :, and asks for what stands behind
in_bash() {
	book
	compopt() { [[ $* != *nospace ]] || nospace='!'; }
	for p in log overdue risk remind; do
		crm-$p --completion=bash > $p
		bash -n $p
		# shellcheck disable=SC1090
		. ./$p
	done
	is "$(asked 'crm-log pay acme ')" F2026-009
	is "$(asked 'crm-log in bo')" boulangerie-martin
	is "$(asked 'crm-log --gr')" '!--grep='
	is "$(asked 'crm-log kept acme --ref = m')" maquette
	is "$(asked 'crm-log --list --client = acme --ref = F')" 'F2026-008 F2026-009'
	is "$(asked 'crm-log in acme -g tone = t')" tense
	is "$(asked 'crm-overdue --kind = inv')" invoice
	is "$(asked "crm-log in 'bo")" boulangerie-martin
	is "$(asked 'crm-risk ac')" acme
	is "$(asked "crm-log --map = l")" log
	is "$(asked 'crm-log in acme no')" ''
	crm-log reminder acme F2026-009 -k courtesy -g 'status=intent mid=crm.1@x.example' 2> /dev/null
	is "$(asked 'crm-remind --settle = crm.1@x.example = s')" sent
	crm-log invoice acme 'F 9' 10 2> /dev/null
	is "$(asked 'crm-log payment acme ')" 'F\ 9 F2026-009'
}

# a terminal, a shell that was set up, and the key
# what the words above come to, completed
typed_well() {
	run crm-log --list --since=today
	out_has ',acme,payment,,client,F2026-009,10.00,'
	out_has ',signal,,,typed'
	run crm-log --list --event=kept --until=2026-06-16
	out_has 2026-06-16,acme,kept,,me,maquette,
}

in_bash_typed() {
	need_terminal
	need python3
	book
	typed bash --norc --noprofile -i <<- 'END'
		PS1='> '; source <(crm-log --completion=bash)
		crm-log pay acme \t10 'half'
		crm-log in acme --chan\tsig\t 'typed'
		CRM_TODAY=2026-06-16 X=1 crm-log kept acme maq\t
		exit
	END
	typed_well
}

in_zsh() {
	need zsh
	need_terminal
	need python3
	book
	mkdir f
	crm-log --completion=zsh > f/_crm-log
	typed zsh -f -i <<- 'END'
		PS1='> '; fpath=($PWD/f $fpath); autoload -U compinit; compinit -u -D
		crm-log pay ac\t\t10 'half'
		crm-log in acme --chan\tsig\t'typed'
		CRM_TODAY=2026-06-16 X=1 crm-log kept acme maq\t
		exit
	END
	typed_well
	crm-log --void last > /dev/null 2>&1
	# as sourced from .zshrc
	typed zsh -f -i <<- 'END'
		PS1='> '; autoload -U compinit; compinit -u -D; source <(crm-log --completion=zsh)
		crm-log kept acme \t
		exit
	END
	run crm-log --list --event=kept
	out_has ',acme,kept,,me,maquette,'
}

in_fish() {
	need fish
	book
	for p in log overdue risk remind; do crm-$p --completion=fish > $p.fish; done
	ask() { fish -N -c "source ${1#crm-}.fish; complete -C '$2'" < /dev/null | cut -f1 | paste -sd' '; }
	is "$(ask crm-log 'crm-log pay acme ')" F2026-009
	is "$(ask crm-log 'crm-log in bo')" boulangerie-martin
	is "$(ask crm-log 'CRM_TODAY=2026-06-16 X=1 crm-log in bo')" boulangerie-martin
	is "$(ask crm-log 'crm-log in acme --channel=s')" '--channel=signal --channel=sms'
	is "$(ask crm-log 'crm-log --gr')" --grep=
	is "$(ask crm-overdue 'crm-overdue --kind=inv')" --kind=invoice
	is "$(ask crm-risk 'crm-risk --explain a')" acme
	is "$(ask crm-log 'crm-log --import lo')" log.fish
	is "$(ask crm-log 'crm-log in acme x')" ''
}

# typed SHELL... - what stands on standard input is typed on a terminal, \t the key, and each line waits
# for the prompt behind the one before
typed() {
	cat > keys
	PYTHONIOENCODING=utf-8 timeout 60 python3 "$ROOT/tests/typed.py" keys "$@" > screen 2>&1 || { cat screen; fail "$1 did not end"; }
}

it "each place of a line has its proposals" places
it "the book is the one of the line, and a bad one proposes what needs none" books
it "a control byte is not proposed" hostile
it "bash: the function that the script sets up" in_bash
it "bash: typed on a terminal" in_bash_typed
it "zsh: typed on a terminal" in_zsh
it "fish: as it asks itself" in_fish
done_testing
