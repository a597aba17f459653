"""Furniture: the lines of a release or page that nobody came to read become boilerplate blocks, labelled, never deleted.

Rules are general patterns for how offices and sites write such lines; where a line could be a sentence of the release, it stays.
Labels: menu, cookies, share, release, end, contact, source, about, date, page. A block that a format module has already
marked as boilerplate keeps its label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Block
from reader.sources.dates import DATE_PATTERN

__all__ = ["mark_furniture"]

_LONGEST = 420
_BANNER_STARTS = frozenset(("an ", "her", "off", "a .", "sec", "a l", "sha", "thi", "you", "jav"))
_SAID_BY_THE_FILE = frozenset(("header", "reply", "front matter"))


def _whole(pattern: str) -> re.Pattern[str]:
    """A pattern for a whole line, whatever its case."""
    return re.compile(rf"(?:{pattern})[\s.:!>»›→]*", re.IGNORECASE)


_PLATFORM = r"(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|instagram|youtube|telegram|pinterest|reddit|tumblr|bluesky|mastodon|threads|messenger|google ?\+|flickr|rss)"
_THIS = r"(?:this |the )?(?:article|page|story|post|release|press release|news release|content|publication|document|item|news|site|with friends)"

_RELEASE = _whole(
    r"[-*=_\s]*(?:for (?:immediate|general|instant) (?:press |media |news )?(?:release|publication|distribution)|for release(?: (?:on|upon|at|:).{0,60}| immediately)?|"
    rf"(?:strictly )?embargo(?:ed)?(?: (?:until|till|for|:).{{0,70}})?|not for (?:publication|release|broadcast) (?:before|until).{{0,60}}|"
    r"(?:joint )?(?:press|news|media) (?:release|advisory|statement|notice|note|communiqu[eé])(?: (?:no|n°|nr|number|#|ip/|memo/)[\w./ :#-]{1,20})?|communiqu[eé] de presse|pressemitteilung|comunicado de prensa|"
    r"\[?(?:not|do not) (?:for|to be|recommended for)? ?publi(?:cation|sh(?:ed)?|c release)(?: in [\w’' ]{1,50})?\]?|for planning purposes(?: only)?|check against delivery|for your information|official news release)"
    rf"(?:[\s:,|–—-]{{1,6}}{DATE_PATTERN})?[-*=_\s]*"
)
# The head of many releases has two columns: "FOR IMMEDIATE RELEASE      Contact: Jane Doe".
_RELEASE_AND = re.compile(
    r"(?:for immediate release|(?:news|press|media) release)\b[\s:|–—-]{1,12}(?:.{0,60}\bcontacts?\b|[^.!?]{0,50}\d{4}$)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:[#*~=_•·.\-–—+]\s?){3,}|#{1,2}|[-–—]{0,3}\s?30\s?[-–—]{1,3}|[-–—*(\[\s]{0,4}\(?(?:ends?|end of (?:press |news |media )?release|fin|ende|more|continued)\)?[-–—*)\]\s]{0,4}",
    re.IGNORECASE,
)
_RULE_LINE = re.compile(r"([=\-_*~#+.•·–—])(?:\1| )+")
_END_WORD = re.compile(
    r"(?:ENDS?|Ends?|FIN|Ende|MORE|[-–—(\[*]\s?(?:end|ends|more|continued|fin)\s?[-–—)\]*]).{0,3}"
)
_DATE_LINE = _whole(
    r"(?:(?:date|dated|published|posted|released|issued|created|publication date|release date|last (?:updated|modified|reviewed)|updated|modified|first published|on|from)"
    rf"(?: (?:on|at|by))?[\s:]{{0,3}})?{DATE_PATTERN}"
    r"(?:[\s,|–—-]{1,4}(?:at )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}\)?)?)?"
)
_DATE_AND_TOPIC = re.compile(rf"(?:{DATE_PATTERN})\s?[|•·]\s?[^.!?]{{2,60}}", re.IGNORECASE)
_SOURCE = re.compile(r"(?:SOURCE:? |Source: |Sources: |SOURCE: )(?=\S).{2,110}")
_SHARE = _whole(
    rf"(?:share|tweet|pin|like|recommend|forward|e-?mail|send|bookmark|print|save|copy)(?: (?:it|this|{_THIS}|link|url|to clipboard|a link))?(?: (?:this |the )?(?:page|article|story))?"
    rf"(?:\s?(?:on|via|to|by|with|using|in|:)\s?(?:{_PLATFORM}|a friend|others|colleagues|your network|social media)(?:[,\s]{{1,3}}(?:and |or )?{_PLATFORM})*)?"
    rf"|(?:share|follow|like|join|find|connect with) (?:us|this|@?\w{{1,20}})?\s?(?:on|via)\s?(?:our )?(?:{_PLATFORM}|social media)(?:[,\s]{{1,3}}(?:and |or )?{_PLATFORM})*"
    rf"|(?:{_PLATFORM}(?:[\s,|/·•]{{1,4}}|$)){{1,12}}|follow us|stay connected|connect with us|social media|copy (?:the )?link|(?:opens in (?:a )?new (?:window|tab))|share(?:d)? ?\d*|\d+ shares?|addthis|sharethis"
)
_MENU = _whole(
    r"skip (?:to|navigation)(?: (?:the )?(?:main |page |primary )?(?:content|navigation|menu|search|footer|text))?|jump to (?:content|navigation|search)|(?:go |back |return )?(?:to )?(?:the )?top(?: of (?:the )?page)?|"
    r"(?:back|return|go) to (?:all |the |our |latest )?(?:[\w-]{1,20} ){0,3}(?:news|newsroom|list|overview|results|releases|articles|stories|home(?:page)?|top|blog|index|search|archive|menu|page)|"
    r"(?:all|latest|more|recent|related|other|top|breaking|featured|view all|see all|browse all|read more) (?:[\w-]{1,16} )?(?:news|stories|articles|releases|press releases|news releases|posts|links|content|topics|items|publications|documents|events|reading|resources|updates|pages|headlines|videos)|"
    r"related|home(?:page)?|menu|main menu|navigation|search(?: this site| the site|\.\.\.)?|log ?in|sign ?in|log ?out|sign ?up|register|newsroom|site ?map|sitemap|breadcrumbs?|you are here|close|open|toggle navigation|"
    r"(?:print(?:able)?|printer|download|view|text|pdf|html|e-?mail)[- ](?:friendly(?: version| page)?|version|pdf|this (?:page|article)|page|as pdf)|download(?: (?:the )?(?:pdf|file|release|document|full report))?|"
    r"(?:next|previous|older|newer|prev)(?: (?:article|post|story|page|release|item|news|posts|entries))?|continue reading|read (?:more|on|full (?:story|article)|the full (?:story|article|release))|learn more|find out more|show (?:more|less)|tell me more|click here(?: (?:to|for) .{1,50})?|"
    r"(?:subscribe|sign up|register)(?: (?:now|to|for|here)(?: .{1,70})?)|newsletter|e-?mail (?:alerts?|updates)|rss(?: feeds?)?|(?:advertisement|advert|sponsored(?: content)?)|"
    r"(?:privacy(?: (?:policy|notice|statement|and cookies))?|terms(?: (?:of (?:use|service)|and conditions|& conditions))?|accessibility(?: statement)?|disclaimer|legal(?: notice)?|cookie policy|contact us|about us|careers|jobs|feedback|help|faqs?|copyright|imprint|impressum)(?:\s?[|·•]\s?[\w &]{2,30}){0,8}|"
    r"(?:categories|tags|filed under|tagged|posted in)\s?:\s.{1,120}|(?:image|photo|picture) (?:credit|courtesy|gallery)(?: .{1,60})?|english|français|deutsch|español|(?:\d{1,2} )?comments?(?: \(\d+\)| off| closed)?|leave a (?:comment|reply)|(?:\d{1,3} )?min(?:ute)?s? read|"
    r"was this (?:page|article|information) (?:helpful|useful)\??(?: yes(?: no)?)?|did you find (?:this|what) .{0,40}|(?:see|view|visit|also read|read also|see also|you may also (?:like|be interested in)|recommended(?: for you)?|trending(?: now)?|most (?:read|popular|viewed))"
)
_BREADCRUMB = re.compile(
    r"(?:home|startseite|accueil|inicio|you are here:?)(?:\s?[>›»/|]\s?[^>›»/|\n]{1,60}){1,8}", re.IGNORECASE
)
_PIPES = re.compile(r"[^|·•\n]{1,30}(?:\s[|·•]\s[^|·•\n]{1,30}){2,}")
_COPYRIGHT = re.compile(
    r"(?:©|&copy;|(?:\(c\)|copyright)(?= ?(?:©|\(c\))?.{0,20}(?:19|20)\d\d)).{0,160}", re.IGNORECASE
)
_RIGHTS = re.compile(r".{0,100}\ball rights reserved\b.{0,60}", re.IGNORECASE)
_BANNER = _whole(
    r"an official website of (?:the )?.{3,80}|here(?:'|’)s how you know|official websites use \.[a-z]{2,6}|a \.[a-z]{2,6} website belongs to .{3,120}|secure \.[a-z]{2,6} websites use https|"
    r"a lock .{0,60}means you(?:'|’)ve safely connected to .{3,200}|share sensitive information only on official, secure websites|this site is also available in.{0,60}|"
    r"you need to enable javascript.{0,60}|javascript is (?:disabled|required).{0,80}|your browser (?:does not support|is (?:out of date|not supported)).{0,120}"
)
_COOKIES = re.compile(
    r"\bcookies?\b.{0,300}\b(?:our|this|the) (?:web)?(?:site|page)s?\b|\b(?:our|this) (?:web)?(?:site|page)s? (?:\w+ ){0,3}cookies?\b|\bwe(?:'d like to| would like to|'ll)? (?:\w+ ){0,4}cookies?\b|\buses? cookies\b|"
    r"\b(?:accept|reject|allow|manage|refuse|decline)(?: \w+){0,3} cookies?\b|\bcookie (?:settings|preferences|policy|notice|consent|banner)\b|\bby (?:continuing|using|browsing|clicking)\b.{0,120}\b(?:cookies?|agree|consent)\b",
    re.IGNORECASE,
)
_COOKIE_BUTTON = _whole(
    r"(?:accept|reject|allow|refuse|decline|deny|agree|view|ok(?:ay)?|got it|i (?:accept|agree|understand)|manage|customi[sz]e|save|hide)(?: (?:all|additional|necessary|essential|optional|this|my|your|only))?(?: (?:cookies?|preferences|settings|choices|message|and close|essential|necessary|options))?|tell me more|learn more|more info(?:rmation)?|find out more|cookie (?:settings|preferences|policy|notice)|close"
)
_PHONE = re.compile(
    r"(?<![\w$.,/-])(?!\d{5}-\d{4}\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{4}-\d\d-\d\d\b)(?=(?:\D{0,3}\d){7})\+?\(?\d{1,4}\)?(?:[\s./-]?\(?\d{2,4}\)?){1,3}[\s./-]?\d{3,4}(?!\w)"
)
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?!\d)")
_FIGURES = re.compile(r"\d\d\d|\d\d[\s./-]\d\d")
_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\[\s?email\s?protected\s?\]|\b[\w.]+\s?(?:\(at\)|\[at\])\s?[\w.]+",
    re.IGNORECASE,
)
_CONTACT_WORD = re.compile(
    r"(?:[-*•]\s?)?(?:(?:media|press|news|public|further|general|for (?:media|press|more information|further information|additional information|information|interviews?)|investor|editorial|agency|staff)\s?,?\s?){0,3}"
    r"(?:contacts?|inquiries|enquiries|queries|relations contacts?|office contacts?)(?: (?:information|details|person|persons|us|for (?:the )?(?:media|press|journalists)))?\s?(?:\([^)]{1,40}\)\s?)?[:;–—-]",
    re.IGNORECASE,
)
_CONTACT_HEAD = _whole(
    r"(?:(?:media|press|news|public|general|further|investor) )?(?:contacts?|inquiries|enquiries|relations|queries|office)(?: (?:information|details|person|us))?|(?:media|press) (?:team|desk|and public relations)|"
    r"for (?:more|further|additional|media) (?:information|details|inquiries|enquiries)(?:,? (?:please )?contact)?|notes? to media|contact(?:s)?(?: for (?:the )?(?:media|press))?"
)
_MORE_INFORMATION = re.compile(
    r"(?:for|to (?:get|obtain|arrange)|if you (?:have|need|would like)|anyone with|media (?:seeking|wishing|wanting)|journalists)\b.{0,120}?\b(?:contact|call|e-?mail|write to|reach)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:tel(?:ephone)?|phone|ph|fax|mob(?:ile)?|cell|e-?mail|office|direct|web(?:site)?|www|url|twitter|switchboard|24/7|after hours|out of hours)(?: (?:no|number|address))?\s?[.:]",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|can|may|said|says|would|should|must|do|does|did|announced|asked|told|added)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:media relations|press office|public affairs|communications|newsroom|spokes(?:person|man|woman)|press secretary|communications director|media (?:office|team|desk))\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"About (?:the )?[A-Z0-9][^.?!\n]{1,80}:?")
_NOTES_TO_EDITORS = _whole(
    r"(?:background )?notes? (?:to|for) (?:the )?(?:editors?|media|journalists|newsrooms|correspondents)|editors?(?:'|’)s? notes?"
)
_PAGE = re.compile(
    r"[-–—\s]*(?:page\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?[-–—\s]*|[-–—]\s?(\d{1,4})\s?[-–—]\s+\1",
    re.IGNORECASE,
)


def mark_furniture(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same spans, furniture turned into boilerplate blocks with a label."""
    lines = [_line(text, block) for block in blocks]
    marked: list[Block] = []
    last = ""
    about = contact = 0
    title_passed = False
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if block.kind == "boilerplate":
            label = block.label
        elif block.kind == "note" and block.label in _SAID_BY_THE_FILE:
            label = ""
        else:
            label = _label(line, index, len(blocks), last, title_passed) if line else ""
            if label in ("contact", "date") and block.kind == "heading" and block.level == 1:
                label = ""
        if (
            not label
            and contact
            and block.kind != "note"
            and _continues_contact(line, lines[index + 1 : index + 3])
        ):
            label = "contact"
        if label == "contact":
            contact = 4 if line and _CONTACT_HEAD.fullmatch(line) else contact - 1
        else:
            contact = 0
        if not label and _opens_about(line, index, len(blocks)):
            label, about = "about", 12 if _NOTES_TO_EDITORS.fullmatch(line) else 4
        elif about and not label and block.kind in ("paragraph", "list"):
            label, about = "about", about - 1
        elif label in ("contact", "end", "source", "share") or block.kind == "heading":
            about = 0
        title_passed = title_passed or not label
        last = label
        marked.append(
            replace(block, kind="boilerplate", level=0, label=label)
            if label and block.kind != "boilerplate"
            else block
        )
    return tuple(marked)


