# letterscenes.py - what a letter may have to tell: each is a book of a few rows, and the letters that
# letters.py writes from it in every language, address and kind of client.
#
# A scene is (name, words of crm-remind, rows, more of it).  Words: the template, its client and
# options; none: what is due.  In rows CUR is the currency of the client.  More: today, profile, policy,
# file (each invoice has its file), step (the reminder that is expected).
from itertools import chain


def invoice(n=1, due="2026-05-15", at="2026-03-02", tags=""):
    return ["%s,acme,invoice,,me,F%d,1200.50,CUR,%s,,,%s,Le site" % (at, i, due, tags) for i in range(1, n + 1)]


def sent(*steps, refs=("F1",)):
    days = {"courtesy": "2026-05-19", "second": "2026-05-26", "notice": "2026-05-29"}
    return ["%s,acme,reminder,%s,me,%s,,,,email,,status=sent mid=%s%s@x," % (days[s], s, r, s, r) for r in refs for s in steps]


def plan(ref="F1", tags="interest=keep", first="2026-06-05"):
    return ["2026-05-20,acme,renegotiate,,both,%s,600.50,CUR,%s,,,%s," % (ref, first, tags),
            "2026-05-20,acme,renegotiate,,both,%s,600,CUR,2026-07-31,,,%s," % (ref, tags)]


def late_plan(tags):
    """What was reminded of a plan whose first date passed on 29 May: courtesy and second, and the notice is next."""
    return invoice() + plan(tags=tags, first="2026-05-22") + [
        "2026-05-28,acme,reminder,courtesy,me,F1,,,,email,,status=sent mid=c@x,",
        "2026-06-04,acme,reminder,second,me,F1,,,,email,,status=sent mid=s@x,"]


MISSION = "2026-05-01,acme,mission,,both,M9,,,%s,,,,La boutique"
HOURS = {"profile": "channels: [email, phone]\n", "hours": True}
PRESENTED = ["2026-04-20,acme,letter,posted,me,F%d,,,,letter,,tracking=RK12,", "2026-04-22,acme,letter,presented,me,F%d,,,,,,,"]

REMINDERS = [
    ("one date that passed", None, invoice(due="2026-05-02") + ["2026-05-10,acme,renegotiate,,both,F1,,,2026-06-08,,,,"], {}),
    ("two dates that passed", None, invoice(due="2026-05-02") + ["2026-05-10,acme,renegotiate,,both,F1,,,2026-05-20,,,,",
                                                               "2026-05-21,acme,renegotiate,,both,F1,,,2026-06-08,,,,"], {}),
    ("several", None, invoice(3, "2026-05-02") + ["2026-05-10,acme,renegotiate,,both,F1,,,2026-06-08,,,,"], {}),
    ("it came back", None, invoice(due="2026-06-08") + ["2026-06-01,acme,payment,,client,F1,1200.50,CUR,,,,,",
                                                      "2026-06-09,acme,refund,,me,F1,1200.50,CUR,,,,,"], {}),
    ("several came back", None, invoice(2, "2026-06-08") + ["2026-06-01,acme,payment,,client,F1,1200.50,CUR,,,,,",
                                                          "2026-06-09,acme,refund,,me,F1,1200.50,CUR,,,,,"], {}),
    ("a plan is missed", None, invoice() + plan(), {}),
    ("in part", None, invoice() + plan() + ["2026-05-25,acme,payment,,client,F1,200,CUR,,,,,"], {}),
    ("the whole of it", None, invoice() + plan(tags="interest=keep whole"), {}),
    ("among others", None, invoice(2, "2026-06-08") + plan(), {}),
    ("money without a name", None, invoice(due="2026-06-08") + ["2026-06-09,acme,payment,,client,-,100,CUR,,,,,"], {}),
    ("a file", None, invoice(due="2026-06-08"), {"file": True}),
    ("files", None, invoice(3, "2026-06-08"), {"file": True}),
]
REMINDERS += [("%s is why" % why, None, invoice(due="2026-06-01") + ["2026-06-03,acme,contact,,client,F1,,,,email,,why=%s noreply," % why], {})
              for why in ("cash", "lost", "badfaith")]

