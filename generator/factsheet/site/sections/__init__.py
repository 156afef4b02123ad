"""Parts of pages that more than one page has, or that are large enough to stand alone."""
