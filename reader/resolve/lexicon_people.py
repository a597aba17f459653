"""What English texts put around people's names: titles, suffixes, particles, and the short forms of first names."""

from __future__ import annotations

from reader.resolve.wordlist import word_set

__all__ = [
    "COMMON_SURNAMES",
    "FEMALE",
    "GIVEN_LIKE_TITLES",
    "MALE",
    "PARTICLES",
    "POST_NOMINALS",
    "QUALIFIERS",
    "SUFFIXES",
    "TITLES",
    "first_name",
    "formal_names",
    "given_gender",
    "plain_title",
    "title_families",
]

MALE = word_set("mr mister sir lord king prince congressman father brother")
FEMALE = word_set(
    "mrs ms miss madam madame mme mlle lady dame queen princess congresswoman chairwoman councilwoman spokeswoman "
    "sister assemblywoman baroness"
)
_HONORIFICS = (
    "mr mister mrs ms miss mx madam madame mme mlle monsieur messrs herr frau senor senora signor dr doctor prof professor sir dame "
    "lord lady baron baroness viscount count countess duke duchess earl king queen prince princess emperor tsar sultan emir sheikh shaikh "
    "pope cardinal archbishop bishop rev reverend father fr sister brother rabbi imam ayatollah mullah pastor deacon hon honorable "
    "honourable rt saint"
)
_POSTS = (
    "sen sens senator senators rep reps representative representatives congressman congresswoman gov governor lieutenant-governor president "
    "vice-president premier chancellor secretary undersecretary minister ministers ambassador envoy mayor councillor councilman "
    "councilwoman councilmember commissioner commissioners director directors administrator chair chairman chairwoman chairperson "
    "chief attorney solicitor advocate counsel judge justice magistrate sheriff marshal inspector superintendent supt insp det detective "
    "constable const officer deputy agent sergeant sgt corporal cpl private pvt pfc specialist spc lieutenant lt captain capt major maj "
    "colonel col brigadier brig general gen admiral adm commander cmdr cdr commodore ensign petty airman seaman master warrant "
    "speaker leader whip spokesman spokeswoman spokesperson ceo cfo cio coo chairmen coach manager editor reporter correspondent "
    "analyst economist lawyer prosecutor defendant suspect actor actress singer author novelist dean provost trooper firefighter "
    "assemblyman assemblywoman delegate treasurer comptroller auditor surgeon nurse candidate coordinator dc pc di ds dci dsu acc dcc"
)
_QUALIFIERS = (
    "former acting interim late then outgoing incoming new ex assistant associate senior junior deputy vice executive national federal "
    "state first second third lady under principal managing prime foreign home democratic republican field staff special police "
    "fellow republican democrat"
)
TITLES = word_set(f"{_HONORIFICS} {_POSTS}")
QUALIFIERS = frozenset(_QUALIFIERS.split())
"""Words that stand in front of a title but are no title alone."""

_PLAIN = {
    "sen": "senator", "sens": "senator", "senators": "senator", "rep": "representative", "reps": "representative",
    "representatives": "representative", "gov": "governor", "govs": "governor", "supt": "superintendent", "insp": "inspector",
    "det": "detective", "const": "constable", "sgt": "sergeant", "cpl": "corporal", "pvt": "private", "lt": "lieutenant",
    "capt": "captain", "maj": "major", "col": "colonel", "brig": "brigadier", "gen": "general", "adm": "admiral",
    "cmdr": "commander", "cdr": "commander", "prof": "professor", "doctor": "dr", "rev": "reverend", "fr": "father",
    "mister": "mr", "ministers": "minister", "commissioners": "commissioner", "directors": "director", "hon": "honorable",
    "honourable": "honorable", "pres": "president", "chairmen": "chairman", "atty": "attorney",
}  # fmt: skip


def plain_title(word: str) -> str:
    """A title word (folded) written out: "sen" -> "senator"."""
    return _PLAIN.get(word, word)


GIVEN_LIKE_TITLES = word_set(
    "dean earl duke king prince marshal major pope bishop baron deacon count master sergeant christian private "
    "saint father brother sister queen cardinal chase page dc pc di ds special agent"
)
"""Titles that are also first names or surnames: taken as titles only where a whole name follows."""

