"""The place for a seal in a document: a signature field in its tag tree.

The field is there before the seal, because a seal covers every byte
(ISO 32000-2, 12.8.1). It is a widget without extent on the last page: the
words of the document say all there is to say, and nothing has to be drawn
(ISO 19005-3, 6.3.3, asks no appearance of an annotation without extent). For
those who go through the page by its structure it is a form element of its own
at the end, with a name in their language (ISO 14289-1, 7.18.1 and 7.18.4).
"""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tesela.formats.document.parts import Text, plain

FIELD = "Seal"
_PRINTED_AND_LOCKED = 4 + 128
"""Flags of an annotation (ISO 32000-2, 12.5.3); ISO 19005-3, 6.3.2, asks for Print."""


def add_seal_field(document: pikepdf.Pdf, words: Text) -> None:
    """Puts an empty signature field named `FIELD` at the end of `document`; `words` name it."""
    root = document.Root
    page = document.pages[-1]
    place = max(pikepdf.NumberTree(root.StructTreeRoot.ParentTree).keys(), default=-1) + 1
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(FIELD),
            TU=String(plain(words)),
            Rect=Array([0, 0, 0, 0]),
            F=_PRINTED_AND_LOCKED,
            P=page.obj,
            StructParent=place,
        )
    )
    annotations = page.obj.get("/Annots", Array())
    annotations.append(field)
    page.obj.Annots = annotations
    page.obj.Tabs = Name.S
    root.AcroForm = document.make_indirect(Dictionary(Fields=Array([field])))
    _tag(document, field, page, place, words)


def _tag(
    document: pikepdf.Pdf, field: pikepdf.Object, page: pikepdf.Page, place: int, words: Text
) -> None:
    """The form element, last below the first element of the tree."""
    tree = document.Root.StructTreeRoot
    top = tree.K[0] if isinstance(tree.K, Array) else tree.K
    form = document.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=top,
            Pg=page.obj,
            Lang=String(words[0].language),
            K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page.obj),
        )
    )
    top.K = Array([*(top.K if isinstance(top.K, Array) else [top.K]), form])
    pikepdf.NumberTree(tree.ParentTree)[place] = form
    tree.ParentTreeNextKey = place + 1
