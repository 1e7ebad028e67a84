"""Whether a statement says back what the other said, sees or feels.

A reflection is a statement about the other person: their words, view, feelings, wants or
situation. So what counts is who it is about and what of it they have just said, more than
how it begins. After Miller and Rollnick 2013, reflective listening; and Yeomans, Minson,
Collins, Chen and Gino 2020.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from coach.rehearse.hearing.questions import bare
from coach.rehearse.hearing.speech import fluent, words_of

ENOUGH = 1.0
"""The score from which a clause counts as a reflection."""

_COMMON = frozenset(
    "a an and are as at be been being but by can could did do does doing done for from get gets "
    "got "
    "had has have having he her here him his how i if in into is it its just like me more much my "
    "no "
    "not now of off ok okay on one or our out really right she should so some that the their them "
    "then "
    "there these they thing things this those to too up us very was we well were what when where "
    "which "
    "who why will with would yeah yes you your yours think know mean kind sort lot little bit "
    "going go "
    "want good great also about because am i'm you're it's that's don't didn't he's she's they're "
    "i've "
    "you've we're there's i'd i'll can't doesn't isn't wasn't gonna wanna um uh oh mm hmm way "
    "make say "
    "said see come even all any only other than over time back still".split()
)

_ENDING = re.compile(r"(?:'s|ings?|ed|es|s|ly|er|e|ies|y|ied)$")
_OPENS = re.compile(
    r"(?:(?:it|that|this|you|he|she|they|things)(?:'s)? )?(?:also |almost |really |just "
    r")?(?:sounds?|sounded|sounding|seems?|seemed|looks?|looked) (?:to me )?(?:like|as if|as "
    r"though|that|you|pretty|very|really|so|quite|hard|tough|frustrat|stress|exhaust|overwhelm|"
    r"difficult|a lot|you're|this is|that)"
    r"|what (?:i'm hearing|i hear|you're saying|you are saying|you mean|i'm getting|i've heard|i "
    r"heard|you're telling)|(?:so )?(?:i'm hearing|i hear|i am hearing|i've heard|i heard)(?: "
    r"from you| you (?:say|saying))?"
    r"|if i(?:'m| am|'ve)? (?:understand|understood|hear|hearing|heard|got|get|getting|follow|"
    r"following)|let me (?:see|make sure|check|just|try to|say back|summari[sz]e|recap|repeat)(?: "
    r"\S+){0,3} (?:if|that|back|what|understand|got|this|sum|you)|so let me"
    r"|in other words|in a nutshell|to sum(?:mari[sz]e)?|(?:so )?you(?:'re| are| were)? (?:also |"
    r"just |really |basically |kind of )?(?:saying|telling|mentioned|said|told|mention|say|talked|"
    r"described|shared|wrote|talking about|feeling|felt|feel|noticed|noticing)"
    r"|i (?:can|could) (?:really |also |totally |only |definitely |kind of )?(?:see|tell|hear|"
    r"imagine|sense|understand|appreciate|feel)(?! what i|$)|i (?:sense|gather|take it|get the "
    r"(?:sense|feeling|impression)|get that|understand|imagine|see|know|realize|realise)(?: that| "
    r"how| why)? (?:you|it's|it must|this|that's|your|for you)"
    r"|(?:it|that|this|you|which) must(?:'ve| have)?(?: been| be| feel| get)?|(?:no|small|little) "
    r"wonder|part of you|a part of you|(?:on )?(?:the|one) one hand|on the one hand|(?:so "
    r")?(?:for|to) you(?:,| it| that| this|'s| the| being| your)"
    r"|(?:so )?it(?:'s| is) (?:almost |kind of |really |more )?(?:like|as if|as though) you|from "
    r"(?:where you|your (?:side|end|point of view|perspective|view))|the way you see it|as you "
    r"see it|you'd (?:like|love|rather|prefer|want)|your (?:sense|view|worry|concern|hope|feeling|"
    r"goal|thought|experience|impression) (?:is|was|here)"
    r"|(?:so )?what(?:'s| is) (?:important|hard|really|most important|difficult|bothering|"
    r"worrying)(?: \S+){0,4} (?:you|is)|(?:so )?(?:not only|and yet|and at the same time|at the "
    r"same time|but at the same time) (?:you|it)"
)
_PLAN = re.compile(
    r"(?:sounds?|seems?) (?:like a |like an |a |really |very )?(?:plan|good|great|fair|fine|"
    r"perfect|reasonable|lovely|wonderful|awesome)\b"
)
_TO_ME = re.compile(
    r"(?:it |that |this )?(?:sounds?|seems?|looks?) (?:to me )?(?:like|as if|that) (?:he|she|they|"
    r"my|if|the school|it needs|we|i|there|a lot of excuses|you(?:'re just| just| don't| never| "
    r"didn't even))"
)
_ADVICE = re.compile(
    r"(?:i think |maybe |perhaps |then |i guess |really |probably )*(?:you|you'd|you'll|u) "
    r"(?:really |just |probably |definitely |also |all |guys |still |do |always |actually "
    r")*(?:should|shouldn't|could|must|ought|need to|need a|have to|has to|had better|better|"
    r"might (?:want|try|consider|need|as well|be able)|may (?:want|need|have to|be able|find)|"
    r"gotta|got to|can (?!only|see|tell)|will|would (?:want|need|have|be better)|wanna|want to "
    r"(?:make sure|try|be careful|start by|avoid|keep|be sure))"
)
_COMING = re.compile(
    r"(?:and |so |then |but )*(?:you'll|you will|you'd (?!like|love|rather|prefer|want|been|had|"
    r"have|be )|you (?:can|could|be) )"
)
_YOU = re.compile(
    r"(?:(?:that|which|because|since|and|but|so|when|even though|although|while|then|now|not that|"
    r"how|why|today|right now|sometimes|at times|overall|obviously|clearly|really|it's that|it's "
    r"like|it's because|plus|certainly|i guess|i think|i suppose|i bet|i'm guessing|i imagine|"
    r"maybe|perhaps|part of|mostly|again|as) )*"
    r"(?:you(?!r)|you're|you've|you'd|you'll|u|ur) "
)
_YOUR = re.compile(r"(?:and |but |so |it's |that's |now |because )*your? [a-z]+")
_PRAISE = re.compile(
    r"you(?:'re| are|'ve been| have been| have| were|'ve done| did| do|'ve got)? (?:such |so |"
    r"very |really |a |an |doing |always |done |been )*(?:great|good|kind|wonderful|amazing|"
    r"helpful|patient|beautiful|awesome|lovely|fantastic|welcome|nice|well|smart|strong person)\b"
)
_FEELS = re.compile(
    r"(?:it|that|this|it's|that's|this is|that is|it is|it can be|that can be|that feels|it feels|"
    r"which is|that sounds|sounds)(?:'s| is| was| has been| feels| can be| would be| must be|'s "
    r"been| really is)? (?:really |very |so |quite |pretty |kind of |a |been |such a |just |still "
    r"|all |a bit |too |more |been |certainly |definitely |probably )*"
    r"(?:hard|tough|difficult|frustrating|scary|stressful|exhausting|overwhelming|a lot|lot|"
    r"painful|upsetting|sad|confusing|important|worrying|worrisome|challenging|challenge|struggle|"
    r"tiring|lonely|rough|disappointing|annoying|hurtful|heavy|awful|horrible|terrible|shock|"
    r"surprise|surprising|embarrassing|burden|big deal|relief|priority|balancing act|catch-22|"
    r"concern|worry|mess|dilemma|uncomfortable|discouraging|something (?:that )?you|something "
    r"that's|not (?:easy|something|what you)|bothering|weighing|on your)\b"
)
_NICE = re.compile(
    r"(?:what a |what an |oh |wow |you know |i (?:think|guess|suppose) )?(?:that|it|this)?(?:'s| "
    r"is| was| sounds| looks| does)? ?(?:really |very |so |pretty |just |a |an |all |absolutely "
    r")*(?:great|good|nice|awesome|wonderful|fantastic|excellent|amazing|cool|perfect|fine|lovely|"
    r"okay|ok|fair|true|right|interesting|exciting|cute|impressive|beautiful|terrific|fun|funny|"
    r"super|good to (?:hear|know|see)|great to hear)(?: to (?:hear|know)| news| idea| job| "
    r"question| point| plan| start| goal| work| thing)?$"
)
_FIRST = re.compile(
    r"(?:(?:and|but|so|because|then|when|if|well|what|since|that|also|now|maybe|as|usually|"
    r"normally|actually|honestly|today|personally) )*(?:i|i'm|i've|i'd|i'll|my|we|we're|we've|"
    r"we'll|we'd|our|me|let me|let's|mine|myself)(?![\w'-])"
)
_IF = re.compile(
    r"(?:and |but |so |because )?(?:if|when|once|unless|until|after|before) (?:you|your|he|she|"
    r"they|it|we|someone|somebody|the|that)"
)
_GENERIC = re.compile(
    r"\b(?:research|studies|study shows|in general|people|patients|students usually|most|many|"
    r"typically|usually|percent|%|recommend|for example|for instance|the thing is|the problem is|"
    r"the truth is|the fact is|the reason|it's important to|make sure|one (?:option|way|thing)|"
    r"options?|available|guidelines?)\b"
)
_IT = re.compile(
    r"(?:and |but |because |just |not |kind of |almost |like )*(?:it|it's|that|that's|this|there|"
    r"there's|not|more|like|kind|part|something|what|which|[a-z]{3,}ing)\b"
)
_HUMAN = re.compile(
    r"\b(?:he|she|they|him|them|his|he's|she's|they're|he'll|she'll|kid|kids|son|daughter|my|our|"
    r"me|us|we|i|i'm)\b"
)
_DENIES = re.compile(
    r"(?:no|but|well|actually)?[, ]*(?:it|that|this)(?:'s| is| was)? (?:not (?:true|fair|right|"
    r"what|how|good enough|okay|ok|acceptable|the (?:point|case|issue))|isn't (?:true|fair|right|"
    r"what|how|good)|wasn't|wrong|ridiculous|unacceptable|a lie|getting worse|worse|enough)\b"
)
_TAGGED = re.compile(r"(?:\b(?:huh|right|correct|then)|n't (?:it|he|she|they|that|there))$")
_SO = re.compile(
    r"(?:(?:ok|okay|right|yeah|well|oh|mm-hm+|great|all right|alright|yes|now|ah|sure|good)[ "
    r",.]+)*(?:so|and so|then|and yet|but yet)\b"
)
_SOMETHING = re.compile(r"\bsomething (?:that )?(?:you|you're|you'd|you've|that's)\b")
_ABOUT_YOU = re.compile(r"\b(?:you|your|yours|yourself|you're|you've|you'd|you'll)\b")


@lru_cache(512)
def content(text: str) -> frozenset[str]:
    """Return the telling words of a text, each cut to its stem."""
    return frozenset(
        _stem(word)
        for word in words_of(fluent(text[:4000]))
        if len(word) > 2 and word not in _COMMON
    )


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem[:6] if len(stem) > 2 else word[:6]


def shared(low: str, context: frozenset[str]) -> float:
    """Return the share of a clause's telling words that the other has just used, 0 to 1."""
    own = content(low)
    return len(own & context) / len(own) if own and context else 0.0


