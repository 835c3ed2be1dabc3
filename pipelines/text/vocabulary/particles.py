"""Small words inside names, and the endings that stay with them."""

from pipelines.text.vocabulary import words

# Lower case inside a name. Those that open surnames with a capital by custom (Le, La, Mac, Ní, Ó, Ben, St, Abu) are
# below: they join a name together too, but keep their capital when capitals are undone.
LOWER_PARTICLES = words("""
    de del della dello delle dei degli dell' d' da das do dos di du des de' la las los lo van von der den dem het
    't ter ten te tot op zu zum zur vom am af av auf und bin bint binti ibn al el ul ur ud as ad y i e ap ferch
""")

CAPITAL_PARTICLES = words(
    "le mac mc ní nic ó o ua uí mag ben abu abou abd abdel abdul umm st st. saint ste san santa sy"
)

# What may stand in lower case inside a name, in any of the languages.
PARTICLES = (
    LOWER_PARTICLES
    | CAPITAL_PARTICLES
    | words("a à a' ait aït ould bar bat ha ha- vande vanden vander della dalla dal dalle s' t'")
)

# Family names of two letters, which capitals alone can't tell from initials: "NG Wei" is a name, "AJ Smith" and
# "MA Khan" are not. Only those that hardly any pair of given names abbreviates to.
SHORT_FAMILY_NAMES = words("ng wu li xu vu hu lu yu gu ho su fu")

# Belong to the name and stay.
SUFFIXES = words("jr jr. jnr jnr. sr sr. snr snr. ii iii iv v. vi fils père")

# Mac names that carry a second capital. Not every Mac- does (Macron, Machado, Mackay), so these are told one by one.
MAC_NAMES = words("""
    macdonald macdonell macdougall macdowell maceachern macfarlane macfarquhar macgregor macgowan macinnes
    macintosh macintyre macisaac maciver mackinnon maclachlan maclaren maclean macleish maclellan maclennan
    macleod macmahon macmillan macnab macneil macneill macnamara macphail macpherson macquarie macrae macswiney
    mactaggart macvicar macaskill macbride macarthur macaulay macallister maccoll maccormack maccallum mackenzie
    macfadyen macgillivray macgill macmanus
""") - words("macaulay mackenzie")
