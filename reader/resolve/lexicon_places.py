"""Countries, states and provinces by all their usual names: enough general knowledge to see that "Mont." and "Montana" are one."""

from __future__ import annotations

__all__ = ["COUNTRIES", "DEMONYMS", "REGIONS", "STATE_NAMES", "country_of", "country_with"]

_COUNTRIES = """
united states: united states of america, the states, us, usa, america | american, americans
united kingdom: united kingdom of great britain and northern ireland, great britain, uk, britain, gb | british, briton
russia: russian federation | russian
china: peoples republic of china, mainland china, prc | chinese
taiwan: republic of china | taiwanese
south korea: republic of korea, s korea, rok | south korean
north korea: democratic peoples republic of korea, n korea, dprk | north korean
germany: federal republic of germany, frg | german
france: french republic | french
iran: islamic republic of iran | iranian
iraq: republic of iraq | iraqi
syria: syrian arab republic | syrian
saudi arabia: kingdom of saudi arabia, ksa | saudi
united arab emirates: uae, emirates | emirati
netherlands: kingdom of the netherlands, holland | dutch
myanmar: burma | burmese
czech republic: czechia | czech
ivory coast: cote divoire | ivorian
democratic republic of the congo: democratic republic of congo, congo-kinshasa, dr congo, drc, zaire | congolese
republic of the congo: congo-brazzaville
bosnia and herzegovina: bosnia-herzegovina, bosnia | bosnian
north macedonia: former yugoslav republic of macedonia, macedonia, fyrom | macedonian
east timor: timor-leste | timorese
turkey: republic of turkey, turkiye | turkish
egypt: arab republic of egypt | egyptian
libya: libyan arab jamahiriya | libyan
vatican city: holy see, vatican
laos: lao peoples democratic republic | laotian
vietnam: socialist republic of vietnam, viet nam | vietnamese
cape verde: cabo verde
eswatini: swaziland
soviet union: union of soviet socialist republics, ussr | soviet
new zealand: nz, aotearoa | new zealander
papua new guinea: png
south africa: republic of south africa, rsa | south african
sri lanka: ceylon | sri lankan
thailand: siam | thai
kyrgyzstan: kyrgyz republic | kyrgyz
slovakia: slovak republic | slovak
palestine: palestinian territories, state of palestine | palestinian
yugoslavia: federal republic of yugoslavia | yugoslav
hong kong: hong kong sar, hksar
afghanistan: islamic republic of afghanistan | afghan
australia: commonwealth of australia | australian
canada | canadian
mexico | mexican
japan | japanese
india: republic of india | indian
pakistan: islamic republic of pakistan | pakistani
israel: state of israel | israeli
italy | italian
spain | spanish
portugal | portuguese
poland | polish
ukraine | ukrainian
belarus | belarusian
ireland: republic of ireland, eire | irish
scotland | scottish
wales | welsh
england | english
greece: hellenic republic | greek
sweden | swedish
norway | norwegian
denmark | danish
finland | finnish
iceland | icelandic
austria | austrian
switzerland: swiss confederation | swiss
belgium | belgian
luxembourg | luxembourgish
hungary | hungarian
romania | romanian
bulgaria | bulgarian
serbia | serbian
croatia | croatian
slovenia | slovenian
albania | albanian
kosovo | kosovar
lithuania | lithuanian
latvia | latvian
estonia | estonian
brazil | brazilian
argentina | argentine, argentinian
chile | chilean
colombia | colombian
venezuela | venezuelan
peru | peruvian
cuba | cuban
kenya: republic of kenya | kenyan
nigeria | nigerian
ethiopia | ethiopian
somalia | somali
sudan | sudanese
uganda | ugandan
rwanda | rwandan
tanzania | tanzanian
zambia | zambian
zimbabwe | zimbabwean
ghana | ghanaian
senegal | senegalese
algeria | algerian
morocco | moroccan
tunisia | tunisian
lebanon | lebanese
jordan: hashemite kingdom of jordan | jordanian
kuwait | kuwaiti
qatar | qatari
yemen | yemeni
oman | omani
bahrain | bahraini
indonesia | indonesian
malaysia | malaysian
singapore | singaporean
philippines: republic of the philippines | filipino, philippine
cambodia | cambodian
bangladesh | bangladeshi
nepal | nepalese
jamaica | jamaican
haiti | haitian
european union | european
"""
"""One country a line: its name here, other names, and after the bar the adjective and the people."""

