"""Names that are everyday words too: “Will”, “Grace”, “May”. Which of the two is it here?

Wrong one way, a name stays; wrong the other, a sentence limps. So in doubt it is the name.
"""

from __future__ import annotations

import re

_MODALS = frozenset(("will", "may"))
_MONTHS = frozenset(("april", "may", "june", "august", "march"))
_EVERYDAY = _MODALS | frozenset(
    "march mark grace hope joy faith art bill chase drew sue pat frank grant gene rich rob penny "
    "summer summers autumn winter winters spring june april august sky hunter miles carter mason "
    "ash star case page reed dale dean earl duke king prince young long short small little good "
    "goodman best love day week white black brown green gray grey stone wood woods field fields "
    "hill banks park parks bush church price rush sharp strong swift wise wolf fox bird fish lamb "
    "bishop baker cook miller walker fisher potter knight marsh moon snow frost read reading major "
    "noble rock story harmony melody trinity destiny heaven angel precious honey dawn eve "
    "christian guy norm ray skip sunny wade ward happy merry bliss patience prudence temple sunday "
    "monday tuesday wednesday thursday friday saturday nice sales cross power powers bell ball "
    "bond book camp cash coward dear early east farmer fine flowers ford free friend glass gold "
    "golden hand hands head heart holiday horn house hunt ice key law light mercy money north "
    "south west pace pain peace pope post pride race reason rice savage self shepherd silver "
    "singer speaker steel storm street sweet rose ivy lily robin brook cliff glen lane max star "
    "pearl ruby amber jade crystal coral ginger basil sage olive violet iris daisy jasmine rain "
    "river rivers valley sunshine journey justice liberty honor royal legend ace blue ".split()
)

_ASKS = re.compile(
    r"\s+(?:you|i|we|he|she|they|it|the|there|this|that|these|those|my|your|our|his|her|their|an?"
    r"|any|anyone|someone|everyone|not)\b",
    re.IGNORECASE,
)
"""What stands behind “Will” and “May” where they begin a question."""
_DOES = re.compile(
    r"\s+(?:is|isn|was|wasn|has|hasn|had|hadn|does|doesn|did|didn|and|said|says|came|comes|went"
    r"|goes|told|tells|got|gets|cried|cries|felt|feels|wants|needs|likes|loves|knows|thinks"
    r"|tries|sits|sat|ran|hit|hits|gave|took|made|saw|will|may|can|can't|won't|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
"""What a person does, and no auxiliary stands before."""
_SPOKEN_OF = re.compile(
    r"(?:^|\W)(?:for|with|to|told|tell|about|ask|asked|let|saw|help|helped|from|of|my son"
    r"|my daughter|our son|our daughter)\s+$",
    re.IGNORECASE,
)
"""What stands before a person and before no auxiliary."""
_NO_SUBJECT = re.compile(
    r"\s+(?:be|have|do|get|not|never|also|then|help|need|happen)\b", re.IGNORECASE
)
_IN_THE_MONTH = re.compile(
    r"(?:^|\W)(?:in|since|until|till|during|last|next|this|early|late|mid|mid-)\s*$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


def is_the_word(word: str, before: str, written: str, after: str, *, begins: bool) -> bool:
    """Return whether what could be a name is the everyday word.

    Args:
        word: folded.
        before, written, after: the text: what stands before it, itself, what comes next.
        begins: it begins a sentence, so a capital says nothing.
    """
    if word not in _EVERYDAY or _POSSESSIVE.match(after):
        return False
    if word in _MONTHS and (_IN_THE_MONTH.search(before) or re.match(r",? (?:19|20)\d\d\b", after)):
        return True
    if not written.islower():
        return begins and word in _MODALS and bool(_ASKS.match(after))
    if word not in _MODALS:
        return any(char.isupper() for char in f"{before}{after}")
    if _DOES.match(after):
        return False
    return not _SPOKEN_OF.search(before) or bool(_NO_SUBJECT.match(after))
