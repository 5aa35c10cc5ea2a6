"""QTI packages: an item for each question with one interaction, and the manifest that lists them.

Sources: 1EdTech, Question & Test Interoperability 2.2 and 3.0; Content Packaging 1.1.
"""

from __future__ import annotations

import io
from typing import NamedTuple
from xml.etree import ElementTree as Tree

from builder.polls.export import Outgoing
from builder.polls.questions import Question
from builder.storage.zip_writer import deflate, write_zip

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class Version(NamedTuple):
    """How a version of QTI writes things."""

    namespace: str
    manifest: str
    resource: str
    schema: str
    schema_version: str
    prefix: str  # of element names; attributes of 3.0 have hyphens

    def element(self, name: str) -> str:
        return f"{{{self.namespace}}}{self.prefix}{_hyphened(name) if self.prefix else name}"

    def attribute(self, name: str) -> str:
        return _hyphened(name) if self.prefix else name

    @property
    def template(self) -> str:
        host = (
            "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
            if self.prefix
            else "http://www.imsglobal.org/question/qti_v2p2/rptemplates"
        )
        return f"{host}/match_correct{'.xml' if self.prefix else ''}"


QTI_2_2 = Version(
    "http://www.imsglobal.org/xsd/imsqti_v2p2", _CP, "imsqti_item_xmlv2p2", "QTIv2.2 Package", "1.0.0", ""
)
QTI_3 = Version(
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    "imsqti_item_xmlv3p0", "QTI Package", "3.0.0", "qti-",
)  # fmt: skip


def package(polls: Outgoing, version: Version) -> bytes:
    """Return the package as a ZIP file, with the same bytes each time."""
    files = {f"items/{each.id}.xml": _item(each, version) for each in polls.questions}
    members = {"imsmanifest.xml": _manifest(polls, version, list(files)), **files}
    stream = io.BytesIO()
    write_zip(stream, [(name, deflate(data)) for name, data in members.items()])
    return stream.getvalue()


def _item(question: Question, version: Version) -> bytes:
    Tree.register_namespace("", version.namespace)
    item = Tree.Element(version.element("assessmentItem"), {
        "identifier": f"item-{question.id}", "title": question.text, version.attribute("adaptive"): "false",
        version.attribute("timeDependent"): "false", "{http://www.w3.org/XML/1998/namespace}lang": question.language,
    })  # fmt: skip
    declared = Tree.SubElement(item, version.element("responseDeclaration"), {
        "identifier": "RESPONSE", "cardinality": "multiple" if question.several else "single",
        version.attribute("baseType"): "identifier",
    })  # fmt: skip
    names = {each.id: f"choice-{number}" for number, each in enumerate(question.choices, 1)}
    if question.correct:
        right = Tree.SubElement(declared, version.element("correctResponse"))
        for identity in question.correct:
            Tree.SubElement(right, version.element("value")).text = names[identity]
    outcome = {"identifier": "SCORE", "cardinality": "single", version.attribute("baseType"): "float"}
    Tree.SubElement(item, version.element("outcomeDeclaration"), outcome)
    body = Tree.SubElement(item, version.element("itemBody"))
    interaction = Tree.SubElement(body, version.element("choiceInteraction"), {
        version.attribute("responseIdentifier"): "RESPONSE", "shuffle": "false",
        version.attribute("maxChoices"): "0" if question.several else "1",
    })  # fmt: skip
    Tree.SubElement(interaction, version.element("prompt")).text = question.text
    for choice in question.choices:
        made = Tree.SubElement(interaction, version.element("simpleChoice"), {"identifier": names[choice.id]})
        made.text = choice.text
    if question.correct:
        Tree.SubElement(item, version.element("responseProcessing"), {"template": version.template})
    return _written(item)


def _manifest(polls: Outgoing, version: Version, files: list[str]) -> bytes:
    Tree.register_namespace("", version.manifest)

    def name(tag: str) -> str:
        return f"{{{version.manifest}}}{tag}"

    manifest = Tree.Element(name("manifest"), {"identifier": f"polls-{polls.slug}"})
    about = Tree.SubElement(manifest, name("metadata"))
    Tree.SubElement(about, name("schema")).text = version.schema
    Tree.SubElement(about, name("schemaversion")).text = version.schema_version
    Tree.SubElement(manifest, name("organizations"))
    resources = Tree.SubElement(manifest, name("resources"))
    for number, file in enumerate(files, 1):
        entry = {"identifier": f"resource-{number}", "type": version.resource, "href": file}
        made = Tree.SubElement(resources, name("resource"), entry)
        Tree.SubElement(made, name("file"), {"href": file})
    return _written(manifest)


def _written(root: Tree.Element) -> bytes:
    Tree.indent(root)
    return _XML + Tree.tostring(root, encoding="unicode").encode() + b"\n"


def _hyphened(name: str) -> str:
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name)
