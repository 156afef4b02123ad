"""Reading linked data."""

from typing import Any


def list_nodes(value: Any) -> list[dict[str, Any]]:
    """Every node of a graph, those within others too."""
    if isinstance(value, list):
        return [node for one in value for node in list_nodes(one)]
    if isinstance(value, dict):
        return [value, *(node for one in value.values() for node in list_nodes(one))]
    return []
