/* Calendar tasks: escaping, folding at 75 bytes, dates. */
#include "base/utf8.h"
#include "letter/calendar/ical.h"
#include "unit.h"

static struct crm_buf out;
static struct crm_todo t;

static void setup(void)
{
	crm_buf_init(&out);
	memset(&t, 0, sizeof t);
	t.uid = crm_str("acme/invoice/F1@crm");
	t.stamp = (struct crm_when){crm_date_day((struct crm_ymd){2026, 5, 2}), 14 * 60 + 30};
	t.due = (struct crm_when){crm_date_day((struct crm_ymd){2026, 5, 15}), CRM_NO_MIN};
	t.summary = crm_str("Relancer Acme");
}

static void teardown(void)
{
	crm_buf_release(&out);
}

START_TEST(whole)
{
	t.description = crm_str("a;b,c\\d\ne\tf\x1b");
	t.category = crm_str("invoice");
	crm_ical_begin(&out);
	crm_ical_todo(&out, &t);
	crm_ical_end(&out);
	ck_assert_str_eq(out.p,
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//crm//crm-overdue//EN\r\n"
		"BEGIN:VTODO\r\nUID:acme/invoice/F1@crm\r\nDTSTAMP:20260502T143000Z\r\n"
		"DUE;VALUE=DATE:20260515\r\nSUMMARY:Relancer Acme\r\n"
		"DESCRIPTION:a\\;b\\,c\\\\d\\ne f\\\\x1b\r\nCATEGORIES:invoice\r\n"
		"STATUS:NEEDS-ACTION\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
}
END_TEST

START_TEST(dates)
{
	t.due.min = 9 * 60 + 5;
	t.stamp.min = CRM_NO_MIN;
	crm_ical_todo(&out, &t);
	ck_assert_ptr_nonnull(strstr(out.p, "\r\nDUE:20260515T090500\r\n"));
	ck_assert_ptr_nonnull(strstr(out.p, "\r\nDTSTAMP:20260502T000000Z\r\n"));
	crm_buf_clear(&out);
	t.due.day = CRM_NO_DAY;
	crm_ical_todo(&out, &t);
	ck_assert_ptr_null(strstr(out.p, "DUE"));
	ck_assert_ptr_null(strstr(out.p, "DESCRIPTION"));
}
END_TEST

/* every length, characters of every width: lines of at most 75 bytes, and unfolded it is the same
 */
START_TEST(folding)
{
	static const char *const unit[] = {"a", "é", "€", "😀"};
	struct crm_buf in, back;
	size_t n, i, column;

	crm_buf_init(&in);
	crm_buf_init(&back);
	for (n = 1; n < 200; n++) {
		crm_buf_cstr(&in, unit[_i]);
		t.summary = crm_buf_view(&in);
		crm_buf_clear(&out);
		crm_buf_clear(&back);
		crm_ical_todo(&out, &t);
		for (i = column = 0; i < out.n; i++) {
			if (out.p[i] == '\r') {
				ck_assert_int_eq(out.p[i + 1], '\n');
				ck_assert_uint_le(column, 75);
				ck_assert(
					crm_utf8_ok((struct crm_str){out.p + i - column, column}));
				i += out.p[i + 2] == ' ' ? 2 : 1;
				column = out.p[i] == ' ';
				if (!column)
					crm_buf_char(&back, '\n');
				continue;
			}
			crm_buf_char(&back, out.p[i]);
			column++;
		}
		crm_buf_char(&in, '\n');
		in.n--; /* the end of its line, to look for */
		ck_assert_ptr_nonnull(strstr(strstr(back.p, "SUMMARY:"), in.p));
		in.p[in.n] = '\0';
	}
	crm_buf_release(&in);
	crm_buf_release(&back);
}
END_TEST

START_TEST(controls)
{
	int c;

	for (c = 0; c < 256; c++) {
		char s[] = "x.y";
		size_t i;

		s[1] = (char)c;
		t.summary = t.uid = t.category = t.description = (struct crm_str){s, 3};
		crm_buf_clear(&out);
		crm_ical_todo(&out, &t);
		for (i = 0; i < out.n; i++)
			ck_assert(((unsigned char)out.p[i] >= 0x20 && out.p[i] != 0x7f) ||
				  out.p[i] == '\r' || out.p[i] == '\n');
		ck_assert(crm_utf8_ok(crm_buf_view(&out)));
		ck_assert_ptr_null(strstr(out.p, "\r\ny"));
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("ical");
	TCase *c = tcase_create("ical");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, whole);
	tcase_add_test(c, dates);
	tcase_add_loop_test(c, folding, 0, 4);
	tcase_add_test(c, controls);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
