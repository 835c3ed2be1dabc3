"""What the aggregator prints on page after page: masthead, wall, footer, navigation. Words and links, no markup."""

MASTHEAD = ("Get all your news in one place.", "100’s of premium titles.", "One app.", "Start reading")
WALL = (
    "Sign up to read this article",
    "Read news from 100’s of titles, curated specifically for you.",
    "Already a member? Sign in here",
)
FOOTER = (
    "Related Stories",
    "Top stories on inkl right now",
    "One subscription that gives you access to news from hundreds of sites",
    "Already a member? Sign in here",
    "Our Picks",
    "Fourteen days free",
    "Download the app",
    "One app. One membership.",
    "100+ trusted global sources.",
)

TOPICS = {
    "world": "World",
    "politics": "Politics",
    "business": "Business",
    "science": "Science",
    "culture": "Culture",
    "sport": "Sport",
    "life": "Life",
}
"""The listings of the site: the name in the address, the name on the page."""

# Pages that every site has and no reader of news needs. Each is served, so that no link is dead by accident.
NAVIGATION = {
    "/": "Home",
    "/briefing": "Morning briefing",
    "/saved": "Saved stories",
    "/topics": "All topics",
    "/publishers": "Publishers",
    "/newsletters": "Newsletters",
    "/gift": "Give a gift",
    "/plans": "Plans and prices",
}
DOORS = {"/join": "Join", "/signin": "Sign in"}
"""Where the prompts lead. They are plain pages here: nothing can be joined."""
SMALL_PRINT = {
    "/about": "About us",
    "/careers": "Careers",
    "/press": "Press room",
    "/help": "Help centre",
    "/contact": "Contact",
    "/accessibility": "Accessibility",
    "/terms": "Terms of use",
    "/privacy": "Privacy policy",
    "/cookies": "Cookies",
    "/licensing": "Licensing",
    "/corrections": "Corrections",
    "/students": "Students",
    "/teams": "For teams",
    "/apps/phone": "Phone app",
    "/apps/tablet": "Tablet app",
    "/status": "Service status",
}
FEATURES = (
    ("No advertisements", "Read a whole story without a banner in the middle of it."),
    ("One price", "Hundreds of mastheads, and a single bill at the end of the month."),
    ("Good-news filter", "Turn down the gloom on the days when there is too much of it."),
    ("Pay for what you read", "Part of every fee goes to the newsrooms whose stories you opened."),
)
WHAT_IS_INKL = "What is inkl?"
WHAT_IS_INKL_ANSWER = "One place for the newspapers you already trust, and for those you have not met yet."
