"""The words of meeting, and what each does to the meeting it is said of."""

from __future__ import annotations

from typing import Literal

Effect = Literal["start", "end", "continue", "resume", "on", "postpone", "cancel", "leave"]

# Nouns that name a meeting by themselves. Plural-only nouns ("talks") are keyed by their form,
# since the lemma "talk" is also a speech.
MEETING_NOUNS = frozenset(
    {
        "talks", "negotiations", "negotiation", "meeting", "meetings", "summit", "summits",
        "consultations", "discussions", "deliberations", "parley", "rendezvous",
        "get-together", "sit-down", "roundtable", "round-table", "conclave", "encounter",
    }
)  # fmt: skip

# Nouns that name a meeting only beside another word ("round of talks", "peace conference").
ROUND_NOUNS = frozenset(
    {
        "round",
        "rounds",
        "session",
        "sessions",
        "conference",
        "dialogue",
        "attempt",
        "effort",
        "cycle",
    }
)
CALL_NOUNS = frozenset(
    {"call", "calls", "conversation", "conversations", "videoconference", "teleconference"}
)
# What makes a call of a "call" or a "conference".
BY_WIRE = frozenset({"phone", "telephone", "video", "tele", "conference", "online", "zoom"})

# Words before "round", "session", "conference" that make a meeting of them.
NEGOTIATING_WORDS = frozenset(
    {
        "negotiating", "negotiation", "negotiations", "negotiated", "bargaining", "mediation",
        "peace", "talks", "ceasefire", "truce", "trade", "climate", "donors", "donor", "working",
        "closing", "opening", "crisis", "emergency", "marathon", "plenary", "final", "closed-door",
        "pledging", "reconciliation", "national", "inter-congolese", "tripartite", "trilateral",
        "bilateral", "quadrilateral", "multilateral", "preparatory", "conciliation", "arbitration",
        "all-night", "overnight", "face-to-face", "un", "u.n.", "international",
    }
)  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20,
    "opening": 1, "inaugural": 1,
}  # fmt: skip
CARDINALS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20,
}  # fmt: skip

# "two days of talks", "a third round of negotiations": the quantity heads the phrase.
UNIT_NOUNS = frozenset(
    {
        "round", "rounds", "day", "days", "week", "weeks", "hour", "hours", "series", "session",
        "sessions", "night", "set", "spell", "bout", "cycle", "phase", "stage", "leg", "string",
        "stretch", "hours-long", "marathon",
    }
)  # fmt: skip
# "the start of talks": said of the meeting, the noun tells what happens to it.
EVENT_NOUNS: dict[str, Effect] = {
    "start": "start", "beginning": "start", "opening": "start", "launch": "start",
    "end": "end", "close": "end", "conclusion": "end", "collapse": "end", "breakdown": "end",
    "breakup": "end", "failure": "end", "resumption": "resume", "restart": "resume",
    "continuation": "continue", "postponement": "postpone", "cancellation": "cancel",
}  # fmt: skip

# Nouns that, headed by a meeting noun as modifier, are no meeting ("the talks process").
# Everything else after the noun in a compound is one too, so no list is needed for them.

VERBS_OF_MEETING = frozenset({"meet", "reconvene", "confer", "huddle", "parley"})
# With these a purpose or a place must follow: "gathered in Geneva for talks".
GATHERING_VERBS = frozenset({"gather", "convene", "assemble", "sit", "reassemble", "negotiate"})
# With people as their object these tell of a meeting: "hosted the two leaders in Cairo".
RECEIVING_VERBS = frozenset({"host", "receive", "welcome", "summon"})
PHONE_VERBS = frozenset({"telephone", "phone"})
SPEAKING_VERBS = frozenset({"speak", "talk", "confer", "discuss"})
MOTION_VERBS = frozenset(
    {
        "travel", "fly", "go", "come", "arrive", "head", "return", "send", "journey", "leave",
        "depart", "gather", "converge", "land", "dispatch", "visit", "stay", "remain", "convene",
        "assemble", "sit", "meet", "be", "bring", "summon", "invite", "reconvene", "move",
    }
)  # fmt: skip

