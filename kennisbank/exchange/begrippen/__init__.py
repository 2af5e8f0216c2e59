"""The vocabulary as SKOS (NL-SBB). rdf, model, write, read and check know no models of the site."""
