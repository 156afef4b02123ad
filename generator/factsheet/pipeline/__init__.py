"""Read, check, render: the way from a folder of facts to a site."""
