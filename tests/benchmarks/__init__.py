"""``make bench``: copydesk and its peers over the same pages in the same run, side by side; see ``__main__``."""
