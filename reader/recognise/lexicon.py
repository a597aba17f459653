"""The closed word lists that the rules share, in lower case and without full stops: titles, ranks, posts, countries, months."""

from __future__ import annotations

__all__ = [
    "FUNCTION_WORDS",
    "GIVEN_TITLES",
    "HONORIFICS",
    "LEGAL_FORMS",
    "NAME_TITLES",
    "NEVER_BODIES",
    "NOT_BODIES",
    "ORGANISATION_HEADS",
    "PARTICLES",
    "PARTIES",
    "POSSESSIVE_BRANDS",
    "POSTNOMINALS",
    "POSTS",
    "POST_WORDS",
    "RANKS",
    "SUFFIXES",
    "TITLE_WORDS",
    "UNSURE_TITLES",
    "US_STATES",
    "word_set",
]


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which is how the lists here are written."""
    return frozenset(text.split())


HONORIFICS = word_set(
    "mr mrs ms miss mx messrs mesdames dr drs sir dame lord lady baroness baron prof professor rev reverend fr hon honourable"
    " honorable monsignor msgr rabbi imam hajji sri shri herr frau monsieur madame madam señor señora don doña"
)
"""Words that stand before a name and say nothing about a post."""

RANKS = word_set(
    "supt superintendent insp inspector sgt sergeant cst const constable pc det detective dci dcs ds di cpl corporal pte pvt"
    " private officer trooper commander cmdr captain capt lieutenant lt ltc lcdr major maj colonel col general gen brigadier brig"
    " admiral adm commodore marshal sheriff sheriffs ensign airman seaman specialist spc spec pfc agent patrolman warden"
    " superintendents inspectors sergeants constables detectives officers generals admirals colonels captains majors agents ssg"
    " sfc msg cwo chief chiefs"
)
"""Police and military ranks."""

POSTS = word_set(
    "president presidents premier premiers chancellor minister ministers secretary secretaries senator senators sen sens"
    " representative representatives rep reps congressman congresswoman congressmen congresswomen governor governors gov govs"
    " mayor mayors councillor councillors councilman councilwoman councilmember cllr alderman ambassador ambassadors amb consul"
    " envoy delegate commissioner commissioners chairman chairmen chairwoman chairperson chair co-chair cochair director directors"
    " manager managers executive leader whip speaker judge judges justice justices magistrate attorney attorneys prosecutor"
    " prosecutors solicitor counsel barrister coroner registrar spokesman spokeswoman spokesperson coordinator co-ordinator"
    " administrator administrators adviser advisers advisor advisors analyst editor author economist scientist engineer coach"
    " bishop archbishop cardinal pope pastor ceo cfo coo cto cio founder co-founder cofounder treasurer auditor comptroller provost"
    " principal ombudsman mp mep msp assemblyman assemblywoman legislator lawmaker undersecretary under-secretary lord-lieutenant"
    " vice-president vice-chairman vice-chair vice-chancellor co-chairman co-director director-general secretary-general"
    " attorney-general czar head chairs researcher lecturer violinist rapporteur trustee owner partner deputy minority majority"
    " supervisor correspondent reporter author judge-advocate prince princess king queen emperor sultan emir ayatollah sheikh"
)
"""Words for a post, at which a title in front of a name may end or begin."""

POST_WORDS = word_set(
    "deputy assistant associate acting interim vice senior sr junior executive managing under permanent parliamentary ranking"
    " majority minority former ex then late outgoing incoming current new newly elected national federal state district circuit"
    " general first second third prime foreign home lead principal special joint shadow honorary emeritus retired presiding"
    " attending staff petty warrant rear air fleet field wing group squadron lance master global regional international local"
    " founding non-executive in-house appellate supreme criminal independent republican democratic democrat conservative labour"
    " liberal police press media company task force security chief 1st 2nd 3rd lower upper elect designate"
)
"""Words that qualify a post within a title ("Deputy", "Ranking", "former")."""

TITLE_WORDS = HONORIFICS | RANKS | POSTS
"""Any one of these may end a title that stands before a name."""

UNSURE_TITLES = word_set(
    "dean judge justice king prince princess queen pope bishop major marshal baron earl chase page leader chief head author"
    " cardinal warden coach don sri miss lord lady private constable partner owner chair whip officer agent sergeant speaker ms"
    " ds di pc general"
)
"""Titles that are also given names, surnames or common words: inside a name ("Mary Judge Smith") they are no titles."""

NAME_TITLES = word_set(
    "king bishop pope prince page chase dean earl baron major marshal cardinal judge justice duke"
)
"""Titles that are surnames as well: alone, they are kept as names where the tagger says so."""

GIVEN_TITLES = word_set("dean chase page earl baron don sri")
"""Titles that are given names as well: taken off only where a full name follows."""

SUFFIXES = word_set("jr sr ii iii iv v 2nd 3rd")
"""What may stand after a surname and belongs to the name."""

POSTNOMINALS = word_set(
    "mp mep msp qc kc sc obe cbe mbe kbe phd md esq dds rn usn usmc usaf usa ret jd mba frs cpa faia"
    " apm qpm kpm cpm oam dso dsc dfc cvo lvo mvo bem gbe dbe kcmg gcmg cmg gcb kcb frcp frse ceng cfa llm dds dvm"
)
"""Letters after a name that do not belong to it."""

PARTICLES = word_set(
    "van von der den de del della di da dos das du la le los bin ibn bint al el ben ter ten zu zur af av st mac o abu y e"
)
"""Small words inside names ("Ursula von der Leyen")."""

PARTIES = word_set(
    "petitioner petitioners respondent respondents appellant appellants appellee appellees plaintiff plaintiffs defendant defendants"
    " claimant claimants debtor debtors movant movants intervenor intervenors amicus amici government court"
)
"""What court papers call the parties: never a person's name."""