def _line(text: str, block: Block) -> str:
    """The block on one line, "" if it is too long or of a kind that is never furniture."""
    if block.end - block.start > _LONGEST or block.kind in ("table", "code", "quote"):
        return ""
    return " ".join(text[block.start : block.end].split())


def _opens_about(line: str, index: int, total: int) -> bool:
    """ "About the RCMP": a short line in the second half with something under it."""
    return (
        0 < index < total - 1
        and index >= total * 0.5
        and (
            (line.startswith("About") and bool(_ABOUT.fullmatch(line)))
            or bool(_NOTES_TO_EDITORS.fullmatch(line))
        )
    )


def _label(line: str, index: int, total: int, last: str, title_passed: bool) -> str:
    """What sort of furniture the line is, "" if it is none."""
    from_end = total - index
    if len(line) <= 160:
        short = _short_label(line, last, title_passed, from_end)
        if short:
            return short
    if len(line) <= 300 and line[:3].lower() in _BANNER_STARTS and _BANNER.fullmatch(line):
        return "menu"
    if "ookie" in line and _COOKIES.search(line) and not line.startswith(("“", '"')):
        return "cookies"
    if _is_contact(line, index, total):
        return "contact"
    if (line[:1] in "©(cC&" and _COPYRIGHT.fullmatch(line)) or (
        "ll rights" in line and _RIGHTS.fullmatch(line)
    ):
        return "menu"
    return ""