_KIND = (
    r"(?:feel|felt|want|wanted|wanna|like|love|know|knew|see|saw|seen|hear|heard|find|found|hope|"
    r"hoped|help|helped|think|understand|worry|care|mean|sound|seem|look|have|had|need|notice|"
    r"noticed|remember|believe|trust|get|expect|miss|sense|wonder|enjoy|prefer|wish|agree|say|said|"
    r"talk|talked|tried|try|has|do|be|been|go|come|came|to|got)"
)
_DONE_TO_US = re.compile(
    r"(?:and |but |so |then |because |when |now )*(?:you|u|you've|you have)(?: just| still| all| "
    r"even| only| always| "
    rf"simply| also| really| then)* (?!{_KIND}\b|(?:are|were|was|is|re|not|can|could|will|would|"
    rf"should|might|may|must|don't|didn't|"
    r"can't|never|won't)\b)[a-z]+ (?:\S+ ){0,3}?(?:him|her|them|us|me|my|our|his|a child|a kid|"
    r"the kids|children|kids)\b"
)
_FAILED_TO = re.compile(
    r"(?:and |but |so |then |because |well )*(?:you|u|you've|you have)(?: just| still| all| even| "
    r"only| simply)* "
    rf"(?:didn't|didnt|did not|never|won't|haven't|have not|wouldn't|refused to)(?: even| ever| "
    rf"once| really| bother to)? "
    rf"(?!{_KIND}\b)[a-z]+"
)


