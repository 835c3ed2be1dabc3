"""Words of datelines: abbreviated states, openers of places, and capitals before a dash that name no place."""

from pipelines.text.vocabulary import phrases, words

# AP's abbreviations and the postal ones of Canada and Australia that datelines print.
STATES = phrases("""
    ala., ariz., ark., calif., colo., conn., del., fla., ga., ill., ind., kan., kans., ky., la., md., mass., mich.
    minn., miss., mo., mont., neb., nev., n.h., n.j., n.m., n.y., n.c., n.d., okla., ore., pa., r.i., s.c., s.d., tenn.
    tex., vt., va., wash., w.va., w. va., wis., wyo., d.c., u.s., u.k., alta., b.c., man., n.b., n.l., n.s., ont.
    al, ak, az, ar, ca, ct, fl, ga, ia, id, il, ks, ky, md, mi, mn, mo, ms, mt, nc, nd, ne, nh, nj, nm, nv, ny, oh, ok
    pa, ri, sc, sd, tn, tx, ut, va, vt, wa, wi, wv, wy, dc, bc, ab, p.e.i.
    que., sask., nsw, qld, tas., vic., w.a., s.a., n.t., a.c.t., p.r.
""")

# A reporter may write from a ship, a plane or the country around a place.
OPENERS = words("aboard near outside off in on at over abord bordo bord")

# "Port-Gentil", "Saint-Louis": the first word of a compound tells that it is a place. Not "grand": "Grand-Prix".
COMPOUND_OPENERS = words("saint sainte port fort mont cap")

# "Aix-en-Provence", "Newcastle-upon-Tyne": a river, a lake or a country behind it tells so too.
COMPOUND_JOINERS = words("sur sous en lès lez upon super under am")

# Labels, questions and counts: they stand in capitals before a dash or colon as a place does.
NO_PLACE_WORDS = words("""
    update updated updates question questions answer answers q a live watch listen breaking exclusive opinion analysis
    review reviews correction clarification editorial comment commentary note notes photo photos picture pictures
    video read more related by fact explainer explained preview recap final score scores result results point points
    key step steps day week month year part chapter act scene round game match half quarter period verdict alert
    spoiler warning ingredients method directions who what when where why how which and but or yes no not i we you he
    she it they the this that these those then now here there so if as one two three four five six seven eight nine
    ten first second third last next previous best worst winner winners loser losers pros cons home away quote fact
    facts figure figures summary background context report reports news sport sports business politics weather lead
    headline editor's editors column letter letters obituary profile interview feature features special series
    episode volume issue page section title author subject date time place price cost tel phone email contact rating
    stars verdict tip tips trivia quiz answer solution problem cause effect before after during while until since latest
    tonight today tomorrow yesterday morning afternoon evening night noon midnight fazit frage antwort achtung hinweis
    pregunta respuesta domanda risposta pergunta resposta vraag antwoord
""")
