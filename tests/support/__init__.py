"""What tests share: places, corpora, built sites, a browser, and judges of pages."""