def done_to_us(low: str) -> bool:
    """Return whether a clause says what the other did to the speaker or to the child."""
    return bool(_DONE_TO_US.match(bare(low)))


def failed_to(low: str) -> bool:
    """Return whether a clause says what the other left undone."""
    return bool(_FAILED_TO.match(bare(low)))


def opens(low: str) -> bool:
    """Return whether a clause begins as people begin to say back: “so you feel …”."""
    said = bare(low)
    return bool(_OPENS.match(said)) and not _TO_ME.match(said)


class Before(NamedTuple):
    """What a clause comes after.

    Attributes:
        words: the telling words of what the other has just said (see `content`).
        told: whether the other has just said anything.
        first: whether the speaker has only shown, since, that they listen.
        other: whether the speaker has done something else, since, than to say back.
    """

    words: frozenset[str] = frozenset()
    told: bool = False
    first: bool = True
    other: bool = False


def reflecting(low: str, before: Before, *, confirm: bool) -> float:
    """Return how much a clause says back; from `ENOUGH` on it does.

    Args:
        low: the clause, in small letters and without fillers.
        before: what it comes after.
        confirm: whether it is a statement put as a question.
    """
    words = " ".join(low.split()).strip(" ,-.!?")
    said = bare(words).strip(" .!?,-")
    if not said or _NICE.match(said) or _PRAISE.match(said):
        return 0.0
    so = bool(_SO.match(words))
    told = before.told
    echo = shared(said, before.words)
    score = 1.2 * echo + 0.3 * told + (0.7 if told else 0.4) * so + (0.5 if told else 0.3) * confirm
    if _OPENS.match(said) and not _PLAN.match(said):
        return score + (0.2 if _TO_ME.match(said) and echo < 0.3 else 1.2)
    if _ADVICE.match(said) or _COMING.match(said):
        return score - (0.3 if confirm else 0.8)
    score -= 0.3 * bool(_IF.match(said)) + 0.5 * bool(_GENERIC.search(said))
    if _FIRST.match(said):
        return score - 1.0
    if _YOU.match(said):
        return score + 1.0 - 0.4 * before.other
    if _FEELS.match(said) or _SOMETHING.search(said):
        return score + 0.9
    if confirm and told and _TAGGED.search(said):
        score += 0.4
    return score + _of_things(said, echo, before, mine=not (so or confirm))


def _of_things(said: str, echo: float, before: Before, *, mine: bool) -> float:
    """Return what a statement adds that has neither “I” nor “you” at its head.

    Args:
        mine: whether nothing marks it as said back.
    """
    size = len(said.split())
    score = 0.6 * bool(_ABOUT_YOU.search(said))
    if mine and not score and _HUMAN.search(said):
        score -= 0.5
    if size <= 5 and echo >= 0.5:
        score += 0.4
    if _DENIES.match(said):
        return score - 0.3
    if before.first and size <= 12 and _IT.match(said):
        score += 0.6 + 0.1 * (size <= 8)
    return score