SUBJECT_EFFECTS: dict[str, Effect] = {
    "begin": "start", "start": "start", "open": "start", "commence": "start", "kick": "start",
    "end": "end", "conclude": "end", "finish": "end", "close": "end", "wrap": "end",
    "break": "end", "collapse": "end", "adjourn": "end", "founder": "end", "stall": "end",
    "continue": "continue", "proceed": "continue", "last": "continue", "drag": "continue",
    "extend": "continue", "run": "continue", "enter": "continue", "stretch": "continue",
    "go": "continue", "persist": "continue", "stretching": "continue",
    "resume": "resume", "restart": "resume", "reconvene": "resume", "reopen": "resume",
    "hold": "on", "take": "on", "happen": "on", "occur": "on", "schedule": "on", "plan": "on",
    "slate": "on", "set": "on", "expect": "on", "host": "on", "convene": "on", "arrange": "on",
    "mediate": "on", "broker": "on", "sponsor": "on", "chair": "on", "conduct": "on", "fix": "on",
    "organise": "on", "organize": "on", "staged": "on", "attend": "on", "facilitate": "on",
    "follow": "on", "come": "on", "be": "on", "due": "on", "propose": "on", "bring": "on",
    "postpone": "postpone", "delay": "postpone", "reschedule": "postpone", "defer": "postpone",
    "move": "postpone", "put": "postpone",
    "cancel": "cancel", "scrap": "cancel", "call": "cancel", "abort": "cancel", "scuttle": "cancel",
    "shelve": "cancel", "axe": "cancel", "suspend": "end", "abandon": "end",
}  # fmt: skip

OBJECT_EFFECTS: dict[str, Effect] = {
    "hold": "on", "have": "on", "host": "on", "attend": "on", "conduct": "on", "convene": "on",
    "join": "on", "rejoin": "on",
    "stage": "on", "plan": "on", "schedule": "on", "arrange": "on", "set": "on",
    "propose": "on", "organise": "on", "organize": "on", "chair": "on", "mediate": "on",
    "broker": "on", "lead": "on", "announce": "on", "agree": "on", "enter": "on",
    "sponsor": "on", "facilitate": "on", "hail": "on", "complete": "end", "oversee": "on",
    "begin": "start", "start": "start", "open": "start", "launch": "start", "kick": "start",
    "commence": "start", "initiate": "start",
    "end": "end", "conclude": "end", "finish": "end", "wrap": "end", "close": "end",
    "adjourn": "end", "suspend": "end", "break": "end",
    "resume": "resume", "restart": "resume", "reopen": "resume", "revive": "resume",
    "reconvene": "resume", "relaunch": "resume", "renew": "resume",
    "continue": "continue", "extend": "continue", "pursue": "continue", "prolong": "continue",
    "postpone": "postpone", "delay": "postpone", "reschedule": "postpone", "defer": "postpone",
    "put": "postpone",
    "cancel": "cancel", "scrap": "cancel", "call": "cancel", "abort": "cancel", "scuttle": "cancel",
    "shelve": "cancel", "axe": "cancel",
    "leave": "leave", "quit": "leave", "boycott": "leave", "skip": "leave", "abandon": "leave",
}  # fmt: skip
# Particles without which these verbs say nothing of a meeting ("call off", "break up").
NEEDS_PARTICLE: dict[str, frozenset[str]] = {
    "call": frozenset({"off"}),
    "put": frozenset({"off"}),
    "break": frozenset({"up", "off", "down"}),
    "kick": frozenset({"off"}),
    "wrap": frozenset({"up"}),
    "go": frozenset({"on", "ahead", "late", "into", "through"}),
    "take": frozenset({"place"}),
    "drag": frozenset({"on", "into"}),
}

# Verbs whose object or clause is a plan, a proposal, a refusal.
FUTURE_GOVERNORS = frozenset(
    {
        "agree", "plan", "expect", "schedule", "due", "set", "slate", "intend", "decide", "vow",
        "promise", "prepare", "pledge", "announce", "arrange", "confirm", "mean", "commit",
        "undertake", "poise", "fix", "bind", "likely",
    }
)  # fmt: skip
PROPOSAL_GOVERNORS = frozenset(
    {
        "propose", "offer", "invite", "suggest", "urge", "ask", "want", "seek", "hope", "call",
        "ready", "willing", "prepared", "demand", "request", "wish", "consider", "push", "try",
        "like", "open", "able", "encourage", "press", "recommend", "aim", "need", "possible",
        "would-be", "mull", "favour", "favor", "eager", "keen", "insist", "appeal", "beg",
        "challenge", "convince", "persuade", "attempt",
    }
)  # fmt: skip
REFUSAL_GOVERNORS = frozenset(
    {"refuse", "decline", "reject", "fail", "rule", "oppose", "unwilling", "avoid", "deny",
     "preclude", "threaten", "unlikely", "resist", "unable", "stop", "prevent", "block", "hesitate",
     "shun", "reluctant"}
)  # fmt: skip

SAYING_VERBS = frozenset(
    {"say", "tell", "add", "report", "announce", "warn", "declare", "confirm", "insist", "state",
     "note", "write", "claim", "acknowledge"}
)  # fmt: skip

SCHEDULED_ADJECTIVES = frozenset(
    {"planned", "scheduled", "upcoming", "forthcoming", "next", "due", "coming", "looming"}
)
PROPOSED_ADJECTIVES = frozenset({"proposed", "possible", "potential", "suggested", "prospective"})
CANCELLED_ADJECTIVES = frozenset({"cancelled", "canceled", "aborted", "scrapped", "abortive"})
ONGOING_ADJECTIVES = frozenset({"ongoing", "current", "continuing"})
PRIOR_ADJECTIVES = frozenset(
    {"last", "previous", "earlier", "prior", "past", "preceding", "latest-but-one", "former"}
)
NEW_ADJECTIVES = frozenset({"new", "fresh", "another", "further", "separate", "additional", "more"})

