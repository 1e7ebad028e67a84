"""What kind of statement a clause is: a fact, an order, an offer, a sign of listening."""

from __future__ import annotations

import re

_LISTENS = re.compile(
    r"(?:(?:ok|okay|kay|k|yeah|yep|yes|yup|yah|no|nope|nah|right|all right|alright|oh|ah|aw|aww|"
    r"hm+|mm+|mm+-?hm+|mhm+|m-hm+|"
    r"uh-?huh|uh|um|huh|wow|gosh|oh my|oh boy|my goodness|goodness|really|sure|i see|i hear you|i "
    r"understand|understood|"
    r"i know|i got it|got it|gotcha|i get it|i get that|go on|go ahead|interesting|great|good|"
    r"fine|cool|nice|very good|"
    r"very nice|excellent|perfect|awesome|wonderful|fantastic|terrific|lovely|amazing|exactly|"
    r"absolutely|totally|"
    r"definitely|of course|certainly|indeed|true|that's true|makes sense|fair|fair enough|noted|"
    r"no kidding|oh no|so|"
    r"well|and|but|then|please|too|very|that's (?:great|good|right|nice|awesome|wonderful|"
    r"fantastic|excellent|interesting|"
    r"okay|ok|fine|cool|it|amazing|lovely|true|perfect|tough|too bad)|good for you|good to "
    r"(?:know|hear)|"
    r"great to hear|sounds good|i'm listening|carry on|for sure|anyway|hey|you know|i mean|like|"
    r"or|because|"
    r"mm|uhm|hmm-mm|ooh|ha|haha|yay|whoa|jeez|geez|now|congratulations|i bet|i see what you mean|"
    r"no problem)(?![\w'-])[ ,.!?-]*)+"
)
_ECHO = re.compile(
    r"(?:(?:yeah|yes|yep|no|well|oh|okay|right|true|and|but|,) ?)*(?:i (?:guess|suppose|think|bet|"
    r"imagine)(?: that)?(?: it| you| he| she| they| that)? (?:so|not|does|do|is|did|was|would)|"
    r"(?:you|it|he|she|they|that|we|there) (?:really |sure |certainly |definitely |always )?(?:do|"
    r"does|did|is|are|was|were|can|could|will|would|should|have|has|may|might|must|don't|doesn't|"
    r"didn't|isn't|aren't|wasn't|weren't|can't|won't|wouldn't|shouldn't|haven't|hasn't)(?: be| "
    r"have)?(?:,? (?:yes|yeah|true|indeed|he|she|it|they|that|you|do|does|did))*|could be|might "
    r"be|may be|very|true|that it (?:does|is)|that he (?:is|does))"
)
_NICE = re.compile(
    r"(?:(?:yeah|yes|well|oh|okay|and|,) ?)*(?:that|it|he|she|you|they)(?:'s| is| was| looks?| "
    r"sounds?)? (?:very |really |so |pretty )?(?:nice|good|great|lovely|cute|cool|funny|fine)"
)
_NODS = re.compile(
    r"(?:(?:ok|okay|okey|k|right|all right|alright|yeah|yep|yup|sure|i see|i see that|got it|"
    r"gotcha|fine|noted|understood|i understand|uh-?huh|"
    r"m+h+m+|mm+-?h*m*|mm+|hm+|great|good|oh|ah|well|very well|very good|then)(?![\w'-])[ ,.!?-]*)+"
)
_YES = re.compile(
    r"(?:(?:ok|okay|all right|alright|yeah|yes|yep|yup|sure|fine|deal|of course|certainly|"
    r"absolutely|definitely|exactly|true|good|great|"
    r"fair|fair enough|perfect|please|that's true|that's right|makes sense|sounds good|very|thing|"
    r"indeed)(?![\w'-])[ ,.!?-]*)+"
)
_ALONE = re.compile(r"(?:oh|ah|well|then|hm+|no|so)\b[ ,.!?-]*")
_MANY = (
    r"(?:\d+(?:[.:/]\d+)?%?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|"
    r"once|twice|half|a dozen|a couple of|several|dozens)"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|do|does|did|has|have|had|can|can't|could|will|won't|would|should|"
    r"must|need|needs|want|wants|"
    r"[a-z]+(?:n't|'s|'re|'m|'ll|'ve|'d)|[a-z]{3,}(?:ed|ing|es)|know|knows|think|feel|help|helps|"
    r"try|go|goes|get|gets|got|came|went|cried|"
    r"said|says|make|makes|made|take|takes|let|stop|fix|move|works|work|hates|likes|loves|cries|"
    r"never|always|please)\b"
)
_COUNTS = re.compile(rf"(?<![\w'-]){_MANY}(?![\w'-])")
_SCORE = re.compile(
    r"(?<![\w'-])\d+(?:[.:/]\d+)?(?![\w'-])|\bpercent\b|\b(?:two|three|four|five|six|seven|eight|"
    r"nine|ten|twenty|thirty|forty) (?:times|hours|minutes|days|weeks|out of)\b"
)
_AGE = re.compile(
    r"\b(?:years? old|grade|(?:is|he's|she's|i'm|are|was|turned|turns) (?:only |just |almost |"
    r"about )?\d{1,2}(?: |$)(?!minutes|percent|out|times|hours|days|points)|24/7|504)"
)
_SAW = re.compile(
    r"\b(?:i|we|my \S+|his \S+|her \S+|he|she|they|the (?:nurse|bus driver|aide|teacher|coach|"
    r"doctor|therapist|report|note|email|letter))"
    r"(?:'ve| have| had| just| also| even| then| both| actually| only)* "
    r"(?:saw|heard|found|noticed|counted|watched|measured|caught|received|got|came|told|said|says|"
    r"wrote|texted|emailed|called|asked|"
    r"cried|crying|threw|hit|bit|fell|ran|hid|went|left|lost|missed|brought|slept|ate|refused|"
    r"locked|ripped|tore|failed|passed|"
    r"scored|skipped|screamed|spent|took|sat|stayed|woke|vomited|wet|broke|started|stopped|"
    r"dropped|read)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|didn't|came|cried|went|said|told|got|saw|heard|happened|found|"
    r"threw|hit|lost|died|fell|sent|took|gave|ran|ate|sat|[a-z]{2,12}(?:ied|"
    r"[bcdfghjklmnprstvwxz]ed))\b|\b(?:has|have|hasn't|haven't|'s|'ve) (?:been|had|missed|come|"
    r"lost)"
)
_THEN = re.compile(
    r"\b(?:yesterday|last (?:week|night|month|year|term|time|spring|fall|summer|winter|semester)|"
    r"this morning|today|tonight|the other day|that (?:day|morning|night|afternoon)|"
    r"(?:since|in|on) (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|kindergarten|first grade|second grade|third grade|(?:mon|tues|wednes|"
    r"thurs|fri)day)|"
    r"(?:days|weeks|months|times|hours|minutes|nights) (?:ago|a week|a day|this|in|last|since|"
    r"every|per)|(?:a|one|two|three|four|five) (?:week|weeks|month|months|days|day) ago|on the "
    r"(?:bus|playground)|at (?:pick-?up|recess|lunch|bedtime|drop-?off|dinner))\b"
)
_QUOTED = re.compile(
    r"[\"“][^\"”]{3,}|\b(?:said|told (?:me|us|him|her)|says|goes|was like)[ ,:]+[\"“']"
)
_COMMAND = re.compile(
    r"(?:just |now |so |then |and |but |well |ok |okay |no |yes |first |don't |do not |stop |"
    r"never |instead |from now on )*"
    r"(?:you (?:be|read|tell|put|go|do|take|sit|get|make|let|keep|move|give) (?:him|her|them|it|"
    r"me|us|this|that|your|there|here|what|the)\b(?! .*\b(?:and|when|so that) (?:he|she|"
    r"it)\b.*\b(?:calm|better|fine|okay)\b)"
    r"|(?:fix|move|stop|put|give|do|get|make|let|keep|tell|show|send|call|find|take|change|"
    r"explain|look|listen|start|check|answer|admit|separate|"
    r"leave|remove|talk|write|read|bring|sort|deal|handle|figure|watch|sit|pay|try|ask|hire|"
    r"suspend|fire|quit|use|step|teach|open|pick|follow|hand|stay|shut|hold|pull|replace|punish|"
    r"print|sign|stand|cancel|drop|turn|protect|treat)"
    r" (?:him|her|them|it|me|us|this|that|your|his|the|these|those|my|our|a|an|out|at|to|up|off|"
    r"over|with|what|making|telling|letting|blaming|picking|sending|about|real|on|down|in|one|"
    r"both|somebody|someone|everyone|for|away|back|doing|from)"
    r"|be (?:honest|there|here|quiet|fair|clear|ready|kind|nice)|do your job|do something|call "
    r"the|act like)(?![\w'-])"
)
_WANTS = re.compile(
    r"(?:and |but |so |then |well |because )*(?:i|we) (?:really |just |only |still |also |now "
    r")*(?:(?:need|want|expect|demand|insist on|require) (?:\S+ ){1,5}?(?:[a-z]+ed|done|out|gone|"
    r"back|sent|put|told|to [a-z]+)\b"
    r"|(?:don't|do not|won't|will not) (?:want|have|accept|allow|let|tolerate) (?:him|her|them|it|"
    r"my|this|that|anyone|you)\b|(?:have to|need to|must) (?:know|see|have|hear) (?:that|this|it|"
    r"who|what|why|now|the|all)|suggest you|(?:want|demand|expect) (?:an?|the|answers?|to (?:see|"
    r"know|have|speak|talk|hear)|it|him|her|this|that|my|his|somebody|someone|every)\b)"
    r"|(?:and |but |so |then )*(?:you|u|they|she|he|the school|nobody|no one) (?:will|won't|will "
    r"not|are not|aren't going to|are going to|pays?) (?:not |never |to )?(?:[a-z]+)(?! (?:see|"
    r"find|know|have|get))"
)
_OFFERS = re.compile(
    r"(?:and |but |so |then |well |maybe |also |at home |here |okay |ok |or |now )*(?:(?:i|we|my "
    r"\S+|his \S+|her \S+)(?:'ll| will|'m going to| am going to|'re going to| are going to)|(?:i|"
    r"we) (?:can|could)|(?:i|we)(?:'d| would) be (?:happy|glad|willing|able) to|ill)"
    r" (?:also |always |gladly |just |try to |still |definitely |certainly |happily |make sure to "
    r"|make sure (?:he|she) |be sure to |do my best to |then |maybe |even |start to |be able to )*"
    r"(?!not|never|see|say|tell you|imagine|understand|hear|only|hardly|barely|have to|need|think|"
    r"let you|get back|ask you|admit|regret|miss|remember|use|be (?:honest|frank|blunt|in|the|a|"
    r"late|calling|going|back|damned)|go to the|call (?:the|my|a)|report|sue|file|post|take "
    r"(?:this|it|you)|speak to the|relate|feel|agree|believe|appreciate|trust|forget|sleep on|"
    r"wait|manage|live|lose|die|kill|never)[a-z]+\b"
)
_NEEDS = re.compile(
    r"(?:[a-z' ]{0,30} )?(?:you|the school|someone|somebody|they|this|that|it|your \w+) (?:really "
    r"|all |guys |just |absolutely |seriously |still )*(?:(?:need|needs|have|has|ought|'ve got|"
    r"have got|got|are going) to (?!be (?:hard|tough|tired))[a-z]+|(?:must|had better|'d better|"
    r"better) (?!be (?:hard|tough|tired|so|very)|have|feel)[a-z]+)"
)
_TROUBLE = re.compile(
    r"n't\b|\b(?:not|no|never|nobody|none|nothing|without|hardly|cannot|refus\w*|cr(?:y|ies|ied|"
    r"ying)|tears?|upset|late|lost|los(?:es|ing)|hates?|hated|"
    r"alone|forg(?:e|o)t\w*|worse|wors[et]|bad|badly|mad|ang\w+|melt\w*|blow\w*|blew|throw\w*|"
    r"fight\w*|hit\w*|yell\w*|scream\w*|shout\w*|laugh\w*|teas\w*|"
    r"bull(?:y|ies|ied|ying)|pick\w* on|on (?:his|her|their|my) case|blam\w*|punish\w*|ignor\w*|"
    r"fail\w*|wrong|trouble\w*|problem\w*|stuck|sad|scared|afraid|worr\w*|"
    r"sick|tired|exhaust\w*|miss\w*|left out|last|fault|mess\w*|broken?|hurt\w*|mean|unfair|"
    r"excus\w*|lie[sd]?|lying|complain\w*|struggl\w*|fall\w*|fell|"
    r"wait\w*|empty|hungry|wet|torn|dirty|chang\w*|stare\w*|star\w*|interrupt\w*|lectur\w*|"
    r"promis\w*|busy|too|only|all he|all she|gets? away|call\w* on|against|nobody)\b"
)
_MILD = re.compile(
    r"\b(?:(?:i|we|i've|we've|i'm|we're|i'll|we'll|i'd|it|it's|it'll|that|weather|i was|we were) "
    r"(?:have |has |am |are |was |is |will |can |do |just |would )?(?:always|never|constantly)|"
    r"nothing (?:yet|to|like|else|wrong|new|special|serious|major|personal|against|has changed|"
    r"changed|came of|came back|happened)|"
    r"(?:better|best|worst|more|than|what|who|how|if|have you|did you|do you|has he|has she) "
    r"(?:\S+ )?ever|ever since|hardly ever|as always|never ?mind|"
    r"(?:thank|thanks|appreciate)\b.{0,40}\balways|always (?:been )?(?:so )?(?:kind|nice|helpful|"
    r"welcome|been good|loved|liked|liking|appreciated)|not (?:always|everyone|everybody|"
    r"everything|never)|"
    r"almost (?:always|never|every)|nearly (?:always|every)|for everyone|everyone (?:involved|"
    r"else's)|help everyone|everyone (?:is|was|seems|has been) (?:so |very )?(?:nice|kind|"
    r"friendly|helpful))\b"
)


