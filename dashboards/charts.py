"""Charts: plain template, few points, direct words; each stays under 25 kB and reads without colour."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

INK, GREEN, RED = "#17212b", "#9fc8b4", "#c22b2b"


def monthly(days: list[tuple[date, int, int]]) -> pd.DataFrame:
    """Per month: ``due`` documents judged and ``late`` ones, from (due date, judged, in time)."""
    frame = pd.DataFrame(days, columns=["day", "due", "in_time"])
    if frame.empty:
        return pd.DataFrame(columns=["due", "late"])
    frame["month"] = pd.to_datetime(frame["day"]).dt.to_period("M")
    months = frame.groupby("month")[["due", "in_time"]].sum()
    return pd.DataFrame({"due": months["due"], "late": months["due"] - months["in_time"]})


def trend(months: pd.DataFrame) -> go.Figure:
    """Documents due each month: in time below, late (hatched) on top, the share in time written above."""
    labels = [f"T{month.month}/{month.year % 100:02d}" for month in months.index]
    late = [int(count) for count in months["late"]]
    good = [int(due) - bad for due, bad in zip(months["due"], late, strict=True)]
    told = [f"{100 * fine / (fine + bad):.0f}%" if fine + bad else "" for fine, bad in zip(good, late, strict=True)]
    figure = go.Figure(
        [
            go.Bar(x=labels, y=good, name="Đúng hạn", marker_color=GREEN, hovertemplate="%{x}: %{y} đúng hạn"),
            go.Bar(
                x=labels, y=late, name="Quá hạn", marker_color=RED, marker_pattern_shape="/", text=told,
                textposition="outside", cliponaxis=False, hovertemplate="%{x}: %{y} quá hạn",
            ),
        ]
    )  # fmt: skip
    figure.update_layout(
        template="none", barmode="stack", height=230, showlegend=True, separators=",.",
        margin={"l": 36, "r": 8, "t": 28, "b": 28}, font={"family": "Be Vietnam Pro", "size": 12, "color": INK},
        legend={"orientation": "h", "y": 1.18, "x": 0}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        yaxis={"gridcolor": "#e3e8ec", "zeroline": False}, xaxis={"fixedrange": True}, dragmode=False,
    )  # fmt: skip
    return figure