NOTICES = [
    ("never reminded", None, invoice(n, "2026-05-15"), {"policy": "ladder: [{step: notice, after: 24d, channel: %s}]\n" % channel})
    for n in (1, 3) for channel in ("letter", "email")
]
NOTICES += [
    ("once reminded", None, invoice() + sent("courtesy"), {"policy": "ladder: [{step: courtesy, after: 3d}, {step: notice, after: 24d, channel: letter}]\n"}),
    ("a date that passed", None, invoice(due="2026-04-10") + ["2026-04-15,acme,renegotiate,,both,F1,,,2026-04-30,,,,"] + sent("courtesy", "second"), {}),
    ("one of several", None, invoice(2, due="2026-04-10") + ["2026-04-15,acme,renegotiate,,both,F1,,,2026-04-30,,,,"] +
     sent("courtesy", "second", refs=("F1", "F2")), {}),
    ("a rate that ends", None, invoice() + sent("courtesy", "second"), {"today": "2026-07-15", "profile": "penalty_rate: 3x legal\n"}),
    ("rates that end", None, invoice(3) + sent("courtesy", "second", refs=("F1", "F2", "F3")), {"today": "2026-07-15", "profile": "penalty_rate: 3x legal\n"}),
    ("a rate of the contract", None, invoice() + sent("courtesy", "second"), {"profile": "penalty_rate: 12\n"}),
    ("no statute", None, invoice() + sent("courtesy", "second"), {"profile": "law: lu\n", "kinds": ["b2b"]}),
    ("a plan is missed", None, late_plan("interest=keep"), {}),
    ("in part", None, late_plan("interest=keep") + ["2026-05-21,acme,payment,,client,F1,200,CUR,,,,,"], {}),
    ("the whole of it", None, late_plan("interest=keep whole"), {}),
    ("presented before", None, invoice(2, "2026-03-20") + [r % i for i in (1, 2) for r in PRESENTED] + sent("courtesy", "second", refs=("F1", "F2")), {}),
    ("a file", None, invoice() + sent("courtesy", "second"), {"file": True}),
]

