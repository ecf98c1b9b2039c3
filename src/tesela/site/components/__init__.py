"""The accessible parts that all pages are made of, and the pages about them."""
