"""What the user decided: a plain log of JSON lines, its replay, and undo.

The log is the truth; everything the library shows of a decision is derived from it and can be derived again: after a re-index, in
another collection, from a colleague's log. Decisions speak of names and passages, never of row numbers.
"""

from __future__ import annotations

from reader.decisions.log import DecisionLog, Problem, joined, parse_lines
from reader.decisions.ruling import AddedName, Directory, Movement, Ruling, rule
from reader.decisions.verbs import VERBS, Decision, EntityRef, MentionRef, active, new_decision, taken_back

__all__ = [
    "VERBS",
    "AddedName",
    "Decision",
    "DecisionLog",
    "Directory",
    "EntityRef",
    "MentionRef",
    "Movement",
    "Problem",
    "Ruling",
    "active",
    "joined",
    "new_decision",
    "parse_lines",
    "rule",
    "taken_back",
]