TALK = [
    ("no title", ["--template=after-delivery"], ["2026-06-10,acme,delivered,,me,D1,,,,,,,"], {}),
    ("today", ["--template=after-delivery"], [MISSION % "2026-06-30", "2026-06-15,acme,delivered,,me,M9,,,,,,,"], {}),
    ("in use", ["--template=after-delivery"], [MISSION % "2026-06-30", "2026-06-14,acme,delivered,,me,M9,,,,,,,"], {}),
    ("to come", ["--template=promise-late"], ["2026-06-02,acme,promise,,me,P9,,,2026-06-20,,,,Le logo"], {}),
    ("to come, no title", ["--template=promise-late"], ["2026-06-02,acme,promise,,me,P9,,,2026-06-20,,,,"], {}),
    ("past, no title", ["--template=promise-late"], ["2026-06-02,acme,promise,,me,P9,,,2026-06-12,,,,"], {}),
    ("a new date", ["--template=promise-late"], ["2026-06-02,acme,promise,,me,P9,,,2026-06-12,,,,Le logo", "2026-06-14,acme,clarify,,me,P9,,,2026-06-22,,,,"], {}),
    ("a mission and a date", ["--template=apology"], [MISSION % "2026-06-30", "2026-06-10,acme,incident,error,client,M9,,,,,3,,",
                                                    "2026-06-11,acme,clarify,,me,M9,,,2026-06-19,,,,"], {}),
    ("what was found", ["--template=empathy"], ["2026-06-10,acme,incident,poor-result,client,X1,,,,,3,client=unhappy,",
                                              "2026-06-11,acme,diagnose,,me,X1,,,,,,work=bad late=yes aligned=no,"], {}),
    ("a mission and a date", ["--template=empathy"], [MISSION % "2026-06-30", "2026-06-10,acme,incident,poor-result,client,M9,,,,,3,client=unhappy,",
                                                    "2026-06-11,acme,clarify,,me,M9,,,2026-06-19,,,,"], {}),
    ("a mission", ["--template=positive-note"], [MISSION % "2026-06-30", "2026-06-03,acme,doubt,,me,M9,,,,,,,",
                                               "2026-06-04,acme,resolve,,both,M9,,,,,,,", "2026-06-05,acme,gesture,,me,M9,,,,,,title=Une_heure_offerte,"], {}),
    ("ended", ["--template=closing"], [MISSION % "2026-06-30", "2026-06-10,acme,end,,both,M9,,,,,,,"] + invoice(due="2026-07-10") +
     ["2026-06-01,acme,dispute,,client,F1,,,,,,,", "2026-06-09,acme,payment,,client,-,100,CUR,,,,,"], {}),
    ("will end", ["--template=closing"], ["2026-01-05,acme,contract,,both,M9,,,,,,,La boutique", MISSION % "2026-06-30", "2026-06-10,acme,end,,both,M9,,,2026-06-20,,,,"], {}),
    ("ended", ["--template=renewal-review"], [MISSION % "2026-06-10"], {}),
    ("no end", ["--template=renewal-review"], [MISSION % ""], {}),
    ("never a word", ["--template=silence"], ["2026-05-01,acme,note,,me,,,,,,,,"], {}),
    ("channels", ["--template=frame"], ["2026-06-01,acme,contact,,me,,,,,email,,,"], HOURS),
    ("channels", ["--template=limit"], ["2026-06-12,acme,incident,disrespect,client,,,,,,3,,"], HOURS),
    ("disorganised", ["--template=checkin"], [MISSION % "2026-06-30"], {"profile": "type: disorganised\n"}),
    ("disorganised", ["--template=clarify"], [MISSION % "2026-06-30"], {"profile": "type: disorganised\n"}),
    ("awaited", ["--template=planning"], [MISSION % "2026-06-10", "2026-06-01,acme,promise,,client,P1,,,2026-06-16,,,,La maquette"], {}),
    ("behind", ["--template=planning"], [MISSION % "2026-06-10", "2026-06-01,acme,promise,,client,P1,,,2026-06-05,,,,La maquette",
        "2026-06-01,acme,promise,,me,P2,,,2026-06-08,,,,Textes", "2026-06-01,acme,promise,,me,P3,,,2026-06-20,,,,Photos"], {}),
]

