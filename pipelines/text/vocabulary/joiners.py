"""Words that join people, and those that lead to a place or an employer."""

from pipelines.text.vocabulary import words

# Always "and" between two parts.
AND_WORDS = words("and & und et og och & plus sowie ja és och i̇le ve dan și şi и та і й και και & och ו")
# "And" in some languages, something else in others or inside names: only between what reads as two whole parts.
MAYBE_AND_WORDS = words("y e en i a u und și да si")
WITH_WORDS = words("with w/ avec mit con com met med z s с z з με with: مع featuring feat. feat")

# The words after these are a place, wherever they stand after a name.
IN_WORDS = words("in at aus em à au aux w в из v من near")
# Something else elsewhere: a place only when what follows is one, or after a comma.
MAYBE_IN_WORDS = words("en a i from från fra aus bei zu te ve i dalla ")

# Join names ("Vitor de Lima"): they lead to a place only at the head of a phrase behind a person.
PARTICLE_IN_WORDS = words("de da do das dal del dalla des du")

FOR_WORDS = words("for pour para für voor")

# Arabic names that begin with the letter that also means "and".
WAW_NAMES = words("""
    وليد وائل وسام وفاء وجدي وسيم وداد ورد وردة وديع وهيب وهبة وصفي وحيد وجيه وهيبة وئام ولاء وفيق وطفة وهبي وادي
    وزان واصف
""")
