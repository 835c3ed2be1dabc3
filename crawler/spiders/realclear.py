"""RealClearPolitics and its sister sites: the day's commentary elsewhere, chosen by editors, morning and afternoon."""

from typing import ClassVar

from crawler.discovery import Source
from crawler.discovery.realclear import FRONT_PAGE, RealClearPage
from crawler.spiders.leads import LeadSpider

SISTERS = (
    "realclearbooks.com",
    "realcleardefense.com",
    "realcleareducation.com",
    "realclearenergy.org",
    "realclearhealth.com",
    "realclearhistory.com",
    "realclearinvestigations.com",
    "realclearmarkets.com",
    "realclearpolicy.com",
    "realclearreligion.org",
    "realclearscience.com",
    "realclearworld.com",
)


class RealClear(LeadSpider):
    """Each sister's front page; its own articles, and its sisters', are no leads."""

    name = "realclear"
    site = "https://www.realclearpolitics.com"
    hosts = SISTERS
    sources: ClassVar[tuple[Source, ...]] = (
        FRONT_PAGE,
        RealClearPage("/{section}/"),
        *(RealClearPage(f"https://www.{host}/") for host in SISTERS),
    )
