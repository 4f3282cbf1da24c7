"""The shipped guide: whole in both languages, its decisions complete, its links alive."""

import re
from collections.abc import Iterator

import pytest

from assets import LANGS
from kiosk.guide.content import NEEDED, STEPS, load
from kiosk.guide.model import Decision, Form, Inset, Quote, Slot, Terms, Topic

ZH, EN = (load(lang) for lang in LANGS)
_HAN = re.compile(r"[㐀-鿿]")


def decisions(topics: tuple[Topic, ...]) -> Iterator[tuple[str, Decision]]:
    for topic in topics:
        for block in topic.blocks:
            if isinstance(block, Decision):
                yield topic.name, block


def test_both_languages_have_the_same_pages() -> None:
    assert ZH.names == EN.names
    for zh, en in zip(ZH.topics, EN.topics, strict=True):
        assert [type(block) for block in zh.blocks] == [type(block) for block in en.blocks]
        assert (zh.see, zh.step, zh.dated) == (en.see, en.step, en.dated)
    for zh_one, en_one in zip(ZH.troubles, EN.troubles, strict=True):
        assert len(zh_one.remedies) == len(en_one.remedies)
        assert [one.text for one in zh_one.shown] == [one.text for one in en_one.shown]


def test_english_was_written_not_left_out() -> None:
    for topic in EN.topics:
        assert len(_HAN.findall(topic.title)) < len(topic.title) / 2, topic.name
        for block in topic.blocks:
            if isinstance(block, Quote):
                assert block.meaning
            if isinstance(block, Form):
                assert block.meaning
                assert all(row.meaning for row in block.rows)
            if isinstance(block, Terms):
                assert not _HAN.search(block.title)
                assert all(row.meaning for row in block.rows)
    for trouble in EN.troubles:
        assert all(shown.meaning for shown in trouble.shown)
        assert all(re.search("[a-z]", remedy) for remedy in trouble.remedies)
    for _, decision in decisions(EN.topics):
        for node in decision.nodes:
            assert not node.question or re.search("[a-z]", node.question)


def test_nine_steps_in_their_order() -> None:
    assert [topic.step for topic in ZH.steps] == list(range(1, STEPS + 1))
    assert [topic.name for topic in ZH.steps] == [f"register-{n}" for n in range(1, STEPS + 1)]


def test_each_step_shows_a_form_or_a_list() -> None:
    for topic in ZH.steps[:-1]:
        assert any(isinstance(block, Form) for block in topic.blocks), topic.name


def test_all_that_is_needed_is_there_and_named_in_ascii() -> None:
    assert set(NEEDED) <= set(ZH.names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ZH.names)


def test_every_slot_has_its_place() -> None:
    found = {
        block.slot for topic in ZH.topics for block in topic.blocks if isinstance(block, Inset)
    }
    for _, decision in decisions(ZH.topics):
        found |= {
            block.slot
            for node in decision.nodes
            for block in node.blocks
            if isinstance(block, Inset)
        }
    assert found == set(Slot)


def ways(decision: Decision, name: str) -> Iterator[tuple[str, ...]]:
    """Yield every path from a node to an end."""
    node = decision.node(name)
    if not node.branches:
        yield (name,)
    for branch in node.branches:
        for way in ways(decision, branch.to):
            yield (name, *way)


def test_the_exception_cases_have_every_branch_of_the_annex() -> None:
    found = {name: set(ways(one, one.nodes[0].name)) for name, one in decisions(ZH.topics)}
    assert set(found) == {"taken", "conscription"}
    start = ("start", "go-on")
    assert {
        (*start, "classmate"),
        (*start, "how-often", "values", "submitted", "waiting"),
        (*start, "how-often", "once", "values", "submitted", "solved"),
        (*start, "how-often", "twice", "values", "submitted", "other", "photo", "again"),
        (*start, "how-often", "values", "other", "classmate"),
        (*start, "how-often", "stop", "classmate"),
        (*start, "how-often", "stop", "photo", "again"),
        (*start, "photo", "waiting"),
        (*start, "photo", "again"),
        (*start, "photo", "solved"),
        ("start", "recover", "recovered"),
        ("start", "army"),
    } <= found["taken"]
    assert found["conscription"] == {
        ("start", "own"),
        ("start", "forgotten", "own"),
        ("start", "forgotten", "office", "log-in"),
        ("start", "forgotten", "office", "no-answer"),
        ("start", "office", "log-in"),
        ("start", "office", "no-answer"),
    }


def test_the_second_way_warns_twice_and_stops_the_third_time() -> None:
    (decision,) = (one for name, one in decisions(ZH.topics) if name == "taken")
    asked = decision.node("how-often")
    assert [branch.to for branch in asked.branches] == ["values", "once", "twice", "stop"]
    for name in ("once", "twice"):
        assert {branch.to for branch in decision.node(name).branches} == {"values", "other"}
    assert "values" not in {step for way in ways(decision, "stop") for step in way}


def test_who_is_known_to_have_used_the_second_way_is_offered_no_more_of_it() -> None:
    (decision,) = (one for name, one in decisions(ZH.topics) if name == "taken")
    offered = {
        node.name: [branch.until for branch in node.branches]
        for node in decision.nodes
        if any(branch.until for branch in node.branches)
    }
    assert offered == {
        "go-on": [None, 3, None],
        "how-often": [1, 2, 3, None],
        "once": [2, None],
        "twice": [3, None],
    }
    tells = [(one.name, way.to) for one in decision.nodes for way in one.branches if way.tells]
    assert tells == [("values", "submitted")]


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_tells_where_it_comes_from(lang: str) -> None:
    guide = ZH if lang == "zh" else EN
    sources = [(one.source, one.dated) for one in guide.topics]
    sources += [(one.source, one.dated) for one in guide.troubles]
    for source, dated in sources:
        assert source
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", dated)
