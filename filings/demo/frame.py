"""The frame of the fictional litigation: sign-ins, bench, counsel, claims, parties, key dates."""

from datetime import datetime
from zoneinfo import ZoneInfo

from filings.demo import MDL_NUMBER, SIGN_INS
from filings.demo.papers import DEFENDANT, master_number
from filings.demo.plan import (
    BIOMETRIC,
    CAPTION,
    CONDITIONAL_ORDERS,
    ENRICHMENT,
    FIRMS,
    ISSUES,
    MOTION,
    SPARKLE,
    TRANSFER_ORDER,
    TRANSFEREE,
    WIRETAP,
)
from filings.demo.stage import Stage
from mdl.models import (
    Appearance,
    Assignment,
    Attorney,
    Claim,
    Firm,
    Involvement,
    Judge,
    KeyDate,
    Leadership,
    Litigation,
    PanelOrder,
    Party,
    PleadedClaim,
    Presiding,
    ReportedCount,
    Side,
    User,
)
from plaintiffs.membership import ANYWHERE, Rule, Younger
from plaintiffs.models import PlaintiffClass
from plaintiffs.services.classes import define_class

# The litigation that a newcomer opens first; demo people work on it too.
FIRST_REAL = ("2948", "2948-A")
# Where the demo's people read clocks: the first place where a working day has begun.
ZONES = ("America/New_York", "Europe/London", "Asia/Tokyo")


def build_frame(stage: Stage) -> None:
    """Build everything that stands before the first member action."""
    _sign_ins(stage)
    _litigation(stage)
    _bench(stage)
    _counsel(stage)
    _claims_and_parties(stage)
    _classes(stage)
    _history(stage)
    _assignments(stage)


def _sign_ins(stage: Stage) -> None:
    for email, role, password, name in SIGN_INS:
        user = User.objects.filter(email=email, is_demo=True).first()
        # A person of an earlier demo whom the audit still names signs in again.
        user = user or User(email=email, is_demo=True)
        user.name, user.role, user.is_active = name, role, True
        user.time_zone = _where_it_is_day(stage.now)
        user.set_password(password)
        user.save()
        stage.users[role] = stage.beside(user)


def _where_it_is_day(now: datetime) -> str:
    """Digests go out in the morning; whoever loads the demo at night would see none until then."""
    return next(zone for zone in ZONES if 8 <= now.astimezone(ZoneInfo(zone)).hour < 23)


def _litigation(stage: Stage) -> None:
    source = stage.source(
        "Transfer Order (fictional)",
        TRANSFER_ORDER,
        court="jpml",
        number=f"MDL No. {MDL_NUMBER}",
        entry="30",
    )
    stage.litigation = Litigation.objects.create(
        mdl_number=MDL_NUMBER,
        caption=CAPTION,
        transferee_court=stage.court(TRANSFEREE),
        master_docket_number=master_number(stage.today),
        motion_on=stage.day(MOTION),
        centralized_on=stage.day(TRANSFER_ORDER),
        issues=ISSUES,
        watch_words=["Glimmer Labs"],
        is_fictional=True,
        source=source,
    )
    PanelOrder.objects.create(
        litigation=stage.litigation,
        kind=PanelOrder.Kind.TRANSFER,
        entered_on=stage.day(TRANSFER_ORDER),
        source=source,
    )


def _bench(stage: Stage) -> None:
    for name, part in (
        ("Ada Invented", Presiding.Part.PRESIDING),
        ("Theo Imagined", Presiding.Part.MAGISTRATE),
    ):
        judge = stage.made(
            Judge,
            key={"name": name, "court": stage.court(TRANSFEREE)},
            values={"is_magistrate": part == Presiding.Part.MAGISTRATE},
        )
        Presiding.objects.create(
            litigation=stage.litigation, judge=judge, part=part, from_on=stage.day(TRANSFER_ORDER)
        )


def _counsel(stage: Stage) -> None:
    ours, friends, theirs = (stage.made(Firm, key={"name": name}) for name in FIRMS)
    order = stage.source(
        "Case Management Order No. 1 (fictional)",
        TRANSFER_ORDER + 20,
        court=TRANSFEREE,
        number=master_number(stage.today),
        entry="2",
    )
    position = Leadership.Position
    for name, firm, held, side in (
        ("Avery Attorney", ours, position.CO_LEAD, Side.PLAINTIFFS),
        ("Sasha Supervisor", ours, position.LIAISON, Side.PLAINTIFFS),
        ("Billie Bogus", friends, position.CO_LEAD, Side.PLAINTIFFS),
        ("Casey Concocted", friends, position.COMMITTEE, Side.PLAINTIFFS),
        ("Nat Nonesuch", theirs, position.DEFENSE_LEAD, Side.DEFENDANTS),
    ):
        attorney = _attorney(stage, name, firm)
        since = stage.day(TRANSFER_ORDER + 20)
        Leadership.objects.create(
            litigation=stage.litigation,
            attorney=attorney,
            position=held,
            from_on=since,
            source=order,
        )
        Appearance.objects.create(
            litigation=stage.litigation, attorney=attorney, side=side, from_on=since, source=order
        )


