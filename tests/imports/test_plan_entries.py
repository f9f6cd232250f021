"""Which section becomes which entry, and what of a document is left out."""

from __future__ import annotations

from generator.imports.draft import DraftText
from tests.imports.test_import_document import fields_of, imported, outcomes


def test_mistakes_and_conditions_are_no_steps() -> None:
    """Law: nobody ticks a mistake: numbered lines below such a title are prose."""
    found = imported("# T\n\n## পরিহার করুন\n\n1. ভুল\n2. আরও\n\n## 回滚条件\n\n1. 甲\n2. 乙\n\n## 回滚步骤\n\n1. 甲\n2. 乙")
    titles = {title: address.partition(".")[0] for address, title in fields_of(found).items() if address.endswith(".title")}
    assert [titles[title] for title in ("পরিহার করুন", "回滚条件", "回滚步骤")] == ["passages", "passages", "procedures"]


def test_what_leads_back_and_badges_are_left_out_and_a_centred_heading_is_the_title() -> None:
    """Law: pages have contents of their own, so links back to those of the document only arrange; badges are reported."""
    text = (
        '[![build](https://ci.test/b.svg)](https://ci.test)\n\n<h2 align="center">清单</h2>\n\n说明。\n\n'
        "## 目录\n\n1. **[甲](#甲)**\n2. [乙](#乙)\n\n## 甲\n\n- [ ] ![High][h] 写入<img>\n\n"
        "**[⬆ 返回](#目录)**\n\n## 乙\n\nb\n\n[顶](#top)\n\n"
        "[h]: data/high.svg"
    )
    document = imported(text)
    assert document.draft["variant"] == {
        "title": DraftText("清单", (3,)),
        "language": DraftText("zh"),
        "summary": DraftText("说明。", (5,)),
    }
    assert [text for address, text in fields_of(document).items() if ".items." in address] == ["High 写入<img>"]
    assert {line: outcomes(document)[line] for line in (1, 7, 9, 16, 22)} == {
        1: "reported",
        7: "reported",
        9: "reported",
        16: "layout",
        22: "layout",
    }
