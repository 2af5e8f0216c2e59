"""Dutch abbreviations that end in a full stop which does not end a sentence."""

_NEVER_LAST = """
aant. afb. afd. afk. alg. apr. art. artt. aug. bijl. bijv. blz. burg. bv. ca. cf. dec. dept. dhr. div. dr. drs. ds.
eerw. eig. evt. excl. fam. feb. fig. fr. geb. hfdst. hfst. hoofdst. hr. ing. incl. inl. ir. jg. jr. jul. jun. lic. ltr.
mej. mevr. mld. mln. mr. mrt. mw. nov. nr. nrs. okt. onz. opg. opm. overl. p. pag. par. plv. pp. prof. prov. publ. resp.
secr. sept. st. tab. tel. toel. uitg. univ. vb. verg. vgl. vlg. vnl. voorz. vr. wed. wnd. zgn. zog.
"""
_SOMETIMES_LAST = "max. min. jan. int. org. nl. sec. dir. red. temp. ref. reg."
_LAST = "enz. etc. e.d. e.a. a.u.b. s.v.p. n.v.t. m.m.v. o.i.d. jl. c.s. n.chr. v.chr."
_STARTERS = """
Aan Al Alle Als Bij Daar Daarbij Daarna Daarom Dan Dat De Deze Die Dit Door Dus Een Elke En Er Geen Haar Het Hier Hij
Hoe Hun Iedereen Iemand Ik In Is Je Kan Maar Men Met Mijn Na Naar Niet Nu Of Om Omdat Onze Ook Op Over Sinds Soms Te
Tijdens Toch Toen Tot Uit Van Veel Voor Waar Waarom Want Was Wat We Welke Wie Wij Worden Wordt Ze Zij Zo Zonder Zijn
"""

ABBREVIATIONS = frozenset(_NEVER_LAST.split())
"""Abbreviations that something else always follows: a name, a number, an example."""

AMBIGUOUS = frozenset(_SOMETIMES_LAST.split())
"""Words as well as abbreviations: they end a sentence when a typical first word follows."""

SENTENCE_ENDERS = frozenset(_LAST.split())
"""Abbreviations that end a sentence when a capital follows."""

SENTENCE_STARTERS = frozenset(_STARTERS.split())
"""Words that start a sentence far more often than they follow an initial: "plan B. De gemeente", not "J. de Vries"."""