_REGIONS = """
alabama: al, ala | alaska: ak | arizona: az, ariz | arkansas: ar, ark | california: ca, calif, cal | colorado: co, colo
connecticut: ct, conn | delaware: de, del | florida: fl, fla | georgia: ga | hawaii: hi | idaho: id | illinois: il, ill
indiana: in, ind | iowa: ia | kansas: ks, kan, kans | kentucky: ky | louisiana: la | maine: me | maryland: md
massachusetts: ma, mass | michigan: mi, mich | minnesota: mn, minn | mississippi: ms, miss | missouri: mo | montana: mt, mont
nebraska: ne, neb, nebr | nevada: nv, nev | new hampshire: nh | new jersey: nj | new mexico: nm | new york: ny
north carolina: nc, n carolina | north dakota: nd, n dakota | ohio: oh | oklahoma: ok, okla | oregon: or, ore
pennsylvania: pa, penn | rhode island: ri | south carolina: sc, s carolina | south dakota: sd, s dakota | tennessee: tn, tenn
texas: tx, tex | utah: ut | vermont: vt | virginia: va | washington state: wa, wash, state of washington
west virginia: wv, wva, w va | wisconsin: wi, wis, wisc | wyoming: wy, wyo | puerto rico: pr
ontario: ont, on | quebec: que, qc | british columbia: bc | alberta: alta, ab | manitoba: man, mb | saskatchewan: sask, sk
nova scotia: ns | new brunswick: nb | newfoundland and labrador: nl, newfoundland | prince edward island: pei
new south wales: nsw | queensland: qld | south australia: sa | western australia | tasmania: tas | northern territory: nt
northern ireland: ni
"""

COUNTRIES: dict[str, str] = {}
"""Every usual name of a country (folded, without dots and apostrophes) -> its one name here."""
DEMONYMS: dict[str, str] = {}
"""Adjective or people's name -> country."""
REGIONS: dict[str, str] = {}
"""States and provinces by name and by abbreviation -> name."""


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _read() -> None:
    for line in _COUNTRIES.strip().splitlines():
        left, _, peoples = line.partition("|")
        name, _, aliases = left.partition(":")
        COUNTRIES.update(dict.fromkeys([name.strip(), *_listed(aliases)], name.strip()))
        DEMONYMS.update(dict.fromkeys(_listed(peoples), name.strip()))
    for entry in _REGIONS.strip().replace("\n", "|").split("|"):
        name, _, codes = entry.partition(":")
        REGIONS.update(dict.fromkeys([name.strip(), *_listed(codes)], name.strip()))


_read()
STATE_NAMES = frozenset(REGIONS.values())
_CANADIAN = (
    "ontario", "quebec", "british columbia", "alberta", "manitoba", "saskatchewan", "nova scotia", "new brunswick",
    "newfoundland and labrador", "prince edward island",
)  # fmt: skip
_COUNTRY_OF_STATE = dict.fromkeys(STATE_NAMES, "united states") | {
    **dict.fromkeys(_CANADIAN, "canada"),
    **dict.fromkeys(
        (
            "new south wales",
            "queensland",
            "south australia",
            "western australia",
            "tasmania",
            "northern territory",
        ),
        "australia",
    ),
    "northern ireland": "united kingdom",
}


def country_with(place: str) -> str:
    """The country that a state (by its name here) lies in; `place` itself where it is no state."""
    return _COUNTRY_OF_STATE.get(place, place)


def country_of(word: str) -> str | None:
    """The country that `word` (folded) names or is the adjective of."""
    return COUNTRIES.get(word) or DEMONYMS.get(word)
