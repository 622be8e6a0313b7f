/* newclient.c - a commented profile for a new client.
 * `# ` begins an explanation, `#` alone a key that waits: without its mark each of them loads. */
#include "base/i18n.h"
#include "config/client.h"
#include "book/row.h"
#include "format/charset.h"

static const char french[] =
	"# Fiche d'un client ; crm-client(5) explique chaque clef.\n"
	"# Une ligne qui commence par # n'est pas lue : ôter le # pour dire quelque chose.\n"
	"name: %s\n"
	"kind: b2b                  # b2b, b2c, public : la loi, les frais et la prescription "
	"suivent\n"
	"#relation: client          # client, supplier, partner, peer\n"
	"#active: no                # archivé : seul ce qui reste dû est encore listé\n"
	"#party: company            # company, person, institution\n"
	"#type: organised           # organised, trusting, disorganised\n"
	"#lang: fr                  # langue des lettres ; sinon celle de policy.yaml\n"
	"#address: vous             # vous, tu\n"
	"#register: plain           # plain, technical\n"
	"\n"
	"# Les relances vont à la première personne de rôle billing, sinon à la première.\n"
	"#people: [{name: Jeanne Martin, role: billing, email: compta@acme.example, phone: \"+33 "
	"1\", title: Madame}]\n"
	"#domains: [acme.example]   # dont les courriels sont les siens, pour crm-log --mail\n"
	"#post: [\"12 rue des Lilas\", \"34440 Saint-Sériès\", \"France\"]\n"
	"#siren: \"123456782\"\n"
	"#merchant: yes             # commerçant : certaines voies ne sont ouvertes qu'entre "
	"commerçants\n"
	"#engagement: \"4500012\"     # numéro d'engagement d'un acheteur public\n"
	"\n"
	"# Le cadre convenu\n"
	"#hours: \"du lundi au vendredi, de 9 h à 18 h\"\n"
	"#channels: [email, phone]\n"
	"#checkin: 14d              # un point d'avancement tous les 14 jours\n"
	"#mission_cap: 2m           # durée d'une mission, en mois (m) ou en jours (d)\n"
	"\n"
	"# L'argent\n"
	"#terms: 30d                # 30d, 60d, 45eom (+45 jours puis fin de mois), eom45\n"
	"#law: fr-b2b               # régime des intérêts de retard\n"
	"#penalty_rate: 3x legal    # ou 12, pour cent par an, si le contrat le dit\n"
	"#allocation: principal     # principal, legal : ce qu'un acompte paie d'abord\n"
	"#tender_threshold: 40000   # montant au-delà duquel il faut un appel d'offres\n"
	"#insolvency: 2026-05-02    # jugement d'ouverture : plus aucune relance\n"
	"#reminders: {ladder: default}    # ou {never: \"prélèvement\"}\n"
	"\n"
	"# La relation\n"
	"#since: 2024-03-01\n"
	"#fit: 4                    # valeurs partagées, de 1 à 5\n"
	"#goal: \"\"                  # leur but, cité dans les lettres\n"
	"#needs: \"\"\n"
	"#expectations: \"\"\n"
	"#preferences: \"\"\n"
	"#notes: \"\"                 # des faits, pas des jugements\n";

