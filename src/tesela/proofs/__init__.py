"""How a document is secured: keys, cryptosuites, Data Integrity proofs.

A proof knows nothing of formats: it covers a document, whatever it says.
"""
