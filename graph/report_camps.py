"""The report pages of balance and of blocs: key figures and sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .analysis_text import CAMPS
from .charts import scale, share_bar
from .measures import Balance, Bloc, Blocs
from .report_content import Figure, Grid, Name, Row, Scene, Section
from .report_parts import TIE_NUMBERS, camps_section, cross_section, heads_of, span_of

__all__ = ["balance_report", "blocs_report"]

_FIRM = 0.7


def balance_report(found: Balance, scene: Scene) -> tuple[list[Figure], list[Section]]:
    """How far the network is from two camps, and the ties that do not fit."""
    texts, lines, triangles = scene.texts, found.frustration, found.triangles
    ties = found.positive_ties + found.negative_ties
    span = span_of(lines.lower, lines.upper, scene)
    percent = [texts.percent(share) for share in lines.balance]
    unique = {True: texts.say("k_unique_yes"), False: texts.say("k_unique_no"), None: texts.say("unknown")}
    figures = [
        Figure(
            texts.say("k_frustration"),
            span,
            f"{texts.say('k_frustration_note', ties=ties)}; {texts.say('k_proved' if lines.proved else 'k_unproved')}",
        ),
        Figure(
            texts.say("k_balance"),
            percent[0] if lines.proved else texts.say("interval", lower=percent[0], upper=percent[1]),
            texts.say("k_balance_note"),
        ),
        Figure(
            texts.say("k_triangles"),
            texts.percent(triangles.share),
            texts.say("k_triangles_note", n=triangles.balanced, m=triangles.total),
        ),
        Figure(texts.say("k_walks"), texts.percent(found.walks), texts.say("k_walks_note")),
        Figure(texts.say("k_unique"), unique[lines.unique], texts.say("k_unique_note")),
        Figure(texts.say("k_contested"), str(len(found.contested)), texts.say("k_contested_note")),
    ]
    end = texts.number(ties / 2, 0 if ties % 2 == 0 else 1)
    drawing = scale(
        lines.lower, lines.upper, ties / 2, ("0", span, end), texts.say("s_scale_name", end=end, value=span)
    )
    kinds = [
        ("kind_friends", triangles.friends, "tone-pos"),
        ("kind_common", triangles.common_enemies, "tone-pos"),
        ("kind_rifts", triangles.rifts, "tone-neg"),
        ("kind_all", triangles.all_against_all, "tone-neg"),
    ]
    most = max(count for _, count, _ in kinds)
    kind_rows = tuple(Row((texts.say(key), str(n), share_bar([(n, kind)], most))) for key, n, kind in kinds)
    frustrated = Grid(heads_of(scene, "tie", "and", "sign", "for", "against"), tuple(_pairs(found, scene)), TIE_NUMBERS)
    sections = [
        Section("scale", texts.say("s_scale"), texts.say("s_scale_help"), drawing),
        camps_section(scene),
        cross_section(scene, {frozenset((tie.one, tie.other)) for tie in found.frustrated}),
        Section(
            "frustrated",
            texts.say("s_frustrated"),
            texts.say("s_frustrated_help"),
            grid=frustrated if frustrated.rows else None,
            empty=texts.say("s_frustrated_none"),
        ),
        Section(
            "triangles",
            texts.say("s_kinds"),
            texts.say("s_kinds_help"),
            grid=Grid((*heads_of(scene, "triangles", "value"), ""), kind_rows, frozenset({1})),
        ),
    ]
    if found.contested:
        sections.append(_contested(found, scene))
    return figures, sections


def _pairs(found: Balance, scene: Scene) -> Iterable[Row]:
    return scene.tie_rows((tie.one, tie.other) for tie in found.frustrated)


def _contested(found: Balance, scene: Scene) -> Section:
    """Pairs without a tie: the statements of both, as they are the matter in dispute."""
    about: dict[frozenset[str], list[str]] = {frozenset(pair): [] for pair in found.contested}
    for number, statement in scene.statements.items():
        for other in (statement.object.id,) if hasattr(statement.object, "id") else statement.object.parties:
            pair = frozenset((statement.subject.id, other))
            if pair in about and statement.is_plain:
                about[pair].append(number)
    rows = tuple(
        scene.row((scene.name(one), scene.name(other)), about[frozenset((one, other))], one, other)
        for one, other in found.contested
    )
    say = scene.texts.say
    return Section(
        "contested", say("s_contested"), say("s_contested_help"), grid=Grid(heads_of(scene, "actor", "and"), rows)
    )


def blocs_report(found: Blocs, scene: Scene) -> tuple[list[Figure], list[Section]]:
    """Who belongs together, how firmly, and the ties that run against it."""
    texts = scene.texts
    real = [bloc for bloc in found.blocs if len(bloc.members) > 1]
    members = [member for bloc in real for member in bloc.members]
    alone = sum(len(bloc.members) for bloc in found.blocs) - len(members)
    figures = [
        Figure(texts.say("k_blocs"), str(len(real)), texts.say("k_blocs_note", n=alone)),
        Figure(texts.say("k_modularity"), texts.number(found.modularity, 2), texts.say("k_modularity_note")),
        Figure(
            texts.say("k_firm"),
            str(sum(value >= _FIRM for _, _, value in members)),
            texts.say("k_firm_note", n=len(members)),
        ),
        Figure(
            texts.say("k_across"),
            str(len(found.across)),
            texts.say("k_across_note", n=scene.network.number_of_edges()),
        ),
    ]
    camp = {code: name for name, codes in zip(CAMPS, found.camps, strict=True) for code in codes}
    rows = tuple(
        Row(
            (
                str(number),
                scene.name(code),
                code,
                camp.get(code, ""),
                texts.number(value, 2),
                share_bar([(value, "firm" if value >= _FIRM else "loose")], 1.0),
            )
        )
        for number, bloc in enumerate(found.blocs, start=1)
        for code, _, value in bloc.members
    )
    heads = (*heads_of(scene, "bloc", "actor", "code", "camp", "stability"), "")
    across = tuple(scene.tie_rows((tie.one, tie.other) for tie in found.across))
    ties = Grid(heads_of(scene, "pair", "and", "sign", "for", "against"), across, TIE_NUMBERS)
    sections = [
        Section("blocs", texts.say("s_blocs"), texts.say("s_blocs_help"), grid=_bloc_grid(real, scene)),
        cross_section(scene, {frozenset((tie.one, tie.other)) for tie in found.across}),
        Section("members", texts.say("s_members"), texts.say("s_members_help"), grid=Grid(heads, rows, frozenset({4}))),
        Section(
            "across",
            texts.say("s_across"),
            texts.say("s_across_help"),
            grid=ties if across else None,
            empty=texts.say("s_across_none"),
        ),
    ]
    return figures, sections


def _bloc_grid(blocs: Sequence[Bloc], scene: Scene) -> Grid:
    """Each bloc with its members and its ties of either sign, inside and out."""
    heads = heads_of(scene, "bloc", "of", "inside", "foes_inside", "friends_out", "foes_out")
    rows = []
    for number, bloc in enumerate(blocs, start=1):
        codes = {code for code, _, _ in bloc.members}
        counts = dict.fromkeys(((inside, sign) for inside in (True, False) for sign in (True, False)), 0)
        for u, v, sign in scene.network.edges(codes, data="sign"):
            counts[u in codes and v in codes, sign > 0] += 1
        names = ", ".join(scene.label(code) for code, _, _ in bloc.members)
        order = ((True, True), (True, False), (False, True), (False, False))
        first = Name(scene.texts.say("bloc_of", name=number), "", number - 1)
        rows.append(Row((first, names, *(str(counts[key]) for key in order))))
    return Grid(heads, tuple(rows), frozenset({2, 3, 4, 5}))