static const char english[] =
	"# Profile of a client; crm-client(5) explains every key.\n"
	"# A line that begins with # is not read: delete the # to say something.\n"
	"name: %s\n"
	"kind: b2b                  # b2b, b2c, public: law, fees and limitation follow\n"
	"#relation: client          # client, supplier, partner, peer\n"
	"#active: no                # archived: only what is still owed is listed\n"
	"#party: company            # company, person, institution\n"
	"#type: organised           # organised, trusting, disorganised\n"
	"#lang: en                  # language of the letters; else that of policy.yaml\n"
	"#address: vous             # vous, tu: only where the language knows the difference\n"
	"#register: plain           # plain, technical\n"
	"\n"
	"# Reminders go to the first person with role billing, else to the first.\n"
	"#people: [{name: Jane Martin, role: billing, email: accounts@acme.example, phone: \"+44 "
	"1\", title: Ms}]\n"
	"#domains: [acme.example]   # whose mail is theirs, for crm-log --mail\n"
	"#post: [\"12 Lilac Street\", \"Bristol BS1 4ST\", \"United Kingdom\"]\n"
	"#siren: \"123456782\"\n"
	"#merchant: yes             # some ways are open between merchants alone\n"
	"#engagement: \"4500012\"     # number that a public buyer asks for\n"
	"\n"
	"# The agreed frame\n"
	"#hours: \"Monday to Friday, 9 am to 6 pm\"\n"
	"#channels: [email, phone]\n"
	"#checkin: 14d              # a progress review every 14 days\n"
	"#mission_cap: 2m           # length of a mission, in months (m) or days (d)\n"
	"\n"
	"# Money\n"
	"#terms: 30d                # 30d, 60d, 45eom (+45 days, then end of month), eom45\n"
	"#law: fr-b2b               # regime of late-payment interest\n"
	"#penalty_rate: 3x legal    # or 12, percent a year, when the contract says so\n"
	"#allocation: principal     # principal, legal: what a part payment pays first\n"
	"#tender_threshold: 40000   # amount above which they must ask for tenders\n"
	"#insolvency: 2026-05-02    # day of the ruling: no reminder any more\n"
	"#reminders: {ladder: default}    # or {never: \"direct debit\"}\n"
	"\n"
	"# The relation\n"
	"#since: 2024-03-01\n"
	"#fit: 4                    # shared values, from 1 to 5\n"
	"#goal: \"\"                  # what they want to reach, quoted in letters\n"
	"#needs: \"\"\n"
	"#expectations: \"\"\n"
	"#preferences: \"\"\n"
	"#notes: \"\"                 # facts, no judgements\n";

static void fill(struct crm_buf *b, const char *text, struct crm_str name)
{
	const char *place = strstr(text, "%s");

	crm_buf_add(b, text, (size_t)(place - text));
	crm_yaml_quote(b, name);
	crm_buf_cstr(b, place + 2);
}

/* The form has a kind; said anew it would stand twice. */
static void without_kind(struct crm_buf *text)
{
	char *at = strstr(text->p, "\nkind: b2b ");

	if (at)
		memcpy(at + 1, "#kind: b2b", 10); /* the blank behind it makes room */
}

int crm_client_create(struct crm_book *b, struct crm_str id, struct crm_str name, const char *lang,
	struct crm_err *e)
{
	return crm_client_create_with(b, id, name, CRM_STR(""), lang, e);
}

/* Who types a name is told the id that it gives. */
static int bad_id(struct crm_str id, struct crm_err *e)
{
	struct crm_buf slug;

	crm_buf_init(&slug);
	crm_charset_slug(&slug, id);
	crm_err_set(e, CRM_USAGE,
		slug.n ? _("'%.*s' is not a valid client id, '%s' is one; the name goes into its profile")
		       : _("'%.*s' is not a valid client id: up to 64 of a-z, 0-9, '.', '_', '-', a letter "
			   "or digit first"),
		(int)(id.n > 64 ? 64 : id.n), id.p, slug.n ? slug.p : "");
	crm_buf_release(&slug);
	return -1;
}

int crm_client_create_with(struct crm_book *b, struct crm_str id, struct crm_str name,
	struct crm_str keys, const char *lang, struct crm_err *e)
{
	struct crm_buf text;
	const char *rel;
	int r;

	if (!crm_client_ok(id))
		return bad_id(id, e);
	rel = crm_arena_printf(&b->mem, "clients/%.*s.yaml", (int)id.n, id.p);
	crm_buf_init(&text);
	fill(&text, strcmp(lang, "fr") == 0 ? french : english, name);
	if (keys.n > 5 && memcmp(keys.p, "kind:", 5) == 0)
		without_kind(&text);
	if (keys.n)
		crm_buf_char(&text, '\n');
	crm_buf_str(&text, keys);
	r = crm_book_create(b, rel, crm_buf_view(&text), e);
	crm_buf_release(&text);
	return r;
}
