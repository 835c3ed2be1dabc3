"""Sample pages: a page kept whole with its address and moment, beside what reading it should give."""
