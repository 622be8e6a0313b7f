# embed.awk - catalogues as tables of a program: awk -f lib/po/embed.awk lib/po/fr.po ... > embed_po.c
#
# POSIX awk, LC_ALL=C, and nothing of gettext: what builds the program needs no gettext then.  A
# message is a byte (how many forms its translation has), its text, and the forms, each ending in NUL.
# A table of open addresses finds it by the sum of base/i18n.c, h = 31 h + byte: numbers, no pointers,
# so that the loader has nothing to relocate and a start costs nothing.
function die(text) {
	print FILENAME ":" FNR ": " text > "/dev/stderr"
	failed = 1
	exit 1
}

# the bytes of a quoted piece, as decimal numbers with a comma behind each
function unquote(s,	i, c, out) {
	if (s !~ /^".*"[ \t]*$/) die("no quoted text")
	sub(/^"/, "", s); sub(/"[ \t]*$/, "", s)
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\\") {
			c = substr(s, ++i, 1)
			if (c == "n") c = "\n"
			else if (c == "t") c = "\t"
			else if (c != "\\" && c != "\"") die("unknown escape \\" c)
		}
		out = out code[c] ","
	}
	return out
}

function sum(bytes,	h, n, i, part) {
	n = split(bytes, part, ",") - 1
	for (i = 1; i <= n; i++) h = (h * 31 + part[i]) % 4294967296
	return h + 0
}

function clear() {
	id = many = ctx = ""; forms = 0; state = ""; fuzzy = 0
	split("", str)
}

# one entry is complete
function flush(	i) {
	if (state == "") return
	if (id == "") {
		header()
	} else if (!fuzzy && str[0] != "") {
		if (many == "" && forms != 1 || many != "" && forms != plurals)
			die("a message before has " forms " forms")
		entry[++n] = size; key[n] = sum(id)
		line[n] = forms "," id "0,"
		for (i = 0; i < forms; i++) {
			if (str[i] == "") die("a form of a message before is empty")
			line[n] = line[n] str[i] "0,"
		}
		size += split(line[n], unused, ",") - 1
	}
	clear()
}

# Plural-Forms is an expression of C, over n
function header(	text, i, m, part) {
	m = split(str[0], part, ",") - 1
	for (i = 1; i <= m; i++) text = text char[part[i]]
	if (!match(text, /nplurals=[1-9];/)) die("no Plural-Forms")
	plurals = substr(text, RSTART + 9, 1)
	if (!match(text, /plural=[^;]*;/)) die("no Plural-Forms")
	rule = substr(text, RSTART + 7, RLENGTH - 8)
	if (rule !~ /^[n0-9 ()<>=!&|?:%]+$/) die("Plural-Forms is no expression over n")
}

function begin_file() {
	lang = FILENAME
	sub(/.*\//, "", lang); sub(/\.po$/, "", lang)
	if (lang !~ /^[a-z][a-z][a-z]?$/) die("a catalogue is called LANGUAGE.po")
	langs[++files] = lang
	n = size = 0; rule = ""
	clear()
}

function end_file(	slots, slot, i) {
	flush()
	if (rule == "") die("no header")
	for (slots = 64; slots < 2 * n; slots *= 2) ;
	print "static const unsigned char text_" lang "[] = {"
	for (i = 1; i <= n; i++) print line[i]
	print "0};"
	print "static const uint32_t slot_" lang "[] = {"
	split("", at)
	for (i = 1; i <= n; i++) {
		for (slot = key[i] % slots; slot in at; slot = (slot + 1) % slots) ;
		at[slot] = entry[i] + 1
	}
	for (i = 0; i < slots; i++) printf "%d,%s", at[i], i % 16 == 15 ? "\n" : ""
	print "};"
	print "static unsigned long form_" lang "(unsigned long n)\n{\n\treturn " rule ";\n}"
	last[files] = slots - 1
}

BEGIN {
	for (i = 1; i < 256; i++) {
		char[i] = sprintf("%c", i)
		code[char[i]] = i
	}
	print "#include \"base/i18n.h\""
}
FNR == 1 { if (files) end_file(); begin_file() }
/^#,.*fuzzy/ { flush(); fuzzy = 1; next }
/^#/ { next }
/^[ \t]*$/ { flush(); next }
/^msgctxt/ { die("contexts are not used here") }
/^msgid_plural / { state = "many"; sub(/^msgid_plural /, ""); many = unquote($0); next }
/^msgid / { f = fuzzy; flush(); fuzzy = f; state = "id"; sub(/^msgid /, ""); id = unquote($0); next }
/^msgstr(\[[0-9]\])? / {
	state = "str"
	form = /^msgstr\[/ ? substr($0, 8, 1) : 0
	if (form != forms) die("forms are not in order")
	forms++
	sub(/^msgstr(\[[0-9]\])? /, "")
	str[form] = unquote($0)
	next
}
/^"/ {
	if (state == "id") id = id unquote($0)
	else if (state == "many") many = many unquote($0)
	else if (state == "str") str[form] = str[form] unquote($0)
	else die("a text without a name")
	next
}
{ die("not understood") }
END {
	if (failed) exit 1
	if (files) end_file()
	if (failed) exit 1
	print "const struct crm_catalogue crm_catalogues[] = {"
	for (i = 1; i <= files; i++) {
		lang = langs[i]
		print "{\"" lang "\", text_" lang ", slot_" lang ", " last[i] ", form_" lang "},"
	}
	print "{\"\", NULL, NULL, 0, NULL}};"
}
