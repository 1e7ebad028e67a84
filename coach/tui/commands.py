"""What a person can do. One `Command` gives the key, the footer, the palette and the help line.

The shape is that of textual-enhanced's commands (Pearson, MIT), as plain values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType

from coach.language import _


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do on a screen.

    Attributes:
        action: the Textual action that does it.
        key: the keys, parted by commas; the first is the one shown.
        shown: how that key is written.
        label: the footer's one or two words.
        help: the line in Help and in the palette.
        rank: what goes last when the footer is too narrow: 1 stays longest. 0 is never in it.
        anywhere: it works over dialogs and the palette too.
    """

    action: str
    key: str
    shown: str
    label: str
    help: str
    rank: int = 0
    anywhere: bool = False

    def bindings(self) -> Iterable[BindingType]:
        """Return what Textual needs to know of it."""
        for key in self.key.split(","):
            yield Binding(key, self.action, self.label, show=False, priority=self.anywhere)


def bindings(*commands: Command) -> list[BindingType]:
    """Return the bindings of `commands`, for a screen's `BINDINGS`."""
    return [binding for command in commands for binding in command.bindings()]


URGENT = Command(
    "app.urgent",
    "f9",
    "F9",
    _("Urgent help"),
    _("Someone is in danger: numbers to call now"),
    rank=1,
    anywhere=True,
)
HELP = Command(
    "app.help", "f1", "F1", _("Help"), _("What the keys do, and where words are kept"), rank=4
)
QUIT = Command(
    "app.leave",
    "f10,ctrl+q",
    "F10",
    _("Quit"),
    _("Leave Coach. Your answers are kept"),
    rank=8,
    anywhere=True,
)
PALETTE = Command(
    "app.command_palette", "ctrl+p", "Ctrl+P", _("Commands"), _("Every command, by name"), rank=9
)
COVER = Command(
    "app.cover",
    "ctrl+n",
    "Ctrl+N",
    _("Hide names"),
    _("Show “Child” in the place of a child's name, or the name again"),
)
EVERYWHERE = (HELP, PALETTE, COVER, QUIT, URGENT)

# ------------------------------------------------------------------ home

OPEN = Command("open", "enter", "Enter", _("Open"), _("Open what is marked"), rank=2)
DELETE = Command(
    "delete", "delete", "Del", _("Delete"), _("Delete the marked session, after asking"), rank=5
)
AGAIN = Command(
    "again", "f2", "F2", _("Again"), _("A new attempt that begins with what this one says"), rank=6
)
FIND = Command("find", "f3", "F3", _("Find"), _("Search everything that is kept"), rank=3)
AWAY = Command(
    "away",
    "f4",
    "F4",
    _("Put away"),
    _("Out of the lists, and kept; the same brings it back"),
    rank=7,
)

HAND_OVER = Command(
    "hand_over",
    "ctrl+b",
    "Ctrl+B",
    _("Hand over"),
    _("This child's file for another Coach: to take along, or to send back"),
    rank=6,
)
REDACT = Command(
    "redact",
    "alt+r",
    "Alt+R",
    _("No names"),
    _("The same without names and dates: to copy or save, for others to read"),
)
KEEP_HERE = Command("keep_here", "f2", "F2", _("What is here"), _("What is here stays"), rank=2)
TAKE_OTHER = Command(
    "take_other", "f3", "F3", _("What came"), _("What the file says comes here"), rank=2
)
LATER = Command("later", "f4", "F4", _("Later"), _("Decide later; both are kept"), rank=2)

# ------------------------------------------------------------------ interview

BACK = Command("back", "escape", "Esc", _("Back"), _("One step back. What you typed stays"), rank=2)
NEXT = Command("next", "enter", "Enter", _("Next"), _("Keep this answer and go on"), rank=2)
NEW_LINE = Command(
    "new_line",
    "ctrl+j,alt+enter,shift+enter",
    "Ctrl+J",
    _("New line"),
    _("Start a new line in a longer text. Shift+Enter too, where the terminal can tell"),
)
SKIP = Command("skip", "f12", "F12", _("Skip"), _("Go past a question that may be skipped"), rank=5)
ROW_OUT = Command(
    "row_out",
    "ctrl+r",
    "Ctrl+R",
    _("Row out"),
    _("Take this row out of the list; in an empty row, bring the last one back"),
    rank=7,
)
EXAMPLE = Command("example", "f2", "F2", _("Example"), _("Show an example, or put it away"), rank=6)
REVIEW = Command(
    "review", "f3", "F3", _("Read it over"), _("See every answer, and change any of them"), rank=7
)
PANE = Command(
    "pane", "f8", "F8", _("Message"), _("Go between the question and your message"), rank=3
)
QUESTION = replace(PANE, label=_("Question"))
"""The same key, from the message."""
SOURCES = Command("next", "enter", "Enter", _("Change"), _("Go to the question behind it"), rank=2)