def _short_label(line: str, last: str, title_passed: bool, from_end: int) -> str:
    if last in ("cookies",) and len(line) <= 40 and _COOKIE_BUTTON.fullmatch(line):
        return "cookies"
    if len(line) <= 24 and (_END.fullmatch(line) and (not line[:1].isalpha() or _END_WORD.fullmatch(line))):
        return "end"
    if len(line) > 24 and _RULE_LINE.fullmatch(line):
        return "end"
    if len(line) <= 16 and _PAGE.fullmatch(line) and not (len(line) == 4 and line.isdigit()):
        return "page"
    if _RELEASE.fullmatch(line) and not (title_passed and from_end > 6 and len(line) > 60):
        return "release"
    if _RELEASE_AND.match(line) and not title_passed:
        return "contact" if "contact" in line.lower() else "release"
    if len(line) <= 80 and (_DATE_LINE.fullmatch(line) or _DATE_AND_TOPIC.fullmatch(line)):
        return "date"
    if (
        line[:6].upper() == "SOURCE"
        and _SOURCE.fullmatch(line)
        and from_end <= 12
        and (line.startswith("SOURCE") or not line.endswith("."))
    ):
        return "source"
    if len(line) <= 90 and (line[:1].isalpha() or line[:1].isdigit()):
        if not line.endswith(":") and _SHARE.fullmatch(line):
            return "share"
        if _MENU.fullmatch(line) and (len(line.split()) > 1 or not title_passed or from_end <= 6 or last):
            return "menu"
    if _BREADCRUMB.fullmatch(line) or (
        _PIPES.fullmatch(line) and not _VERB.search(line) and not _phone(line)
    ):
        return "menu"
    return ""


