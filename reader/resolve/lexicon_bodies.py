"""What organisations' names are made of: legal forms, heads ("Department"), and the acronyms everybody knows."""

from __future__ import annotations

from reader.resolve.wordlist import word_set

__all__ = [
    "ABBREVIATED",
    "GENERIC_HEADS",
    "INVERTED_HEADS",
    "KNOWN",
    "LEGAL_FORMS",
    "PARENTS",
    "SHORT_TAILS",
    "STOP",
]

STOP = word_set("of the for on in and to at a an de la du des del der die das und et y e")

LEGAL_FORMS = word_set(
    "inc incorporated corp corporation co company companies ltd limited llc llp plc gmbh ag kg kgaa se sa sas sarl nv bv spa srl oy oyj "
    "ab asa kk pty pvt lp pllc pc bhd jsc ojsc oao zao ooo aps mbh ev"
)

INVERTED_HEADS = word_set(
    "department ministry committee subcommittee office bureau commission council division agency administration institute "
    "directorate board caucus task-force secretariat authority court inspectorate"
)
"""Heads that stand before or after what they are for: "Department of Justice" = "Justice Department"."""

GENERIC_HEADS = INVERTED_HEADS | word_set(
    "association center company corporation college university school academy hospital foundation fund union party coalition alliance "
    "federation society network group bank force forces service services police guard corps command wing brigade team "
    "church mission institute institution trust tribe "
    "laboratory lab museum library district club league consortium cooperative campaign program project unit taskforce "
    "organization tribunal panel ministry embassy delegation conference partnership system systems initiative movement "
    "front brotherhood taskforce working-group region bloc secretariat"
)
"""Words that alone, with a capital, stand for a body named before ("the Commission")."""

SHORT_TAILS = GENERIC_HEADS | word_set(
    "holdings industries international enterprises airlines airways motors motor systems technologies technology "
    "partners associates brothers bros communications entertainment pharmaceuticals laboratories energy electric media records "
    "studios pictures press radio television news online stores foods products solutions insurance financial securities capital "
    "investments railway railways resources global worldwide america usa states medical medicine health care youth community satellite"
)
"""Words that a short form of a name leaves off ("Sirius Satellite Radio" -> "Sirius")."""

PARENTS = word_set(
    "senate house congress parliament assembly army navy air-force marine marines nato eu un us uk pentagon republican democratic state "
    "national federal royal international american british european world united north south east west central new general "
    "first great saint university college city county department ministry bank church institute school police supreme "
    "southern northern eastern western department office bureau northeast northwest southeast southwest association center "
    "committee commission council court free global local metro metropolitan greater old little big"
)
"""First words that are a parent body or too general: never short for a name that begins with them."""

ABBREVIATED = {
    "dept": "department", "depts": "department", "univ": "university", "assn": "association", "assoc": "association", "cmte": "committee",
    "comm": "commission", "intl": "international", "natl": "national", "govt": "government", "ctr": "center", "inst": "institute",
    "admin": "administration", "gov": "government", "st": "saint", "ft": "fort", "mt": "mount", "bros": "brothers", "mfg": "manufacturing",
    "dist": "district", "div": "division", "subcmte": "subcommittee", "sub-committee": "subcommittee", "hosp": "hospital",
    "techn": "technology", "tech": "technology", "lab": "laboratory", "labs": "laboratory", "min": "ministry",
}  # fmt: skip

_KNOWN = """
un: united nations | eu: european union | nato: north atlantic treaty organization | who: world health organization
imf: international monetary fund | wto: world trade organization | iaea: international atomic energy agency
unicef: united nations childrens fund | unesco: united nations educational scientific and cultural organization
unhcr: united nations high commissioner for refugees | wfp: world food program | ilo: international labor organization
icc: international criminal court | icj: international court of justice | osce: organization for security and cooperation in europe
opec: organization of the petroleum exporting countries | oecd: organization for economic cooperation and development
asean: association of southeast asian nations | opcw: organization for the prohibition of chemical weapons
icrc: international committee of the red cross | plo: palestine liberation organization | ira: irish republican army
ioc: international olympic committee | fifa: federation internationale de football association | au: african union
fbi: federal bureau of investigation | cia: central intelligence agency | nsa: national security agency
dea: drug enforcement administration | atf: bureau of alcohol tobacco firearms and explosives | ice: immigration and customs enforcement
cbp: customs and border protection | tsa: transportation security administration | fema: federal emergency management agency
epa: environmental protection agency | fda: food and drug administration | faa: federal aviation administration
ftc: federal trade commission | fcc: federal communications commission | fdic: federal deposit insurance corporation
ferc: federal energy regulatory commission | sec: securities and exchange commission | irs: internal revenue service
nasa: national aeronautics and space administration | nih: national institutes of health | nsf: national science foundation
noaa: national oceanic and atmospheric administration | ntsb: national transportation safety board
nhtsa: national highway traffic safety administration | nrc: nuclear regulatory commission | gao: government accountability office
omb: office of management and budget | cbo: congressional budget office | usps: postal service | usgs: geological survey
cdc: centers for disease control and prevention | usaid: agency for international development | uscis: citizenship and immigration services
dhs: department of homeland security | doj: department of justice | dod: department of defense | doe: department of energy
dot: department of transportation | usda: department of agriculture | hud: department of housing and urban development
hhs: department of health and human services | dol: department of labor | doi: department of the interior
va: department of veterans affairs | bia: bureau of indian affairs | blm: bureau of land management | osha: occupational safety and health administration
gsa: general services administration | sba: small business administration | ssa: social security administration
opm: office of personnel management | fhwa: federal highway administration | fra: federal railroad administration
uscg: coast guard | usmc: marine corps | usaf: air force | rcmp: royal canadian mounted police | nypd: new york police department
lapd: los angeles police department | bbc: british broadcasting corporation | nbc: national broadcasting company
cnn: cable news network | npr: national public radio | pbs: public broadcasting service | ap: associated press
afp: agence france-presse | ibm: international business machines | gm: general motors | ge: general electric
aclu: american civil liberties union | naacp: national association for the advancement of colored people
ama: american medical association | nra: national rifle association | mit: massachusetts institute of technology
nba: national basketball association | nfl: national football league | nhl: national hockey league | mlb: major league baseball
ncaa: national collegiate athletic association | gop: republican party | dnc: democratic national committee
rnc: republican national committee | anc: african national congress | kgb: committee for state security | pkk: kurdistan workers party
fed: federal reserve | the fed: federal reserve | ecb: european central bank | nhs: national health service
mod: ministry of defense | fco: foreign and commonwealth office | ins: immigration and naturalization service
pentagon: department of defense | house: house of representatives | isil: islamic state of iraq and the levant | daesh: islamic state of iraq and the levant | isis: islamic state of iraq and syria
"""

KNOWN: dict[str, str] = {}
"""Acronym or by-name (folded) -> the long name, where nearly every reader would say so."""


def _read() -> None:
    for entry in _KNOWN.strip().replace("\n", "|").split("|"):
        short, _, long = entry.partition(":")
        KNOWN[short.strip()] = long.strip()


_read()
