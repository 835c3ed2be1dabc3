"""Pictures of a page that no layout knows: which elements are pictures, what they say, which are the story's.

Three steps, since each knows more than the one before. ``picture_claims`` knows the tree: figures, and images with a
caption in one container. ``take_captions`` knows the lines that are left: captions that stand beside a picture.
``story_pictures`` knows the copy: which pictures are its own, and which are teasers', portraits and icons.
"""

from crawler.reader.pictures.beside import take_captions
from crawler.reader.pictures.claims import picture_claims
from crawler.reader.pictures.story import story_pictures
from crawler.reader.pictures.told import with_told

__all__ = ["picture_claims", "story_pictures", "take_captions", "with_told"]
