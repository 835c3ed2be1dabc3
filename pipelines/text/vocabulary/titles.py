"""Titles that a byline drops, and those that stay with the name."""

from pipelines.text.vocabulary import words

DROPPED_TITLES = words("""
    dr dr. drs drs. prof prof. professor professors profs mr mr. mrs mrs. ms ms. miss mx mx. herr frau fräulein
    mme mme. mlle mlle. sr. sra sra. srta srta. señor señora doña dña. sig. sig.ra signora signor dott. dott.ssa
    dottor ing. dipl.-ing. mag. med. hc h.c. dra dra. doctor doctora prof.dr. professore professoressa profesora
    profesor professeur associate-professor emeritus rev rev. reverend rt hon hon. shri smt smt. kum. tan-sri
    ustaz д-р проф. г-н г-жа д.р دكتور الدكتور د. الدكتورة أ.د. الأستاذ
""") - words("rt")

KEPT_TITLES = words("""
    sir dame lord lady baroness baron count countess fr fr. father sister brother sr rabbi imam sheikh shaikh
    cardinal
""")

# Whose name may go on with "of" and a place: "Lord Bevan of Penarth".
PEERS = words("lord lady baroness baron viscount viscountess earl")

# Degrees after a name ("Amara Nwosu, MD"), dots left out.
DEGREES = words("""
    md phd dphil mbbs mbchb bsc msc ba ma mba mph mpa mfa llb llm jd esq edd dds dmd dvm rn np pa-c do pharmd psyd
    lcsw rd rdn cpa cfa cfp facp faap faan frcp frcs frs frse fba obe mbe cbe kbe qc kc mp mep phdc mdphd bds bvsc
    dsc dlitt mphil med meng beng dpt lmft lpc crnp fnp dnp aprn cissp pmp pe aicp aia bcba cscs cpt
""") - words("med pa mp do pe rd")
