"""The document a learner holds: as PDF, and as a page that needs nothing else.

`content` decides what is said; `pdf` and `page` write it down and say the
same. The credential itself travels inside; `attached_credential` finds it in
a PDF again. What is checked of the files, and what is not, stands in
docs/documents.md.
"""

from tesela.formats.document.attached import attached_credential
from tesela.formats.document.contents import content
from tesela.formats.document.display import display_png
from tesela.formats.document.page_writer import page
from tesela.formats.document.parts import Content
from tesela.formats.document.pdf_writer import Attachment, pdf

__all__ = ["Attachment", "Content", "attached_credential", "content", "display_png", "page", "pdf"]