MONEY = [
    ("one date", ["--template=renegotiate", "--ref=F1"], invoice() + ["2026-06-10,acme,renegotiate,,both,F1,,,2026-07-10,,,interest=waive,"], {}),
    ("interest kept", ["--template=renegotiate"], invoice() + ["2026-06-10,acme,renegotiate,,both,F1,,,2026-07-10,,,interest=keep,"], {}),
    ("interest waived", ["--template=renegotiate"], invoice() + ["2026-06-10,acme,waive,,me,F1,,,,,,,"], {}),
    ("one date", ["--template=agreed-broken"], invoice() + ["2026-05-20,acme,renegotiate,,both,F1,,,2026-06-08,,,interest=waive,"], {}),
    ("two dates", ["--template=agreed-broken"], invoice() + ["2026-05-10,acme,renegotiate,,both,F1,,,2026-05-19,,,,",
                                                         "2026-05-20,acme,renegotiate,,both,F1,,,2026-06-08,,,,"], {}),
    ("a promise", ["--template=agreed-broken"], invoice() + ["2026-05-20,acme,promise,,client,F1,,,2026-06-08,,,,"], {}),
    ("a part is paid", ["--template=agreed-broken"], invoice() + plan() + ["2026-06-05,acme,payment,,client,F1,200,CUR,,,,,"], {}),
    ("one is paid", ["--template=plan"], invoice() + plan(first="2026-06-20") + ["2026-06-05,acme,payment,,client,F1,600.50,CUR,,,,,"], {}),
    ("whole", ["--template=plan"], invoice() + plan(tags="interest=waive whole", first="2026-06-20"), {}),
    ("a rest", ["--template=plan"], invoice() + plan(first="2026-06-20")[:1] + ["2026-05-20,acme,renegotiate,,both,F1,300,CUR,2026-07-31,,,,"], {}),
    ("interest waived", ["--template=plan"], invoice() + plan(first="2026-06-20") + ["2026-06-10,acme,waive,,me,F1,,,,,,,"], {}),
    ("two currencies", ["--template=statement"], invoice(2) + ["2026-06-01,acme,invoice,,me,F8,500,CHF,2026-07-01,,,,", "2026-06-09,acme,payment,,client,-,100,CUR,,,,,",
                                                            "2026-06-02,acme,payment,,client,F1,50,CUR,,,,,", "2026-06-03,acme,credit,,me,F1,50,CUR,,,,,",
                                                            "2026-06-04,acme,dispute,,client,F2,,,,,,,", "2026-06-05,acme,invoice,,me,F9,20,CUR,2026-07-05,,,,"], {}),
    ("a plan", ["--template=statement"], invoice() + plan(first="2026-06-30"), {}),
    ("nothing open", ["--template=statement"], invoice() + ["2026-06-02,acme,payment,,client,F1,1200.50,CUR,,,,,", "2026-06-03,acme,payment,,client,-,80,CUR,,,,,"], {}),
    ("given back", ["--template=statement"], invoice() + ["2026-06-02,acme,payment,,client,F1,1200.50,CUR,,,,,", "2026-06-03,acme,refund,,me,F1,80,CUR,,,,,",
                                                        "2026-06-05,acme,renegotiate,,both,F1,,,2026-07-10,,,,"], {}),
]

COURT = ["2026-05-29,acme,reminder,notice,me,F1,,,2026-06-12,letter,,status=prepared mid=n@x,", "2026-05-30,acme,letter,posted,me,F1,,,,letter,,tracking=RK1234,",
         "2026-06-01,acme,letter,presented,me,F1,,,,,,,", "2026-06-02,acme,letter,signed,me,F1,,,,,,,", "2026-06-03,acme,letter,returned,me,F1,,,,,,,"]
