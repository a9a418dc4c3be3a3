"""Publishers: editions into a site, drop-in trees for site generators, books."""