SUFFIXES = {
    "jr": "jr",
    "jnr": "jr",
    "junior": "jr",
    "sr": "sr",
    "snr": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "2nd": "ii",
    "3rd": "iii",
}
POST_NOMINALS = word_set(
    "qc kc mp mep msp mla phd ph.d md m.d jd esq esquire cbe obe mbe kbe dbe qpm cpa rn dds dvm usn usmc usaf ret retd usa "
    "uscg faa frs cmg kcmg sj"
)
PARTICLES = word_set(
    "van von der den de del della di da das dos do du la le les el al bin ibn bint ben ter ten zu zur af av abu ap "
    "st saint mac mc o san santa y e"
)

COMMON_SURNAMES = word_set(
    "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson "
    "thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young "
    "allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts "
    "patel khan singh ali ahmed kim park chen wang li zhang liu evans murphy kelly cohen"
)
"""Surnames so frequent that two people who bear one are not taken for the same without further evidence."""

_SHORT = """
robert: bob bobby rob robbie bert berty | william: bill billy will willie liam wm | richard: dick rick rich ricky richie
james: jim jimmy jamie jas | john: jack johnny jon jno | jonathan: jon jonny | joseph: joe joey jos | thomas: tom tommy thos
charles: chuck charlie chas charley | edward: ed eddie ted ned teddy | edwin: ed | edmund: ed ned | theodore: ted teddy
michael: mike mick mickey mikey | david: dave davy | daniel: dan danny | donald: don donnie | ronald: ron ronnie
kenneth: ken kenny | stephen: steve stevie steven | steven: steve | gregory: greg | jeffrey: jeff geoffrey | geoffrey: geoff jeff
peter: pete | patrick: pat paddy | patricia: pat patty trish tricia patti | anthony: tony | antonio: tony | andrew: andy drew
matthew: matt | mark: marc | christopher: chris kit | christine: chris chrissy tina | christina: chris tina | benjamin: ben benny benji
samuel: sam sammy | samantha: sam | alexander: alex alec sandy sasha | alexandra: alex sandra | alexis: alex | nicholas: nick nicky nico
lawrence: larry laurie | laurence: larry | gerald: gerry jerry | gerard: gerry | jerome: jerry | jeremy: jerry jem | terence: terry
terrence: terry | theresa: terry terri tess | frederick: fred freddie freddy | alfred: al fred alf | albert: al bert | alan: al
allan: al | allen: al | alphonse: al | raymond: ray | leonard: len lenny leo | arthur: art artie | walter: walt wally
harold: hal harry | henry: hank harry hal | herbert: herb bert | howard: howie | eugene: gene | francis: frank fran
franklin: frank | frances: fran fanny | philip: phil | phillip: phil | vincent: vince vinny | victor: vic | vernon: vern
timothy: tim timmy | martin: marty | norman: norm | nathaniel: nat nate nathan | nathan: nate | zachary: zach zack
joshua: josh | jacob: jake | jackson: jack | gabriel: gabe | abraham: abe | isaac: ike | dwight: ike | leslie: les | lester: les
lewis: lew lou | louis: lou louie | louise: lou | russell: russ rusty | randall: randy | randolph: randy | rodney: rod
roderick: rod rory | roger: rog | roland: rollie | rudolph: rudy | salvatore: sal | sidney: sid | sydney: syd | stanley: stan
stuart: stu | stewart: stu | clifford: cliff | clinton: clint | curtis: curt | cyrus: cy | dennis: denny | douglas: doug
duncan: dunc | elliott: eli | elijah: eli | ernest: ernie | everett: ev | barnard: barney | bernard: bernie barney | bradley: brad
bartholomew: bart | barton: bart | calvin: cal | cameron: cam | chester: chet | clarence: clare | conrad: con | cornelius: neil
desmond: des | emmanuel: manny | manuel: manny | maximilian: max | maxwell: max | maurice: morrie | milton: milt | mitchell: mitch
morris: moe | nelson: nels | oliver: ollie | oscar: ozzie | oswald: ozzie | pietro: pete | reginald: reg reggie | sheldon: shelly
solomon: sol | sylvester: sly | tobias: toby | wallace: wally | wesley: wes | wilfred: wilf fred | winston: win | fitzgerald: fitz
elizabeth: liz beth betty betsy eliza lizzie libby liza | katherine: kate kathy katie kay kit kitty | catherine: cathy kate katie cat
kathleen: kathy kate katie | margaret: maggie meg peggy marge margie greta | mary: molly polly | barbara: barb babs barbie
deborah: deb debbie debby debra | debra: deb debbie | susan: sue susie suzie | suzanne: sue suzy | rebecca: becky becca | rachel: rae
judith: judy | jacqueline: jackie | jennifer: jen jenny | jessica: jess jessie | joanne: jo joan | josephine: jo josie
janet: jan | janice: jan | jane: janie | virginia: ginny | victoria: vicky vicki tori | veronica: ronnie | valerie: val
sandra: sandy | sarah: sally sadie | dorothy: dot dottie dolly | eleanor: ellie nell nora | ellen: nell nellie | helen: nell lena
florence: flo | gertrude: gertie trudy | harriet: hattie | irene: rene | isabel: izzy bella belle | isabella: izzy bella
kimberly: kim | kristina: kris | linda: lindy | lillian: lily | loretta: lori | lorraine: lori | lucille: lucy lucie | lucinda: cindy
cynthia: cindy | marilyn: lyn | martha: marty | matilda: tilly | melinda: mindy | melissa: missy | mildred: millie | miriam: mimi
nancy: nan | natalie: nat | nathalie: nat | pamela: pam | penelope: penny | priscilla: cilla | prudence: prue | roberta: bobbie
rosemary: rose | roxanne: roxy | shirley: shirl | stephanie: steph | teresa: terry terri tess | abigail: abby | adelaide: addie
adeline: addie | agnes: aggie | amanda: mandy | amelia: amy millie | angela: angie | annette: ann | ann: annie nancy | anne: annie nan
antoinette: toni | beatrice: bea trixie | bridget: biddy | caroline: carrie carol | carolyn: carrie | charlotte: lottie charlie
clara: clare | constance: connie | danielle: dani | diana: di | emily: em | emma: em | ernestine: ernie | evelyn: evie | gwendolyn: gwen
mohammed: mohamed muhammad mohammad mohamad muhammed | yusuf: yousef youssef yousuf | hussein: husayn hussain husain | ahmed: ahmad
osama: usama | abdullah: abdallah abdulla | sergei: sergey | aleksandr: alexander alexandr | mikhail: michael | yuri: yury | dmitry: dmitri
boutros: butros | giuseppe: joseph | johann: johannes hans | francisco: paco pancho | jose: pepe | guillermo: memo | jesus: chucho
"""