DOSSIERS = [
    ("one", ["--dossier=acme"], invoice(), {}),
    ("posted", ["--dossier=acme"], invoice() + sent("courtesy", "second") + COURT, {}),
    ("prepared", ["--dossier=acme"], invoice() + COURT[:1], {}),
    ("granted", ["--dossier=acme"], invoice() + COURT + ["2026-06-13,acme,claim,filed,me,F1,,,,,,,", "2026-06-14,acme,claim,granted,me,F1,,,,,,,"], {}),
    ("served", ["--dossier=acme"], invoice() + COURT + ["2026-06-05,acme,claim,filed,me,F1,,,,,,,", "2026-06-08,acme,claim,granted,me,F1,,,,,,,",
                                                        "2026-06-12,acme,claim,served,me,F1,,,,,,,"], {}),
    ("opposed, judged", ["--dossier=acme"], invoice() + ["2026-06-05,acme,claim,filed,me,F1,,,,,,,", "2026-06-06,acme,claim,granted,me,F1,,,,,,,",
                         "2026-06-07,acme,claim,served,me,F1,,,,,,,", "2026-06-08,acme,claim,opposed,me,F1,,,,,,,", "2026-06-09,acme,claim,judged,me,F1,,,,,,,"], {}),
    ("a claim on the buyer", ["--dossier=acme"], invoice() + ["2026-05-20,acme,dispute,,client,F1,,,,,,,", "2026-05-29,acme,resolve,,both,F1,,,,,,,",
                              "2026-06-02,acme,claim,memoire,me,F1,,,,,,,"], {}),
    ("a notice without an answer", ["--dossier=acme"], invoice() + COURT, {}),
    ("the file of a mission", ["--dossier=acme"], ["2026-01-05,acme,offer,,me,F1,,,2026-01-31,,,,Le site", "2026-01-06,acme,accepted,,client,F1,,,,,,,",
                               "2026-01-07,acme,contract,,both,F1,,,,,,,", "2026-02-07,acme,result,,me,F1,,,,,,,", "2026-02-27,acme,delivered,,me,F1,,,,,,,"] + invoice() + plan(), {}),
    ("one date, acknowledged", ["--dossier=acme"], invoice() + ["2026-05-20,acme,renegotiate,,both,F1,,,2026-06-08,,,,", "2026-05-21,acme,acknowledge,,client,F1,,,,,,,"], {}),
    ("money", ["--dossier=acme"], invoice(2) + ["2026-05-20,acme,payment,,client,F1,300,CUR,,,,,", "2026-05-21,acme,credit,,me,F1,100,CUR,,,,,",
                                               "2026-05-22,acme,refund,,me,F1,50,CUR,,,,,"], {}),
    ("fee and interest first", ["--dossier=acme"], invoice() + ["2026-06-01,acme,payment,,client,F1,300,CUR,,,,,"], {"profile": "allocation: legal\n"}),
    ("fee and interest first, all paid", ["--dossier=acme"], invoice(2) + ["2026-06-01,acme,payment,,client,F1,1200.50,CUR,,,,,"], {}),
    ("paid late", ["--dossier=acme"], invoice(2, "2026-06-08") + ["2026-06-12,acme,payment,,client,F1,1200.50,CUR,,,,,"], {}),
    ("paid late, a rate is missing", ["--dossier=acme"], invoice(2, "2026-07-08") + ["2026-07-12,acme,payment,,client,F1,1200.50,CUR,,,,,"],
     {"today": "2026-07-15", "profile": "penalty_rate: 3x legal\n", "status": 3}),
    ("a rate ends", ["--dossier=acme"], invoice() + sent("courtesy"), {"today": "2026-07-15", "profile": "penalty_rate: 3x legal\n"}),
    ("no rate", ["--dossier=acme"], invoice(due="2026-07-05"), {"today": "2026-07-15", "profile": "penalty_rate: 3x legal\n"}),
    ("a rate of the contract", ["--dossier=acme"], invoice(), {"profile": "penalty_rate: 4\n"}),
    ("the floor is higher", ["--dossier=acme"], invoice(due="2024-05-15", at="2024-03-02"), {}),
    ("a fee in another currency", ["--dossier=acme"], [r.replace("CUR", "CHF") for r in invoice()], {}),
    ("insolvent", ["--dossier=acme"], invoice(), {"profile": "insolvency: 2026-06-01\n"}),
    ("near the end", ["--dossier=acme"], invoice(due="2021-08-15", at="2021-07-02"), {}),
    ("near the end", ["--dossier=acme"], invoice(due="2024-08-15", at="2024-07-02"), {}),
    ("behind it", ["--dossier=acme"], invoice(due="2019-08-15", at="2019-07-02"), {}),
    ("several currencies", ["--dossier=acme"], invoice() + ["2026-03-03,acme,invoice,,me,F8,500,CHF,2026-04-01,,,,"], {}),
    ("rates of my own", ["--dossier=acme"], invoice(), {"tables": "ecb_mro,2026-01-01,,215,,2026-06-30\n"}),
]

SCENES = list(chain(REMINDERS, NOTICES, TALK, MONEY, DOSSIERS))
