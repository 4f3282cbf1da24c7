"""Guided decisions: nodes that lead to nodes, checked so that nobody gets lost in them."""

from collections.abc import Callable

from kiosk.guide.errors import GuideLeadsNowhere, GuideTwice
from kiosk.guide.model import Block, Branch, Decision, Node
from kiosk.guide.reading import Table


def decision(topic: Table, blocks: Callable[[Table], tuple[Block, ...]]) -> tuple[Decision, ...]:
    """Take the nodes of a topic, if it has any.

    Args:
        topic: The topic's table.
        blocks: Takes the blocks of a table.

    Raises:
        GuideBroken: A node cannot be reached, has its name from another one, or leads somebody
            nowhere or back to itself.
    """
    read: dict[str, tuple[Table, Node]] = {}
    for table in topic.tables("node"):
        node = _node(table, blocks)
        if node.name in read:
            raise table.refuse(GuideTwice, "name", named=node.name)
        read[node.name] = table, node
    if not read:
        return ()
    reached: set[str] = set()
    _follow(next(iter(read)), (), read, reached)
    for name, (table, _) in read.items():
        if name not in reached:
            raise table.refuse(GuideLeadsNowhere, "name", named=name)
    return (Decision(tuple(node for _, node in read.values())),)


def _node(table: Table, blocks: Callable[[Table], tuple[Block, ...]]) -> Node:
    branches = tuple(
        Branch(one.said(), one.word("to"), one.number("until"), one.flag("tells"))
        for one in table.tables("branch")
    )
    if branches and all(one.until for one in branches):
        raise table.refuse(GuideLeadsNowhere, "until")
    return Node(
        name=table.word("name"),
        blocks=blocks(table),
        question=table.said_of("ask") if branches else "",
        branches=branches,
    )


def _follow(
    name: str, path: tuple[str, ...], read: dict[str, tuple[Table, Node]], reached: set[str]
) -> None:
    """Walk from a node to all that it leads to."""
    reached.add(name)
    table, node = read[name]
    for branch in node.branches:
        if branch.to not in read or branch.to in (*path, name):
            raise table.refuse(GuideLeadsNowhere, "branch", named=branch.to)
        if branch.to not in reached:
            _follow(branch.to, (*path, name), read, reached)