_FORMAL: dict[str, frozenset[str]] = {}


def _read() -> None:
    gathered: dict[str, set[str]] = {}
    for entry in _SHORT.replace("\n", "|").split("|"):
        formal, _, shorts = entry.partition(":")
        for short in shorts.split():
            gathered.setdefault(short, set()).add(formal.strip())
    _FORMAL.update({short: frozenset(formals) for short, formals in gathered.items()})


_read()
_FORMALS = frozenset(formal for formals in _FORMAL.values() for formal in formals)
_NONE: frozenset[str] = frozenset()


def formal_names(given: str) -> frozenset[str]:
    """The first names that `given` (folded) may be short for; empty for a name that is nobody's short form."""
    return _FORMAL.get(given, _NONE)


def first_name(word: str) -> bool:
    """Whether `word` (folded) is a usual first name: then, alone, it is a doubtful surname."""
    return word in _FORMAL or word in _FORMALS


_MEN = word_set(
    "aaron abdul abraham adam adolf ahmed alan albert alejandro alexander alfred ali allan allen alvin andre andrew andy anthony antonio "
    "arnold arthur barack barry benjamin bernard bernie bill bob bobby brad bradley brett brian bruce byron calvin carl carlos charles "
    "chester chris christopher chuck clarence claude clifford clinton conrad craig curtis dan daniel darrell dave david dennis derek dick "
    "dmitry don donald doug douglas duane dwight earl ed eddie edgar edmund eduardo edward edwin eric ernest eugene felix fernando "
    "francisco frank franklin fred frederick gabriel gary gavin geoffrey george gerald gerard gilbert gordon graham greg gregory guillermo "
    "gustavo guy hans harold harry harvey hassan hector henry herbert herman howard hubert hugh hugo ian igor isaac ivan jack jacob jacques "
    "jaime jake james jared jason javier jeff jeffrey jeremy jerome jerry jim jimmy joe joel johann john johnny jon jonathan jorge jose "
    "joseph joshua juan julio justin karl keith ken kenneth kevin kurt larry lars lawrence leon leonard leroy lloyd louis luis luke manuel "
    "marc marco marcus mario mark martin marvin matt matthew maurice max maxwell michael miguel mike mikhail milton mohamed mohammad "
    "mohammed muhammad nathan nathaniel neil nicholas nick nigel norman omar oscar osama otto owen pablo patrick paul pedro pete peter phil "
    "philip phillip pierre rafael ralph ramon randall ray raymond ricardo richard rick rob robert roberto rodney roger roland ronald rupert "
    "russell saddam salvador samuel scott sean sergei seth simon stanley stephen steve steven stewart stuart ted terrence theodore thomas "
    "tim timothy toby todd tom tony trent trevor vernon victor vincent vladimir walter warren wayne werner wesley wilhelm will william "
    "winston yasser yuri zachary"
)
_WOMEN = word_set(
    "abigail agnes alexandra alice alison amanda amelia amy ana andrea angela anita ann anna anne annette annie audrey barbara beatrice "
    "bernadette beth betsy betty beverly bonnie brenda bridget camilla carla carmen carol carole caroline carolyn carrie catherine cathy "
    "celia charlene charlotte cheryl christina christine cindy claire clara claudia colleen condoleezza connie constance cynthia daisy dawn "
    "deanna debbie deborah debra delia denise diana diane dianne dolores donna doris dorothy edith eileen elaine eleanor elena elisabeth "
    "elizabeth ella ellen emily emma erica esther ethel eva evelyn felicia fiona florence frances gail georgina geraldine gertrude gina "
    "gladys glenda gloria grace greta hannah harriet heather heidi helen helena hilary hillary holly ida ingrid irene irma isabel isabella "
    "jacqueline jane janet janice jeanette jenna jennifer jenny jessica jill joan joanna joanne josephine joyce juanita judith judy julia "
    "juliana julie karen kate katherine kathleen kathryn kathy katie kimberly kirsten kristen kristin laura lauren leah lena lillian linda "
    "lisa liz lois loretta lorraine louise lucia lucille lucy lydia lynne mabel madeleine maggie marcia margaret margarita maria marian "
    "marianne marie marilyn marina marjorie marlene martha mary maureen maxine megan melanie melinda melissa mercedes michelle mildred "
    "miranda miriam molly monica muriel nadia nancy naomi natalia natalie nicole nina nora norma olga olivia pamela patricia patty paula "
    "pauline peggy phyllis priscilla rachel rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary ruth sabrina sally "
    "samantha sandra sara sarah sharon sheila shirley simone sonia sophia sophie stella stephanie susan susanna suzanne sylvia tamara "
    "tanya teresa theresa tina ursula valerie vanessa vera veronica victoria viola virginia vivian wanda wendy winifred yolanda yvonne"
)


def given_gender(given: tuple[str, ...]) -> str:
    """ "m" or "f" where nearly all who bear the first name (folded) are that, else ""."""
    first = next((word for word in given if len(word) > 1), "").partition("-")[0]
    return "m" if first in _MEN else "f" if first in _WOMEN else ""


_FAMILIES = {
    "legislator": "senator representative congressman congresswoman mp mep delegate assemblyman assemblywoman",
    "bench": "judge justice magistrate",
    "police": "constable const detective det insp inspector superintendent supt sheriff trooper pc dc dci sergeant",
    "military": "pvt pfc cpl corporal spc specialist lt lieutenant capt captain maj major col colonel gen general admiral adm",
    "church": "rev reverend father fr pastor bishop archbishop rabbi imam cardinal pope",
    "accused": "defendant suspect",
    "prosecution": "prosecutor",
    "performer": "actor actress singer coach",
    "science": "prof professor",
}
_FAMILY_OF = {word: family for family, listed in _FAMILIES.items() for word in listed.split()}


def title_families(title: str) -> set[str]:
    """The walks of life that the words of `title` speak of: "Chief Supt." -> {"police"}."""
    return {_FAMILY_OF[w] for w in title.casefold().replace(".", " ").split() if w in _FAMILY_OF}
