"""A scenario of thousands of questions, with guards: longer than any person would answer."""

from __future__ import annotations

import random

_HEAD = """\
format = 1
id = "long"
title = "A long one"
summary = "Made by a machine."
"""
_MESSAGE = """
[[message]]
id = "note"
title = "Note"
channels = ["letter"]
"""
_PARTS = 100


def long_scenario(steps: int, seed: int = 1) -> str:
    """Return the file of a sound scenario of `steps` steps.

    Every second one has a guard on two of those before it, and every answer is used.
    """
    dice = random.Random(seed)
    said = [_HEAD]
    for number in range(steps):
        if number % 50 == 0:
            said.append(f'\n[[section]]\nid = "s-{number}"\ntitle = "From {number}"\n')
        said.append(f'\n[[section.step]]\nid = "s{number}"\nask = "What about {number}?"\n')
        said.append(_KINDS[number % 3])
        if number > 2 and number % 2:
            one, other = dice.sample(range(number), 2)
            said.append(f"when = '{_test(one)} and ({_test(other)} or not s{one})'\n")
    said.append(_MESSAGE)
    for at in range(_PARTS):
        inside = range(at * steps // _PARTS, (at + 1) * steps // _PARTS)
        text = "".join(f"{{% if s{n} %}}Here is {{{{ s{n} }}}}. {{% endif %}}" for n in inside)
        said.append(f'\n[[message.part]]\ntext = """{text}"""\n')
    return "".join(said)


_KINDS = (
    'kind = "choice"\noptions = [{ id = "a", label = "One" }, { id = "b", label = "Two" }]\n',
    'kind = "text"\noptional = true\n',
    'kind = "scale"\n',
)


def _test(number: int) -> str:
    return (f's{number} == "a"', f"s{number}", f"s{number} >= 5")[number % 3]