TAKE = Command(
    "take",
    "f4",
    "F4",
    _("Put it so"),
    _("Put the suggestion in the place of the marked words; again for the next, and for yours"),
    rank=3,
)
KEEP_MINE = Command(
    "keep_mine",
    "ctrl+t",
    "Ctrl+T",
    _("Keep mine"),
    _("Keep your words as they are. They are not spoken of again"),
    rank=8,
)

# ------------------------------------------------------------------ review and result

CHANGE = Command("change", "enter", "Enter", _("Change"), _("Go to the marked line"), rank=2)
RETURN = Command("back", "escape", "Esc", _("Back"), _("Go back to where you were"), rank=2)
CHOICES = Command(
    "pane", "f8", "F8", _("Choices"), _("Go between the card and the choices"), rank=2
)
HOME = Command("home", "ctrl+o", "Ctrl+O", _("Home"), _("Go to the first screen"), rank=8)
HOME_KEPT = replace(HOME, help=_("Go to the first screen; what you typed is kept"), rank=10)
"""The same from a question, where it gives way to what is nearer."""
COPY = Command("copy", "f2", "F2", _("Copy"), _("Copy this to the clipboard"), rank=2)
SAVE = Command("save", "f12", "F12", _("Save"), _("Save to files in a folder you choose"), rank=4)
WRITE = Command("write", "enter", "Enter", _("Save"), _("Write these files"), rank=2)
SHEETS = Command("pane", "f8", "F8", _("List"), _("Go between the list and what it shows"), rank=4)
EDIT = replace(CHANGE, label=_("Edit"), help=_("Go into what is shown"))
READ = replace(EDIT, label=_("Read"))
LOG = Command(
    "log", "ctrl+l", "Ctrl+L", _("Sent?"), _("Write down that it was sent or said"), rank=5
)
RESTORE = Command(
    "restore", "ctrl+r", "Ctrl+R", _("Our words"), _("Put the composed words back"), rank=7
)
CHANNEL = Command(
    "channel", "alt+t", "Alt+T", _("Another way"), _("Choose another way to reach them")
)
SOURCE = Command(
    "source", "ctrl+g", "Ctrl+G", _("Answer"), _("Go to the answer behind this paragraph")
)

VERSIONS = Command(
    "versions",
    "alt+v",
    "Alt+V",
    _("Versions"),
    _("What the message said before: what changed, and how the tone moved"),
)
WORDS = Command(
    "words",
    "alt+w",
    "Alt+W",
    _("Your words"),
    _("The answers behind each paragraph, beside it"),
)

# ------------------------------------------------------------------ rehearsal