def _attorney(stage: Stage, name: str, firm: Firm) -> Attorney:
    user = next((user for user in stage.users.values() if user.name == name), None)
    email = user.email if user else f"{name.lower().replace(' ', '.')}@example.test"
    attorney = stage.beside(Attorney.objects.create(name=name, firm=firm, email=email, user=user))
    stage.attorneys[name] = attorney
    return attorney


def _claims_and_parties(stage: Stage) -> None:
    citations = {
        BIOMETRIC: "740 ILCS 14/1 et seq.",
        WIRETAP: "18 U.S.C. 2510 et seq.",
        SPARKLE: "Fictional Code 1",
        ENRICHMENT: "",
    }
    for name, citation in citations.items():
        claim = stage.made(Claim, key={"name": name}, values={"citation": citation})
        PleadedClaim.objects.create(litigation=stage.litigation, claim=claim)
    kinds = Party.Kind
    for name, kind, about in (
        (DEFENDANT, kinds.DEFENDANT, "Makes the fictional Glimmer filter."),
        ("Glimmer Retail Hawaii LLC", kinds.DEFENDANT, "Sells it on a fictional beach."),
        ("Dr. Ottilie Outlandish", kinds.EXPERT, "Measured whiskers for the plaintiffs."),
        ("Sparkle Holdings Ltd.", kinds.NON_PARTY, "Would like to buy the defendant."),
    ):
        party = stage.made(Party, key={"name": name, "kind": kind}, values={"about": about})
        Involvement.objects.create(litigation=stage.litigation, party=party)


def _classes(stage: Stage) -> None:
    from_on = stage.day(-900)
    used = Rule(first_on=from_on, used=("Glimmer",), lived_in=(ANYWHERE,))
    everybody = define_class(
        litigation=stage.litigation,
        name="Nationwide Class",
        status=PlaintiffClass.Status.PROPOSED,
        definition="Everybody in the United States who tried the Glimmer filter on.",
        rule=used,
        actor=None,
    )
    for name, definition, rule in (
        (
            "Illinois Subclass",
            "Those of the class who lived in Illinois in the class period.",
            Rule(first_on=from_on, lived_in=("IL",)),
        ),
        (
            "Minor Subclass",
            "Those of the class who were under eighteen when the class period began.",
            Rule(first_on=from_on, younger=Younger(18)),
        ),
    ):
        define_class(
            litigation=stage.litigation,
            name=name,
            status=PlaintiffClass.Status.PROPOSED,
            definition=definition,
            rule=rule,
            parent=everybody,
            actor=None,
        )


def _history(stage: Stage) -> None:
    lines = [
        (MOTION, "Motion to centralize, filed with the Panel."),
        (TRANSFER_ORDER, "The Panel centralizes eight actions in the Northern District of Ohio."),
        (TRANSFER_ORDER + 20, "Leadership is appointed by Case Management Order No. 1."),
        (-110, "The defendant moves to dismiss the consolidated complaint."),
        (-35, "The motion to dismiss is denied."),
    ]
    lines += [(days, f"CTO-{number} is filed.") for number, days in CONDITIONAL_ORDERS.items()]
    KeyDate.objects.bulk_create(
        KeyDate(litigation=stage.litigation, on=stage.day(days), words=words)
        for days, words in lines
    )
    ReportedCount.objects.create(
        litigation=stage.litigation,
        as_of=stage.day(TRANSFER_ORDER),
        number=8,
        words="Actions on Schedule A of the transfer order.",
        is_of_the_order=True,
    )


def _assignments(stage: Stage) -> None:
    part = Assignment.Part
    matters = [stage.litigation, *Litigation.objects.filter(mdl_number__in=FIRST_REAL)]
    for role, held in (
        ("paralegal", part.PARALEGAL),
        ("attorney", part.COUNSEL),
        ("supervisor", part.SUPERVISOR),
    ):
        for litigation in matters:
            Assignment.objects.create(user=stage.users[role], litigation=litigation, part=held)
    # Another firm's: the fictional record only, and until a day.
    Assignment.objects.create(
        user=stage.users["co_counsel"],
        litigation=stage.litigation,
        part=part.COUNSEL,
        from_on=stage.day(-60),
        until_on=stage.day(300),
    )