def listens(low: str) -> bool:
    """Return whether a clause only shows that one listens: “okay, I see”."""
    words = " ".join(low.split()).strip(" ,.!?-–—…\"'“”")
    return not words or bool(_LISTENS.fullmatch(words + " ")) or bool(_NICE.fullmatch(words))


def nods(low: str, *, yes: bool = False) -> bool:
    """Return whether a sentence is a word of listening by itself, or with `yes` of consent."""
    words = " ".join(low.split()).strip(" ,.!?-–—…\"'“”") + " "
    if yes:
        return bool(_YES.fullmatch(words))
    return bool(_NODS.fullmatch(words)) and not _ALONE.fullmatch(words)


def echoes(low: str) -> bool:
    """Return whether a clause only says that it is so: “it did”, “he is, yes”."""
    return bool(_ECHO.fullmatch(" ".join(low.split()).strip(" ,.!?-–—…\"'“”")))


def idle(low: str, *, broken: bool, answers: bool) -> bool:
    """Return whether a clause says nothing of its own: it breaks off, or is a word or two.

    Args:
        broken: whether it breaks off.
        answers: whether the other has just asked; then a word or two may be the answer.
    """
    words = low.split()
    if broken and len(words) <= 4:
        return True
    return len(words) <= 3 and not answers and not _COUNTS.search(low) and not _VERB.search(low)


def concrete(low: str, *, dated: bool) -> bool:
    """Return whether a statement tells one thing that was seen, heard, counted or dated."""
    if _QUOTED.search(low):
        return True
    if _SCORE.search(low) and not _AGE.search(low):
        return True
    signs = dated + bool(_COUNTS.search(low)) + bool(_THEN.search(low))
    past = bool(_PAST.search(low))
    if _SAW.search(low):
        signs += 1
    return signs >= 2 or (signs == 1 and past) or (bool(_SAW.search(low)) and past)


def orders(low: str) -> bool:
    """Return whether a statement is a command, or says what another has to do."""
    said = " ".join(low.split()).strip(" ,.!-")
    return bool(_COMMAND.match(said) or _NEEDS.match(said) or _WANTS.match(said))


def offers(low: str) -> bool:
    """Return whether a statement says what the speaker will or could do."""
    return bool(_OFFERS.match(" ".join(low.split()).strip(" ,.!-")))


def sweeps(low: str, *, harsh: bool) -> bool:
    """Return whether a statement that has a sweeping word makes trouble or fault greater by it."""
    if _MILD.search(low):
        return False
    return harsh or bool(_TROUBLE.search(low))
