"""What our pictures say: places, paths, marks and tables that follow from the facts."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from lxml import etree

import charts_samples as samples
from charts_samples import drawn
from kb.charts import dots, lanes, market, radar
from kb.charts.maturity import Assessed
from kb.charts.theme import Spec

RADIUS = 168.0
GROUPS = ("가", "나", "다", "라", "마", "바")


def crowd(count: int = 30) -> list[Assessed]:
    """Technologies spread over six domains and three levels."""
    levels = ("initial", "developing", "developing", "mature")
    items = [
        Assessed(f"technology-{at}", f"기술 {at}", GROUPS[at % 6], levels[at // 6 % 4])
        for at in range(count)
    ]
    return sorted(items, key=lambda item: item.group)


def places(items: list[Assessed]) -> dict[str, tuple[float, float]]:
    placed = radar.blips(items, samples.scale("ko"), RADIUS)
    return {blip.item.id: blip.place.xy((0, 0)) for blip in placed}


def test_every_disc_stands_in_its_ring_and_its_sector() -> None:
    edges = dict(zip(("mature", "developing", "initial"), (0.44, 0.82, 1.0), strict=True))
    inner = dict(zip(("mature", "developing", "initial"), (0.0, 0.44, 0.82), strict=True))
    for blip in radar.blips(crowd(), samples.scale("ko"), RADIUS):
        level, sector = blip.item.level, GROUPS.index(blip.item.group)
        assert inner[level] * RADIUS < blip.place.radius < edges[level] * RADIUS
        assert sector <= blip.place.angle / (2 * math.pi / 6) <= sector + 1


def test_no_disc_covers_another() -> None:
    found = list(places(crowd()).values())
    near = [math.dist(a, b) for at, a in enumerate(found) for b in found[at + 1 :]]
    assert min(near) >= radar.BLIP


def test_places_do_not_depend_on_the_order_of_the_technologies() -> None:
    backwards = sorted(reversed(crowd()), key=lambda item: item.group)
    assert places(backwards) == places(crowd())


def test_a_newcomer_moves_nobody_in_other_sectors() -> None:
    before = places(crowd())
    newcomer = Assessed("another", "새 기술", GROUPS[0], "developing")
    after = places([newcomer, *crowd()])
    others = [item.id for item in crowd() if item.group != GROUPS[0]]
    assert [after[name] for name in others] == [before[name] for name in others]


def test_links_run_clockwise_from_the_innermost_ring() -> None:
    rank = {"mature": 0, "developing": 1, "initial": 2}
    placed = radar.blips(crowd(), samples.scale("ko"), RADIUS)
    keys = [(GROUPS.index(blip.item.group), rank[blip.item.level]) for blip in placed]
    assert keys == sorted(keys)


def test_a_trail_comes_from_the_ring_of_the_edition_before() -> None:
    moved = replace(crowd()[0], level="mature", previous="initial")
    (blip,) = [
        b for b in radar.blips([moved, *crowd()[1:]], samples.scale("ko"), RADIUS) if b.before
    ]
    assert blip.before and 0.82 * RADIUS < blip.before.radius < RADIUS
    assert blip.before.angle == blip.place.angle


def test_a_level_that_changes_changes_picture_and_table() -> None:
    items = samples.assessed("ko")
    promoted = [replace(items[0], level="developing"), *items[1:]]
    words, scale = samples.WORDS["ko"], samples.scale("ko")
    before, after = (radar.radar(each, scale, words) for each in (items, promoted))
    assert drawn(before.wide) != drawn(after.wide)
    assert before.table.rows[0][2] == "성숙"
    assert after.table.rows[0][2] == "발전 중"


def test_a_forecasts_path_grows_steadily_between_what_was_published() -> None:
    table = samples.drawings("en")["forecast"].table
    assert table.rows[0] == ("2023", "$4.1B", "published")
    assert table.rows[-1] == ("2028", "$20.9B", "published")
    assert [row[1] for row in table.rows[1:-1]] == ["$5.7B", "$7.9B", "$10.9B", "$15.1B"]
    assert {row[2] for row in table.rows[1:-1]} == {"computed"}


def test_estimates_are_listed_from_the_greatest_down() -> None:
    table = samples.drawings("en")["estimates"].table
    assert [row[0] for row in table.rows] == [
        "Gamma Consultancy", "Alpha Research", "Research brief", "Beta Business Insights",
    ]  # fmt: skip


def test_grades_differ_in_shape_and_not_in_colour_alone() -> None:
    assert len(set(market.GRADES.values())) == len(market.GRADES) == 4
    assert len({shape for shape, _ in market.GRADES.values()}) == 4


def test_marks_too_close_for_a_finger_are_one_of_the_gravest_kind() -> None:
    axis = lanes.Axis(2024, 2027, 0, 328)
    first, other = lanes.merged(samples.lane_marks(), axis, list(samples.LOOKS))
    assert (first.kind, first.address, first.label) == ("ended", "b/", "Gamma")
    assert first.title == "알파: 팔렸다\n알파: 끝났다"
    assert other.date == "2027-12-02"


def test_marks_stand_at_their_dates_and_at_the_middle_of_what_is_known() -> None:
    axis = lanes.Axis(2024, 2027, 0, 1461)
    assert [axis.x(date) for date in ("2024", "2024-03", "2025-01-01")] == [182, 74, 366]
    assert axis.x("2020-01-01") == 0 and axis.x("2030") == 1461


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_targets_of_scenes_are_large_enough_and_do_not_meet(lang: str) -> None:
    for name in ("radar", "lanes"):
        for layout in (samples.drawings(lang)[name].wide, samples.drawings(lang)[name].narrow):
            boxes = targets(etree.fromstring(drawn(layout)))
            assert boxes and all(min(wide, tall) >= 24 for _, _, wide, tall in boxes)
            for at, (x, y, wide, tall) in enumerate(boxes):
                for left, top, width, height in boxes[at + 1 :]:
                    apart = max(left - x - wide, x - left - width, top - y - tall, y - top - height)
                    assert apart >= -1.01, name


def targets(svg: etree._Element) -> list[tuple[float, ...]]:
    """The boxes of links' targets."""
    names = ("x", "y", "width", "height")
    rects = svg.iterfind(".//a/rect")
    return [tuple(float(rect.get(name)) for name in names) for rect in rects]


