"""The frontier of a run: which stories and listings are due, handed out by the ledger and given back to it.

``wire_room`` is what a spider holds, ``spider`` what it needs of one. ``frontier`` claims stories and notes what became
of them, ``story_pages`` asks for them, page after page where a story has several (``page_by_page``, ``so_far``), and
``story_reading`` has them read; ``moves`` and ``reslugged`` know those that have changed their address.
``listings`` says which listings are due, ``listing_pages`` asks for them, ``finds`` tells what is new on them;
``leads`` takes up what link-only aggregators found. ``arguments`` and ``scope`` are the bounds that the operator set;
``conditional`` asks for a page only if it changed; ``troubles`` says why something did not come, ``unreadable`` what is
noted of what came and can't be read.
"""
