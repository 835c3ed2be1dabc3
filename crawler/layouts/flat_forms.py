"""The flat pages of the aggregators that are known, by declaration: what a line's form alone does not show."""

from crawler.layouts.general_flat import GeneralFlat


class MsnFlat(GeneralFlat):
    """Publisher, headline, "Story by A B • 2h • 3 min read"; captions open with their credit."""

    name = "msn/flat"
    above = ("publisher",)
    below = ("publisher",)


class YahooFlat(GeneralFlat):
    """Publisher, headline, byline between error messages, date and read time run together."""

    name = "yahoo/flat"
    above = ("publisher",)
    below = ("publisher",)


class AolFlat(GeneralFlat):
    """As Yahoo's, the publisher above the headline or below the byline."""

    name = "aol/flat"
    above = ("publisher",)
    below = ("publisher",)


class UpiFlat(GeneralFlat):
    """Section, date, headline, byline; UPI's own stories."""

    name = "upi/flat"
    publisher = "UPI"
    above = ("section",)


class AllAfricaFlat(GeneralFlat):
    """Publisher with its place, date, byline, in any order round the headline."""

    name = "allafrica/flat"
    above = ("publisher", "place")
    below = ("publisher", "place")
    marks = frozenset(
        "press release,opinion,analysis,interview,column,editorial,guest column,document,book review,blog,announcement,"
        "commentary,communiqué de presse".split(",")
    )


class PhysOrgFlat(GeneralFlat):
    """Date, headline, "by A B, University of C"; the science wire's own page for releases and agency copy."""

    name = "physorg/flat"
    publisher = "Phys.org"


class EurekAlertFlat(GeneralFlat):
    """Release date, headline, kind of release, and the institution that signs it and whose story it is."""

    name = "eurekalert/flat"
    house = "byline"
    below = ("byline",)
    marks = frozenset(
        "peer-reviewed publication,reports and proceedings,meeting announcement,grant and award announcement,"
        "business announcement,book announcement,scientific community,research news,news release,reader response,"
        "dissertation,feature story,expert reaction,multimedia release".split(",")
    )


class PressReaderFlat(GeneralFlat):
    """A printed paper's title, date, section, headline and byline, often in capitals."""

    name = "pressreader/flat"
    above = ("publisher", "section")


class YahooJapanFlat(GeneralFlat):
    """Headline, "3/12(火) 10:30配信", publisher."""

    name = "yahoo_japan/flat"
    above = ("publisher",)
    below = ("publisher",)
    closing_house = True
