"""The JSON-LD contexts of Tesela as JSON on standard output: what the page resolves addresses by."""

import json
import sys

from tesela.codecs.contexts import context, known_urls

json.dump({url: {"@context": context(url)} for url in known_urls()}, sys.stdout, default=dict)