def test_a_row_says_its_least_value_before_and_its_greatest_behind() -> None:
    texts = places_of_texts(samples.drawings("en")["dots"].wide)
    least, greatest = texts["30.6%"], texts["66.9%"]
    assert least[0] < texts["all 32.9%"][0] < greatest[0]
    assert least[1] == greatest[1] > texts["all 32.9%"][1]


def test_on_a_scale_of_factors_an_equal_factor_is_an_equal_way() -> None:
    scale = dots.Scale(((0.1, "0.1"), (100, "100")), is_log=True)
    assert [round(scale.share(value), 3) for value in (0.1, 1, 10, 100)] == [0, 0.333, 0.667, 1]


def test_values_of_one_year_are_written_one_over_the_other() -> None:
    for layout in (samples.drawings("en")["series"].wide, samples.drawings("en")["series"].narrow):
        texts = places_of_texts(layout)
        assert abs(texts["20%"][1] - texts["21%"][1]) >= 17


def test_measures_that_differ_are_joined_by_no_line() -> None:
    spec = samples.drawings("en")["series"].wide
    ways = [row for layer in spec["layer"] for row in layer["data"]["values"] if "y2" in row]
    beta = places_of_texts(spec)["Beta"][0]
    assert all((way["x"] < beta) == (way["x2"] < beta) for way in ways)


def test_names_stand_at_the_estimates_and_no_number_stands_for_one() -> None:
    for spec in (
        samples.drawings("en")["estimates"].wide,
        samples.drawings("en")["estimates"].narrow,
    ):
        texts = places_of_texts(spec)
        assert {item.name for item in samples.estimates("en")} <= texts.keys()
        assert not texts.keys() & {"1", "2", "3", "4"}


def test_the_time_line_draws_what_moved_and_its_table_has_all() -> None:
    made = samples.drawings("en")["timeline"]
    texts = places_of_texts(made.wide)
    assert "Model deployment" in texts and "AutoML" not in texts
    assert len(made.table.rows) == len(samples.histories("en"))


def places_of_texts(spec: Spec) -> dict[str, tuple[float, float]]:
    """Where each text stands."""
    rows = [row for layer in spec["layer"] for row in layer["data"]["values"]]
    return {row["t"]: (row["x"], row["y"]) for row in rows if "t" in row}
