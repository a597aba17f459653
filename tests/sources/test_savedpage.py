"""Pages of offices that were saved as plain text: headline, body and contact stay, menus and foot fold. The pages are made up."""

from __future__ import annotations

import pytest

from reader.model import Document
from reader.sources import load

PROSECUTOR = """\
Eastern District of Norland | Former Mayor Charged With Bribery | United States Department of Justice
Skip to main content
An official website of the United States government
Here's how you know
Official websites use .gov
A .gov website belongs to an official government organization in the United States.
Secure .gov websites use HTTPS
A lock ( LockA locked padlock ) or https:// means you’ve safely connected to the .gov website. Share sensitive information only on official, secure websites.
Search
Menu
Eastern District of Norland
Search
About
Meet the U.S. Attorney
Our Offices
Divisions
News
Press Releases
Programs
Victim Witness Assistance
Jobs
Contact Us
Breadcrumb
Justice.gov
U.S. Attorneys
Eastern District of Norland
Press Releases
Former Mayor Charged With Bribery
Press Release
Former Mayor Charged With Bribery
Wednesday, March 10, 2021
Share
Facebook
X
LinkedIn
Email
For Immediate Release
U.S. Attorney's Office, Eastern District of Norland
PORT AVELIN, Norl. – The former mayor of Port Avelin, Jonas Petrak, 51, was charged today with taking more than $300,000 in bribes, announced Acting U.S. Attorney Amelia Torvald.
According to the indictment, Petrak waved through contracts of the city between 2015 and 2018 on behalf of Meridian Freight Lines.
“Public office is not a private business,” said Torvald. “This office will go on pursuing those who sell it.”
The FBI's Port Avelin Field Office is investigating the case.
Assistant U.S. Attorneys Lena Okafor and Paul Dray are prosecuting the case.
An indictment is merely an allegation. All defendants are presumed innocent until proven guilty beyond a reasonable doubt in a court of law.
Contact
Mary Roe
Public Affairs Officer
mary.roe@usdoj.example
Updated March 10, 2021
Topics
Public Corruption
Components
Federal Bureau of Investigation (FBI)
USAO - Norland, Eastern
Press Release Number: 21-044
Related Content
Press Release
Two Brothers Plead Guilty to Relief Fraud
Two brothers from Port Avelin pleaded guilty today to taking relief money for a firm that never existed, the office announced.
March 8, 2021
Press Release
Clerk of Court Sentenced
A former clerk of the court was sentenced today to 12 months in prison.
March 2, 2021
Eastern District of Norland
Main Office:
1 Court Square
Port Avelin, NL 10101
Telephone: 555-202-3300
Fax Line: 555-202-3301
Stay Connected
Instagram
YouTube
Archives
Budget & Performance
FOIA
Legal Policies & Disclaimers
Privacy Policy
No FEAR Act Data
Vote.gov
Have a question about Government Services?
Contact USA.gov
"""

CROWN = """\
Skip to main content
Cymraeg
Accessibility
Search
Home
About Us
Crime Info
Prosecution Guidance
Publications
Careers
The Crown Prosecution Service
Man jailed for selling stolen boats | The Crown Prosecution Service
Cookies on this site
We use some essential cookies to make this website work.
Accept additional cookies
Reject additional cookies
View cookies
Home / News / Man jailed for selling stolen boats
Man jailed for selling stolen boats
10 March 2021|News, Fraud and economic crime
A man who sold eleven stolen boats has been jailed for four years at Northport Crown Court.
Jonas Petrak, 51, had pleaded guilty to fraud. He took the boats from Northport harbour between 2015 and 2018 and sold them under false names.
Amelia Torvald, of the CPS, said: “Petrak had no regard for the owners, who lost what they had saved for over years.”
Notes to editors
Jonas Petrak (DOB: 1/2/1970) was sentenced on 10 March 2021.
Amelia Torvald is a Senior Crown Prosecutor with CPS Northport.
Further reading
Fraud and economic crime
Share this page
Share on Facebook
Share on X
Print this page
Tags:
Fraud
Help us to improve our website; let us know what you think by taking our short survey
Back to top
Site map
Privacy
Freedom of information
© Copyright 2021 CPS. All rights reserved.
"""