LEGAL_FORMS = word_set("inc corp co ltd llc llp lp plc gmbh ag sa nv bv pty spa srl ab oy as kg lllp pc")
"""Legal forms after a company's name; those written with a full stop keep it."""

NEVER_BODIES = word_set(
    "act acts bill bills treaty treaties agreement agreements amendment amendments protocol resolution law laws award awards prize"
    " medal disease syndrome disorder virus tax report"
)
"""Last words of names that are no body whatever the tagger says."""

ORGANISATION_HEADS = word_set(
    "academy administration agencies agency alliance assembly associates association associations authority bank board brigade"
    " broadcasting bureau cabinet center centre church club coalition college command commission commissions committee committees"
    " company conference confederation congress consortium constabulary cooperative corporation corps council councils court courts"
    " department departments directorate division enterprises europol federation fellowship fund force forces foundation"
    " government group guard guards hospital hospitals house industries institute institutes institution interpol"
    " laboratories laboratory league legislature library ministry museum network office organisation organization parliament"
    " partnership party police press regiment school schools secretariat senate service services society squadron subcommittee"
    " subcommittees taskforce team times trust tribunal union unit universities university"
)
"""Words at the end (or before "of") of the proper names of bodies."""

NOT_BODIES = word_set(
    "act acts bill bills treaty treaties agreement agreements convention conventions protocol amendment amendments program"
    " programme programs programmes plan plans resolution award awards prize medal war day week month year festival games"
    " olympics cup report statement summit amendment law laws code clause regulation directive accord accords tax disease syndrome"
    " disorder virus influenza vehicle vehicles aircraft weapon weapons missile missiles grant grants scholarship credit insurance"
    " medicare medicaid deficit index rate emissions account accounts"
)
"""Last words of names of laws, programmes and things: such a name is no body, nor is an acronym defined for it."""

FUNCTION_WORDS = word_set(
    "a an the this that these those and or but nor so yet for of in on at to from by with without into onto over under about after"
    " before since until during while as if when where why how because although though than then there here it its he she they we"
    " you i his her their our your my me him them us who whom whose which what not no yes also only just both either neither each"
    " every all any some many much more most other such own same few several is are was were be been being has have had do does did"
    " will would shall should can could may might must let today yesterday tomorrow now new now however meanwhile last next among"
    " between against through per via despite within across upon regarding according said says say thank thanks dear"
)
"""Words that may start a sentence in capitals and never are names or parts of a title there."""

US_STATES = word_set(
    "ala ariz ark cal calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo"
    " mont neb nebr nev n.h n.j n.m n.y n.c n.d okla ore pa penn r.i s.c s.d tenn tex vt va wash w.va wis wisc wyo"
)
"""Usual abbreviations of the names of American states, which keep their full stop."""

POSSESSIVE_BRANDS = word_set(
    "mcdonald lloyd moody sotheby christie macy kohl lowe wendy denny sainsbury levi kellogg arby applebee domino dillard gallaudet"
    " hershey reese smucker carl zaxby bloomingdale harrod dick trader waterman barclay"
)
"""Company names that end in a possessive, which stays."""