def _is_contact(line: str, index: int, total: int) -> bool:
    """A line that only says whom to call or write to; sentences of the release that hold a number are not."""
    if _CONTACT_WORD.match(line):
        return len(line) <= 300 and (
            (_phone(line) or _address(line)) or (len(line) <= 120 and not _VERB.search(line))
        )
    if len(line) <= 60 and _CONTACT_HEAD.fullmatch(line):
        return index > 0 and (index >= total * 0.4 or line.endswith(":") or "contact" in line.lower())
    phone, address = _phone(line), _address(line)
    if not phone and not address:
        return False
    if _MORE_INFORMATION.match(line):
        return index >= total * 0.4 and len(line) <= 320
    if _FIELD.match(line):
        return len(line) <= 110 and not _VERB.search(line)
    if len(line) > 200 or _VERB.search(line):
        return False
    rest = _ADDRESS.sub("", _PHONE.sub("", line))
    words = re.findall(r"[^\W\d_]{2,}", rest)
    if _OFFICE.search(line):
        return len(words) <= 16
    return (
        len(words) <= 10
        and (index >= total * 0.5 or index <= 6)
        and line[:1] not in '$*"“'
        and not line.endswith((".", ":")) | (len(words) > 6)
    )


def _continues_contact(line: str, following: Sequence[str]) -> bool:
    """Under a "Media contact" heading: numbers and addresses, and the names and offices that stand before them."""
    if not line:
        return False
    if _reachable(line):
        return len(line) <= 160 and not _VERB.search(line)
    plain = (
        len(line) <= 80
        and line[0].isalpha()
        and not line.endswith((".", ":", "?", "!"))
        and not _VERB.search(line)
    )
    return plain and any(_reachable(other) and len(other) <= 160 for other in following)


def _phone(line: str) -> bool:
    """A telephone number; lines without a group of figures are passed over quickly."""
    return bool(_FIGURES.search(line) and _PHONE.search(_NUMERIC_DATE.sub(" ", line)))


def _address(line: str) -> bool:
    """A mail address, or what a page puts in its place."""
    return ("@" in line or "mail" in line or "(at)" in line or "[at]" in line) and bool(_ADDRESS.search(line))


def _reachable(line: str) -> bool:
    return _phone(line) or _address(line)
