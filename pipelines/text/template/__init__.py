"""The template an aggregator prints its stories in, learned from the lines that recur.

``shape`` takes the particulars out of a line, ``sightings`` is what one story shows, ``tally`` what many have shown;
``judgement`` says what is sure, ``families`` joins kindred shapes, ``proposal`` writes a rule for a person to read.
"""