REHEARSE = Command(
    "rehearse",
    "f5",
    "F5",
    _("Rehearse"),
    _("Practice the talk before it counts: they answer what you say"),
    rank=3,
)
CHOOSE = Command(
    "choose", "enter", "Enter", _("Choose"), _("Begin, or change the marked line"), rank=2
)
SAY = Command(
    "say_it", "enter", "Enter", _("Say it"), _("Say what you typed, or the marked reply"), rank=2
)
COUNT = replace(
    SAY,
    help=_("The count of hands, then the marked reply. 1, 2 and 3 add a hand, - takes one away"),
)
HINT = Command("hint", "f2", "F2", _("Hint"), _("What would serve now"), rank=3)
TAKE_BACK = Command(
    "take_back",
    "ctrl+r",
    "Ctrl+R",
    _("Undo"),
    _("Take your last line back, and try it another way"),
    rank=3,
)
BOTH = Command(
    "both",
    "ctrl+l",
    "Ctrl+L",
    _("Compare"),
    _("Your last try beside the one you took back"),
    rank=6,
)
BREATHE = Command(
    "breathe", "f12", "F12", _("Breathe"), _("A pause for a breath. It costs no turn"), rank=7
)
START_AGAIN = Command(
    "start_again",
    "ctrl+g",
    "Ctrl+G",
    _("Start again"),
    _("Say: “Can I start again? That came out wrong.” It works as it does in life"),
    rank=9,
)
ANOTHER_TAKE = Command(
    "another_take",
    "f5",
    "F5",
    _("Another take"),
    _("The same talk from the start. The one before is kept"),
    rank=8,
)
STANDING = Command(
    "pane",
    "f8",
    "F8",
    _("Standing"),
    _("Go between the talk and how it stands, with your talking points"),
    rank=3,
)
TALK = replace(STANDING, label=_("Talk"))
"""The same key, from there."""
LOOK_BACK = Command(
    "look_back", "f3", "F3", _("Look back"), _("End here, and see how it went"), rank=6
)
SOMEONE_ELSE = Command(
    "someone_else",
    "f2",
    "F2",
    _("Someone else"),
    _("Another partner, mood or place"),
    rank=5,
)
MAKE = Command("make", "enter", "Enter", _("Do it"), _("Make the marked change"), rank=2)
CHANGES = Command(
    "pane", "f8", "F8", _("Changes"), _("Go between what is said here and the changes"), rank=3
)
MESSAGE = Command("result", "f3", "F3", _("Message"), _("Back to what you can send"), rank=6)
TALK_LOG = replace(
    LOG,
    label=_("Had it?"),
    help=_("Write down the real talk, once you have had it: what was agreed, by when"),
    rank=9,
)

# ------------------------------------------------------------------ homework, and the desk

DONE = Command(
    "done", "f8", "F8", _("Done"), _("The marked homework is done; write a line back"), rank=4
)
NARROW = replace(FIND, help=_("Look for a family by its name, put-away ones too"))
PUT_AWAY = replace(AWAY, help=_("Put the marked family away, or bring it back"))
NEW_FAMILY = Command(
    "new_family", "f2", "F2", _("New"), _("Begin a child's card for a new family"), rank=6
)
NOTE = Command(
    "note", "f2,alt+n", "F2", _("Note"), _("A private note, for your eyes alone"), rank=3
)
NOTE_ANYWHERE = Command(
    "app.note",
    "alt+n",
    "Alt+N",
    _("Private note"),
    _("A private note on this family, for your eyes alone"),
    anywhere=True,
)
GIVE = Command("give", "f4", "F4", _("Homework"), _("Give the family something to do"), rank=4)
LEAD = replace(
    REHEARSE, help=_("Rehearse the talk: the parent talks, you pick what comes up"), rank=5
)
NEXT_PART = Command(
    "next_part", "f8", "F8", _("Next"), _("Tick this part off, and go to the next one"), rank=3
)
PAUSE = Command(
    "pause", "f12", "F12", _("Pause"), _("The clock stands still, or goes again"), rank=7
)
CLOCK = Command(
    "clock", "ctrl+t", "Ctrl+T", _("Clock"), _("Put the clock out of sight, or show it"), rank=8
)
CLOSE_HOUR = Command(
    "close_hour", "ctrl+l", "Ctrl+L", _("Close"), _("End the hour, and name the next"), rank=6
)
TAKE_AWAY = replace(
    DELETE, help=_("Take the marked homework away, after asking"), label=_("Take away")
)
KEEP_NOTE = Command("keep_note", "f12", "F12", _("Keep"), _("Keep this note, with the day"), rank=2)
CHANGE_NOTE = replace(CHANGE, help=_("Take the marked note up again, to change it"))
DELETE_NOTE = replace(DELETE, help=_("Delete the marked note, after asking"))
NOTES_PANE = Command(
    "pane", "f8", "F8", _("Notes"), _("Go between the note and the ones before"), rank=3
)
COMPARE = Command(
    "compare", "enter", "Enter", _("Compare"), _("Compare the others with this one"), rank=2
)
LETTERS = Command("letters", "f8", "F8", _("Message"), _("The versions of another message"), rank=4)
TO_ANSWER = replace(SOURCES, help=_("Go to the answer behind this paragraph"))
