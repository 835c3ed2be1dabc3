"""Other people's forms of an article, each a pure function of it: no clock, network or disk."""