POLICE = """\
Jump to navigation
Northport Police

    About
    Contact
    Recruitment

Home » Newsroom
Two arrested in harbour search

Published: 10 March 2021 - 09:15
Last updated: 11 March 2021 - 10:00

Two men were arrested after a search of the harbour on Tuesday night. The search was led by Detective Inspector Amelia Torvald of the Major Crime Unit.

“We are grateful to the crews of the two boats who called us,” she said.

Anyone with information is asked to call police on 555 0101 quoting reference 4312 or Crimestoppers anonymously on 555 555 111.

ENDS

Notes to Editors:
1. Northport Police is the largest force in the north.
2. Images are available on request.

Media contact: Press Office, 555 202 3300 / press@northport.example

Follow us on Twitter @northport
You may also like
Man wanted over theft
Boat safety week
Cookies
Terms and conditions
Accessibility statement
"""


def loaded(text: str) -> Document:
    document = load("page.txt", data=text.encode())
    assert isinstance(document, Document)
    return document


def kept(document: Document) -> list[str]:
    return [
        " ".join(document.text[b.start : b.end].split()) for b in document.blocks if b.kind != "boilerplate"
    ]


def test_a_prosecutors_page_comes_out_clean() -> None:
    document = loaded(PROSECUTOR)
    lines = kept(document)
    assert lines[0] == "Former Mayor Charged With Bribery"
    assert lines[1] == "U.S. Attorney's Office, Eastern District of Norland"
    assert lines[-1].startswith("An indictment is merely an allegation.")
    assert len(lines) == 9  # headline, office, dateline, six paragraphs
    said = document.metadata
    assert said.title is not None and said.title.value == "Former Mayor Charged With Bribery"
    assert said.date is not None and said.date.value == "2021-03-10"
    assert said.place is not None and said.place.value == "PORT AVELIN, Norl."
    assert said.source is not None and said.source.value == "United States Department of Justice"
    contacts = [document.text[b.start : b.end] for b in document.blocks if b.label == "contact"]
    assert "Mary Roe" in contacts


def test_a_page_with_crumbs_and_cookies_comes_out_clean() -> None:
    document = loaded(CROWN)
    lines = kept(document)
    assert lines[0] == "Man jailed for selling stolen boats" and len(lines) == 4
    assert document.metadata.date is not None and document.metadata.date.value == "2021-03-10"
    assert (
        document.metadata.source is not None
        and document.metadata.source.value == "The Crown Prosecution Service"
    )
    about = [document.text[b.start : b.end] for b in document.blocks if b.label == "about"]
    assert about[0] == "Notes to editors" and any("Senior Crown Prosecutor" in line for line in about)


def test_a_page_without_its_windows_title_comes_out_clean() -> None:
    lines = kept(loaded(POLICE))
    assert lines[0] == "Two arrested in harbour search" and len(lines) == 3


@pytest.mark.parametrize("page", [PROSECUTOR, CROWN, POLICE])
def test_nothing_is_deleted(page: str) -> None:
    document = loaded(page)
    assert document.text == page
    covered = "".join(document.text[b.start : b.end] for b in document.blocks)
    assert "".join(covered.split()) == "".join(page.split())


def test_a_text_that_only_speaks_of_menus_is_no_saved_page() -> None:
    text = "Harbour office opens new website\n\nNORTHPORT, Oct. 4, 2019 - The harbour office has a new website since Monday, with a link to skip to the main content on every page.\n\nRelated content\n\nThe old one was closed on the same day, and nobody was sorry about it, the office said in its release.\n"
    assert [line[:20] for line in kept(loaded(text))][:2] == ["Harbour office opens", "NORTHPORT, Oct. 4, 2"]
    assert any(line.startswith("The old one") for line in kept(loaded(text)))
