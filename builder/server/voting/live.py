"""A live poll while it runs: which polls are open, what was chosen, and votes written down in batches."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Literal

from builder.polls.questions import Question
from builder.polls.votes import Vote, Votes

_BATCH = 500  # votes in one transaction
_SECRET = "fandeck-secret"  # a row of the states: the key that cookies are signed with, so that they outlive a restart
Outcome = Literal["counted", "again", "unknown", "closed", "nothing", "too-many"]


@dataclass
class Tallies:
    """What was chosen in one poll."""

    counts: dict[str, int]
    respondents: int = 0


@dataclass
class LivePolls:
    """The polls of one session and audience, in every language. votes: where they are kept; titles: the session's."""

    by_language: dict[str, list[Question]]
    votes: Votes
    titles: dict[str, str] = field(default_factory=dict)
    tallies: dict[str, Tallies] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    changed: int = 0

    def __post_init__(self) -> None:
        states = self.votes.states()
        if _SECRET not in states:
            states[_SECRET] = secrets.token_hex(32)
            self.votes.set_state(_SECRET, states[_SECRET])
        self._secret = bytes.fromhex(states[_SECRET])
        self.open = {each.id for each in self.questions if states.get(each.id) == "open"}
        self.tallies = {each.id: Tallies(dict.fromkeys((c.id for c in each.choices), 0)) for each in self.questions}
        self._voted: set[tuple[str, str]] = set()
        for vote in self.votes.all():
            self._note(vote)
        self._waiting: asyncio.Queue[tuple[Vote, asyncio.Future[bool]]] = asyncio.Queue(20_000)

    @property
    def language(self) -> str:
        return next(iter(self.by_language))

    @property
    def questions(self) -> list[Question]:
        """The polls in the session's own language."""
        return self.by_language[self.language]

    def question(self, poll: str, language: str = "") -> Question | None:
        """Return a poll in a language; None for an id that is none."""
        return next((each for each in self.by_language[language or self.language] if each.id == poll), None)

    def new_cookie(self) -> str:
        """Return a random mark with its signature."""
        mark = secrets.token_urlsafe(18)
        return f"{mark}.{self._signed('cookie', mark)}"

    def voter(self, cookie: str) -> str:
        """Return who a cookie stands for; "" for one that was not given out here."""
        mark, _, signature = cookie.partition(".")
        if len(cookie) > 120 or not hmac.compare_digest(signature.encode(), self._signed("cookie", mark).encode()):
            return ""
        return hashlib.sha256(mark.encode() + self._secret).hexdigest()[:40]

    def form_token(self, voter: str, poll: str) -> str:
        """Return what a form has to send along, which nobody else's page can know."""
        return self._signed("form", f"{voter} {poll}")

    def _signed(self, what: str, text: str) -> str:
        return hmac.new(self._secret, f"{what}:{text}".encode(), hashlib.sha256).hexdigest()[:32]

    def has_voted(self, poll: str, voter: str) -> bool:
        """True where a voter's vote is in."""
        return (poll, voter) in self._voted

    async def vote(self, poll: str, voter: str, chosen: tuple[str, ...]) -> Outcome:
        """Take a vote; it is written down when this returns."""
        question = self.question(poll)
        if question is None or any(each not in self.tallies[poll].counts for each in chosen):
            return "unknown"
        if poll not in self.open:
            return "closed"
        if not chosen:
            return "nothing"
        if len(set(chosen)) > 1 and not question.multiple:
            return "too-many"
        if self.has_voted(poll, voter):
            return "again"
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        await self._waiting.put((Vote(poll, voter, tuple(dict.fromkeys(chosen))), done))
        return "counted" if await done else "again"

    async def write_down(self) -> None:
        """Write waiting votes, many at a time, until cancelled; each voter is told only after that."""
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < _BATCH and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                first = await asyncio.to_thread(self.votes.add, [vote for vote, _ in batch])
            except Exception as error:  # a database may fail in its own ways; who votes hears of it, and may try again
                for _, done in batch:
                    if not done.done():
                        done.set_exception(error)
                continue
            for (vote, done), is_first in zip(batch, first, strict=True):
                if is_first:
                    self._note(vote)
                if not done.done():
                    done.set_result(is_first)

    def _note(self, vote: Vote) -> None:
        tally = self.tallies.get(vote.poll)
        if tally is None or (vote.poll, vote.voter) in self._voted:
            return
        self._voted.add((vote.poll, vote.voter))
        tally.respondents += 1
        for each in vote.chosen:
            if each in tally.counts:
                tally.counts[each] += 1
        self.changed += 1

    def set_open(self, poll: str, is_open: bool) -> None:
        """Open or close a poll; what is open is shown to voters."""
        self.votes.set_state(poll, "open" if is_open else "closed")
        (self.open.add if is_open else self.open.discard)(poll)
        self.changed += 1
