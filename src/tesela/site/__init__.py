"""The web service: a plain Django project that turns requests into library calls.

One app a person's task: `verifier` (an employer checks), `api` (machines), and
`components` (the accessible parts all pages are made of). Every page is
rendered on the server and complete without JavaScript.
"""