# "In the border town of Arica": what stands before a place's name.
SETTLEMENTS = frozenset(
    {"city", "town", "village", "capital", "port", "resort", "island", "seat", "suburb", "province"}
)

VENUE_NOUNS = frozenset(
    {
        "ministry", "palace", "hotel", "headquarters", "office", "offices", "residence", "villa",
        "resort", "embassy", "monastery", "barracks", "compound", "airport", "base", "castle",
        "centre", "center", "hall", "chancellery", "parliament", "consulate", "retreat", "lodge",
        "camp", "estate", "château", "chateau", "club", "house", "society", "school", "church",
        "ranch", "mansion", "university", "crossing", "seat", "building", "secretariat",
    }
)  # fmt: skip

# A meeting of these words is none of a negotiation.
FOREIGN_WORDS = frozenset(
    {
        "prayer", "sports", "cabinet-making", "track", "race", "racing", "athletics", "swim",
        "jam", "recording", "training", "practice", "photo", "trading", "therapy", "question",
        "press", "news", "town", "shareholder", "shareholders", "earnings", "investor",
        "investors", "parliamentary", "court", "judicial", "legislative", "tutorial", "annual",
        "class", "study", "yoga", "championship", "knockout", "qualifying", "playoff", "play-off",
        "bidding", "funding", "financing", "investment", "opening-day", "board", "sales",
        "campaign", "committee", "autumn", "spring", "evening", "morning", "video-game", "wedding",
        "conference", "family", "first-round", "trade-in", "phone-in", "roll", "close", "wake-up",
    }
)  # fmt: skip

NOT_MET = frozenset(
    {
        "demand", "demands", "deadline", "deadlines", "target", "targets", "need", "needs",
        "challenge", "challenges", "condition", "conditions", "standard", "standards", "goal",
        "goals", "requirement", "requirements", "criterion", "criteria", "expectation",
        "expectations", "obligation", "obligations", "resistance", "opposition", "commitment",
        "commitments", "cost", "costs", "threshold", "bill", "test", "concern", "concerns",
        "terms", "definition", "promise", "pledge", "objective", "objectives", "death", "fate",
        "shortfall", "approval", "quota", "halfway", "eye", "end", "ends", "wish", "wishes",
        "skepticism", "scepticism", "criticism", "protest", "protests", "it", "them-",
    }
)  # fmt: skip

# Those who come together to negotiate; singular.
DELEGATE_NOUNS = frozenset(
    {
        "leader", "official", "minister", "president", "envoy", "negotiator", "representative",
        "delegation", "delegate", "diplomat", "counterpart", "mediator", "commander", "ambassador",
        "executive", "premier", "chancellor", "king", "emir", "secretary", "chief", "side", "party",
        "head", "boss", "commissioner", "chairman", "chairwoman", "elder",
    }
)  # fmt: skip

PERSON_NOUNS = frozenset(
    {
        "leader", "leaders", "official", "officials", "minister", "ministers", "president",
        "envoy", "envoys", "negotiator", "negotiators", "representative", "representatives",
        "delegation", "delegations", "delegate", "delegates", "diplomat", "diplomats",
        "counterpart", "counterparts", "side", "sides", "party", "parties", "team", "teams",
        "union", "unions", "mediator", "mediators", "chief", "chiefs", "secretary", "commander",
        "commanders", "rebels", "rebel", "government", "executives", "executive", "employers",
        "lawmakers", "senators", "ambassador", "ambassadors", "king", "prince", "chancellor",
        "group", "groups", "members", "member", "elders", "company", "management", "workers",
        "panel", "board", "committee", "council", "coalition", "powers", "countries", "nations",
        "states", "ally", "allies", "opposition", "head", "heads", "boss", "bosses", "adviser",
        "advisers", "foe", "foes", "rival", "rivals", "everyone", "him", "her", "them", "us",
        "me", "you", "bloc", "faction", "factions", "militia", "authorities", "spokesman",
        "spokeswoman", "premier", "governor", "mayor", "commissioner", "broker", "brokers",
        "lawyers", "lawyer", "families", "relatives", "captors", "kidnappers", "fishermen",
        "farmers", "bankers", "creditors", "bondholders", "lenders", "investors", "inspectors",
        "generals", "general", "activists", "protesters", "students", "teachers", "nurses",
        "doctors", "drivers", "pilots", "crew", "owners", "players", "experts", "ministry",
        "troika", "quartet", "trio", "pair", "duo", "men", "women", "two", "three", "both",
    }
)  # fmt: skip
