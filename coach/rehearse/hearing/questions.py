"""What a clause asks, told by how it is built: word order first, the question mark last.

A question in speech often has no mark, and a mark often stands after a plain statement
(“So he sits alone?”), which says back rather than asks. So this looks at the order of
subject and verb, at question words, tags and the verbs of telling and wondering.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from coach.rehearse.about import about

Kind = Literal["", "open", "closed", "confirm", "request", "suggest"]


class Asked(NamedTuple):
    """What a clause asks.

    Attributes:
        kind: "open"; "closed"; "confirm" for a statement that is put as a question;
            "request" for one that asks to do something; "suggest" for an idea put as a
            question; "" where it asks nothing.
        about: of an open one, what it asks for (see `moves.Heard`); else "".
    """

    kind: Kind
    about: str = ""


NOTHING = Asked("")

_LEAD = re.compile(
    r"(?:(?:ok|okay|so|well|yeah|yep|yes|yup|no|nope|right|all right|alright|now|and|but|or|then|"
    r"oh|ah|"
    r"hm+|mm|uh-huh|uh|mm-hm+|mhm|great|good|sure|hey|hi|hello|listen|look|actually|just|maybe|"
    r"perhaps|because|cause|'cause|also|anyway|wow|gosh|cool|nice|exactly|absolutely|gotcha|got it|"
    r"i see|you know what|i mean|you know|honestly|first|first of all|i guess|i suppose|"
    r"um|like|please|to be honest|if i may|if you (?:don't|dont) mind|if so|in your (?:view|"
    r"opinion|experience)|"
    r"from your (?:side|view|point of view|perspective)|in general|in that case|for example|"
    r"out of interest|thanks|thank you|sorry|excuse me|at this point|by the way|again|still|"
    r"with that said|with that being said|having said that|that said|true|fair enough|"
    r"(?:ms|mr|mrs|dr|miss|mx) [a-z-]+)(?![\w'-])[ ,.!]*)+"
)
_BEFORE = re.compile(
    r"(?:when|if|since|because|after|before|while|once|as|given|knowing|on|in|at|with|for|about|"
    r"as for|"
    r"other than|apart from|besides|based on|aside from|during|so when|so "
    r"if)\s[^,?]{2,90},\s*(?:so |then )?"
)
_SUBJECT = (
    r"(?:i|you|he|she|it|we|they|u|ya|there|that|this|these|those|anyone|anybody|anything|someone|"
    r"somebody|something|everyone|everybody|everything|nothing|nobody|no one|the|my|your|his|her|"
    r"our|their|its|a|an|any|some|all|most|other|kids|children|one|both|either|each|other|people|"
    r"students|teachers|parents|not|mr|mrs|ms|dr|miss|[a-z]+'s)"
)
_DO = r"(?:do|does|did|don't|doesn't|didn't|dont|doesnt|didnt)"
_BE = r"(?:is|are|was|were|isn't|aren't|wasn't|weren't|am|ain't|isnt)"
_HAVE = r"(?:have|has|had|haven't|hasn't|hadn't|havent)"
_MODAL = (
    r"(?:can|could|will|would|should|shall|may|might|must|can't|couldn't|won't|wouldn't|shouldn't|"
    r"cant|ought)"
)
_AUX = rf"(?:{_DO}|{_BE}|{_HAVE}|{_MODAL})"
_WH = r"(?:what|how|why|when|where|who|whom|whose|which)"

_INVERTED = re.compile(
    rf"(?:{_BE} (?!not (?:a|the|my|his) ){_SUBJECT}|{_MODAL} {_SUBJECT}|(?:does|did|didn't|"
    rf"doesn't|don't|has|had|haven't|hasn't|hadn't) "
    rf"{_SUBJECT}|do (?:i|you|we|they|u|ya|the|these|those|other|any|all|most|kids|children|"
    rf"students|people|teachers|parents|your|his|her|my)|have (?:i|you|we|they|u|the (?:other|"
    rf"teachers|kids)))"
    r"(?![\w'-])"
)
_ORDER = re.compile(r"(?:do (?:your|the|it|that|this|not)|have (?:a|the|him|her|them|it)) ")
_NAME_INVERTED = re.compile(rf"(?:{_BE}|does|did|has|can|could|will|would|should) [a-z]+ [a-z]+")

_WH_ASKS = re.compile(
    rf"(?:(?:and |but |so |or )?(?:{_WH}(?: else| exactly| specifically| kinds? of [a-z]+| sorts? "
    rf"of [a-z]+| types? of [a-z]+| time| day| part| [a-z]+){{0,2}} {_AUX}(?![\w'-])"
    r"|(?:what|how|where|who|why|when)(?:'s|s|'re|'d|'ll| is| are) "
    r"|how (?:come|about|so|long|often|many|much|far|old|well|bad|likely|important|confident|soon|"
    r"else|ready)\b"
    r"|what (?:about|if|for|else|happened|happens|made|makes|brings|brought|led|works|worked|"
    r"helps|helped|"
    r"kind|kinds|sort|sorts|type|types|other|time|day|got|caused|causes|keeps|changed|goes|went|"
    r"came|gets|comes|triggers|stops|matters|gives|sets|number|grade|things|steps|specific|ideas|"
    r"thoughts)\b"
    r"|who (?:decides|decided|told|said|makes|made|else|helps|knows|sits|can|is|was|writes|signs|"
    r"gets)\b"
    r"|which (?:one|ones|part|parts|of|day|days|class|kids|kid|time|is|are|was|were|would|do|"
    r"does)\b"
    r"|whose|why (?:not|now|then|him|her|me|that|today|don't|doesn't|didn't)))"
)
_WH_STATES = re.compile(
    r"(?:what|how|why|when|where|who|which|whatever|whenever) (?:i|you|he|she|we|they|it|the|my|"
    r"his|her|your|that|this|[a-z]+ed)\b"
)
_WH_TELLS = re.compile(
    rf"{_WH}(?: (?!{_AUX}\b)[a-z]+){{0,2}} (?:i|you|he|she|we|they|it|my|his|her|the|that|"
    rf"this)(?:'s|'d|'ve|'re|'m|'ll)?(?: [a-z']+|$)(?<!')"
    rf"|(?:what|who) (?:happened|happens|helps|helped|works|worked|makes|made|keeps|gets|matters|"
    rf"brings|sits|knows|decides) (?:\S+ ){{0,6}}(?:is|was|are|were)\b"
)
_CLEFT = re.compile(
    r"what (?:\S+ ){1,8}?(?:is|was|are|were) (?:that|the|to|a|an|how|when|if|is|it|he|she|they|we|"
    r"you|i|not|just|really|my|his|her)\b"
    r"|which (?:is|was|means|would|makes|made|i|we|he|she)\b|when (?:i|he|she|we|they|you|it|my|"
    r"the)\b"
    r"|how (?:ever|nice|lovely|awful|terrible|sad|great|funny|hard (?:it|that|this)|much (?:i|we|"
    r"he|she|you|it))\b"
    r"|what (?:a|an) |what(?:'s| is) (?:\S+ ){0,3}?(?:is|was) |what(?:ever)? you (?:think|say|"
    r"want)\b"
    r"|who knows|who cares|why (?:that|this|it) is|where there|what happened (?:was|is)|what "
    r"(?:works|helps|worked|helped) (?:\S+ ){0,4}?(?:is|was)\b"
)
_WONDER = (
    r"(?:(?:i|we)(?:'m| am|'re| are|'ve been| was| were|'d be|'d)?(?: just| also| really| still| "
    r"always| kind of| a bit| often| do)? "
    r"(?:wonder|wondering|wondered|curious|interested|(?:like|love|want|need|hoping|hope|wanted|"
    r"trying) to (?:know|hear|understand|ask|find out|learn|see|get a sense of|figure out|ask you|"
    r"ask about))"
    r"(?: more)?(?: from you| you)?(?: about| in| of| to (?:know|hear|see|learn))?|curious|just "
    r"curious|wondering|just wondering|"
    r"(?:do you|d'you|would you|you|do u)? ?(?:know|have|got|have any|have some)? ?(?:any|some) "
    r"(?:idea|ideas|thoughts|sense|clue|guess)(?: of| on| about| as to)?|"
    r"(?:can|could|may|might) i (?:just )?ask(?: you)?(?: about)?|i(?:'d| would| want to| have to|"
    r" need to| gotta)? ask(?: you)?|"
    r"(?:my|one|a|the|another|our|first) (?:\S+ )?question(?: is| was| for you is| would be|,|:)?|"
    r"(?:can|could|would|will) you (?:please |just |maybe )?(?:tell|explain|say|describe|show|"
    r"remind)(?: to)?(?: me| us)?(?: again)?|"
    r"(?:please |just )?(?:tell|explain|describe|show)(?: to)? (?:me|us)|help (?:me|us)(?: "
    r"to)?(?: understand| see| figure out| out here)?|"
    r"do you (?:happen to |even )?(?:know|remember|recall|think you know|have a sense of)|i(?:'m| "
    r"am) not (?:quite |really )?sure i (?:understand|get|see|follow)|"
    r"(?:it )?(?:would|'d) (?:be|help) (?:great|good|helpful|useful|nice|interesting|me|us)? "
    r"?(?:to know|to hear|to understand|to see)|let me (?:just )?ask(?: you)?)"
)
_WONDERS_OPEN = re.compile(
    rf"{_WONDER},? (?:if you (?:know|could say) |about |of |exactly )?(?:{_WH}|more|your "
    rf"(?:thoughts|view|take|sense|side|ideas|perspective|opinion|impression))\b"
)
_WONDERS_CLOSED = re.compile(rf"{_WONDER},? (?:whether|if)\b")
_TELL = re.compile(
    r"(?:(?:can|could|would|will|why don't|maybe|perhaps) (?:you|we) (?:please |just |maybe |"
    r"start by |begin by )*|i'd (?:love|like) (?:for you |you )?to |"
    r"i want you to |please |just |go ahead and |start by |let's |do |let us )*"
    r"(?:(?:tell|telling) (?:me|us)(?: a (?:little|bit|little bit))?(?: more| about| some| what| "
    r"how| why| where| who| your| the (?:story|whole)| something| anything)"
    r"|walk (?:me|us) through|(?:talk|talking) (?:me|us) through|(?:talk|talking|speak) (?:to me |"
    r"with me |a (?:little|bit|little bit) )*(?:more )?about (?:what|how|why|that|your|the|this|"
    r"it)"
    r"|describe|say (?:some |a (?:little|bit|little bit) )?more|give (?:me|us) (?:an example|some "
    r"examples|an idea|a sense|a picture|a bit more)"
    r"|help (?:me|us)(?: to)? (?:understand|see (?:what|how|why|where)|make sense)|share (?:with "
    r"(?:me|us)|more|your|what|how)|go on|explain (?:what|how|why|that|it|this|to|your|more)"
    r"|fill (?:me|us) in|paint (?:me|us)|think (?:about|of|back)|elaborate|expand on|hear (?:more|"
    r"about|what|how|your|from you)|"
    r"know (?:more|what|how|your)|show (?:me|us) (?:what|how|where))(?![\w'-])"
)
_REQUEST = re.compile(
    r"(?:can|could|will|would|can't|couldn't|won't) (?:you|u|someone|somebody|anyone|the school|"
    r"your|the teacher|the office)(?: (?:please|maybe|possibly|just|kindly|at least|also|guys|all|"
    r"perhaps))* "
    r"(?!say|think|see|feel|like|love|prefer|agree|imagine|be\b|want|rather|know|remember|even|"
    r"consider yourself|tell|explain|describe|walk|relate|picture|believe|have (?:any|been)|mind "
    r"(?:if|telling))[a-z]+"
    r"|(?:would|do) you mind [a-z]+ing|(?:could|may|might) (?:he|she|they|we|i|my [a-z]+) (?!see|"
    r"ask|be wrong|say|share)[a-z]+|can (?:we|i) (?!ask|share|say|tell|just|be|understand|see|"
    r"start by|trust|expect)[a-z]+|can (?:he|she|they|someone|my [a-z]+) (?:please |maybe |just "
    r")?(?:have|get|sit|call|use|take|bring|come in|go to|leave|stay|keep|wear|retake|redo|switch|"
    r"change|be moved|be excused|finish|start|join|eat)\\b"
    r"|(?:is|would) it (?:be )?(?:possible|ok|okay|alright|all right|too much|fine)|(?:is|would) "
    r"there (?:be )?(?:any|a) (?:way|chance)|any (?:way|chance) "
    r"|(?:do|would) you think (?:you|we|he|she|i) (?:could|can|might)|would you be (?:able|"
    r"willing|open|ok|okay|so kind)|are you (?:able|willing) to"
)
_PERMISSION = re.compile(
    r"(?:is it|would it be|is that|would that be) (?:ok|okay|alright|all right|fine)(?: with "
    r"you)? (?:if (?:i|we)|for (?:me|us) to|to|that (?:i|we)) (?:just )?(?:share|ask|tell|talk|go "
    r"over|look|take a look|say|give you|start|check|review|speak)|"
    r"(?:do|would) you mind if i|can i (?:ask|share|say|tell|just)|may i|could i (?:ask|share|say)"
)
_SUGGEST = re.compile(
    r"(?:how|what) about (?:we|if|i|he|she|trying|a\b|an\b|the\b|[a-z]+ing)|what if (?:we|i|he|"
    r"she|you|they)|why don't (?:we|i)|shall we|should we|"
    r"(?:do|would) you (?:want|like|prefer) (?:me|us) to|would it help if (?:i|we|he|she)|can we "
    r"try|could we try"
)
_ELLIPTIC_OPEN = re.compile(
    r"(?:anything|anyone|what|who|where|how|any(?:one|thing)|something|nothing)(?: else| "
    r"other)?(?: .{0,60})?$|(?:any|other|some) (?:other )?(?:ideas|thoughts|questions|suggestions|"
    r"concerns|reasons|examples|tips|advice|changes|news)|"
    r"(?:since|until|till|like|such as|and|by|for|with|to|from|at|in) (?:what|who|when|where|how)|"
    r"for (?:example|instance)|such as$|like what|because$|meaning$|and then$|and(?: so)?$|"
    r"(?:your|the|his|her) (?:thoughts|ideas|favorite|plan|name)\b"
)
_TAG = re.compile(
    r"[ ,](?:right|correct|yeah|yes|no|ok|okay|huh|eh|is that right|is that (?:correct|fair|it|"
    r"true|so)|am i right|does that sound right|"
    r"(?:is|was|does|do|did|has|have|are|were|ca|could|would|wo|should)n't (?:it|he|she|they|you|"
    r"we|i|that|there)|"
    r"did i get that|do i have that right|if i(?:'ve)? (?:got|understood|heard|got that|hear)[a-z "
    r"]{0,20}|you know|you think|or not|or no|or something|or what|or)$"
    r"|, (?:is|was|does|do|did|has|have|are|were|can|could|would|will|should) (?:it|he|she|they|"
    r"you|we|i|that|there)$"
)
_REALLY = re.compile(
    r"(?:really|right|ok|okay|yeah|yes|no|huh|what|sorry|pardon|excuse me|hm+|mm-hm+|oh really|is "
    r"it|is that so|does (?:he|she|it)|did (?:he|she|it|you)|was (?:he|she|it)|has (?:he|she)|you "
    r"did|he did|she did|for real|seriously|makes sense|fair enough|good|all right|alright)$"
)
_ALTERNATIVE = re.compile(r"\bor\b")
_SUBJECT_DECLARES = re.compile(rf"(?:{_SUBJECT}|[a-z]+(?:'s|'re|'ll|'ve|'d|'m))(?: [a-z'-]+){{1,}}")


@lru_cache(512)
def bare(low: str) -> str:
    """Return a clause without what people say before they begin: “okay, so, well …”."""
    words = " ".join(re.sub(r"[\"“”()…]", " ", low).split()).strip(" ,-")
    lead = _LEAD.match(words + " ")
    return words[lead.end() :].strip(" ,") if lead and lead.end() < len(words) else words


def asked(low: str, marked: bool) -> Asked:
    """Return what a clause asks.

    Args:
        low: in small letters, without fillers.
        marked: whether it ends in a question mark.
    """
    said = bare(low).rstrip(" .!?-,")
    kind = _kind(said, marked)
    if kind == "" and (before := _BEFORE.match(said)):
        rest = bare(said[before.end() :])
        kind = _kind(rest, marked)
        said = rest if kind else said
    return Asked(kind, about(said) if kind == "open" else "")


def _kind(said: str, marked: bool) -> Kind:
    if not said or _REALLY.match(said) or _IDLE.match(said):
        return ""
    for pattern, kind in _BEGINS:
        if pattern.match(said):
            return kind
    if _WONDERS_CLOSED.match(said):
        return "request" if _WHETHER_TO.search(said) else "closed"
    if found := _wh(said, marked):
        return found
    if _INVERTED.match(said) and not (_ORDER.match(said) and not marked):
        return "closed"
    return _marked(said) if marked else _tagged(said)


_IDLE = re.compile(
    r"(?:who (?:knows|cares|doesn't|wouldn't|am i)|what do i know|what can (?:you|i|we|one) do$|"
    r"how should i know|how would i know|what(?:'s| is) the (?:point|use)|why bother|what else is "
    r"new|"
    r"what did i expect|what are you gonna do$|what the (?:hell|heck)|is that (?:clear|understood)|"
    r"is this a joke|are you (?:serious|kidding|joking)|do i look|how many times (?:do|must|have) "
    r"i|"
    r"what more do you|you know what$|guess what|can you (?:believe|imagine)|could you believe)\b"
)
_GUESS = re.compile(
    r"(?:where|when|who|what|why|how)(?:,| like)? (?:by|in|at|on|because|with|from|during|after|"
    r"before|the|his|her|a)\b"
)
_BEGINS: Sequence[tuple[re.Pattern[str], Kind]] = (
    (_SUGGEST, "suggest"),
    (_TELL, "open"),
    (_WONDERS_OPEN, "open"),
    (_PERMISSION, "closed"),
    (_REQUEST, "request"),
)
_WHETHER_TO = re.compile(r"\b(?:whether|if) (?:you|we|he|she|i|there) (?:could|can|would|might)\b")
_AUX_IN = re.compile(rf"\b{_AUX} {_SUBJECT}")
_LAST_WH = re.compile(r"\b(?:what|how|why|who|where|when)(?: \S+)?$")
_INNER = re.compile(
    rf"[ ,](?:{_WH}(?: \S+)? {_AUX} {_SUBJECT}|do you|did you|have you|are you|is there|"
    r"does (?:he|she|it|that)|would (?:you|it))\b"
)
_NO_TAG = (" or", " no", " yes", " ok", " okay", " you know", " yeah")


def _tagged(said: str) -> Kind:
    """Return "confirm" for a statement with “isn't it” or the like at its end."""
    tag = _TAG.search(said) and _SUBJECT_DECLARES.match(said) and not said.endswith(_NO_TAG)
    return "confirm" if tag else ""


def _marked(said: str) -> Kind:
    """Return what a clause asks that has a question mark and no order of a question."""
    if _NAME_INVERTED.match(said):
        return "closed"
    if _ELLIPTIC_OPEN.match(said) or _LAST_WH.search(said):
        return "open"
    if inner := _INNER.search(said):
        return "open" if inner.group()[1:].startswith(("wh", "how")) else "closed"
    return "confirm" if _SUBJECT_DECLARES.match(said) or _TAG.search(said) else "closed"


def _wh(said: str, marked: bool) -> Kind:
    if not re.match(rf"{_WH}(?![\w-])", said):
        return ""
    if _CLEFT.match(said) and not re.match(
        r"what's (?:that|it|the|his|her|your)\b(?! \S+ is\b)", said
    ):
        return "confirm" if marked and not said.startswith("what") else ""
    if not marked and _WH_TELLS.match(said):
        return ""
    if marked and _GUESS.match(said) and not _AUX_IN.search(said):
        return "closed"
    if _WH_ASKS.match(said):
        return "open"
    if _WH_STATES.match(said) and not marked:
        return ""
    return "open" if marked else ""
