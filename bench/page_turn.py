"""Turning the pages of a long register in a real browser, from click to painted rows.

    voffice seed --demo; voffice seed --documents 100000; voffice serve
    python -m bench.page_turn http://127.0.0.1:3000            as the clerk, all incoming documents, 60 turns

The clock is the page's own: it starts in the click and stops in the frame after the rows changed.
"""

import argparse
import json
import statistics
from typing import Any

from playwright.sync_api import Page, sync_playwright

CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}
LISTS = {"incoming": "/van-ban-den?tab=all", "outgoing": "/van-ban-di?tab=all"}
FIRST_ROW = ".sheet tbody tr .reference"
TURN = """async ([label, wanted]) => {
  const first = () => document.querySelector(wanted)?.getAttribute("href");
  const before = first(), link = [...document.querySelectorAll(".pager a")].find(a => a.textContent.includes(label));
  if (!link) return null;
  return await new Promise(done => {
    const began = performance.now();
    const seen = new MutationObserver(() => {
      const now = first();
      if (!now || now === before) return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));  // right behind the paint
    });
    seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    link.click();
  });
}"""


def sign_in(page: Page, url: str, account: str, password: str) -> None:
    page.goto(f"{url}/dang-nhap")
    page.fill("#account", account)
    page.fill("#password", password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda now: "/dang-nhap" not in now)


def turn_pages(page: Page, turns: int, wire: list[tuple[str, int]]) -> list[dict[str, float]]:
    """Milliseconds and websocket bytes of each turn; back again whenever the register ends."""
    found, label = [], "Trang sau"
    while len(found) < turns:
        page.wait_for_timeout(300)
        wire.clear()
        ms = page.evaluate(TURN, [label, FIRST_ROW])
        if ms is None:
            label = "Trang trước" if label == "Trang sau" else "Trang sau"
            continue
        page.wait_for_timeout(200)  # what still comes after the rows belongs to the turn
        found.append({"ms": ms} | {way: sum(n for w, n in wire if w == way) for way in ("out", "in")})
    return found


def measure(url: str, account: str, password: str, path: str, turns: int) -> dict[str, Any]:
    """Median and 95th percentile over the turns, after five to warm up."""
    wire: list[tuple[str, int]] = []

    def listen(socket: Any) -> None:
        socket.on("framesent", lambda data: wire.append(("out", len(data))))
        socket.on("framereceived", lambda data: wire.append(("in", len(data))))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        page.on("websocket", listen)
        sign_in(page, url, account, password)
        page.goto(url + path)
        page.wait_for_selector(FIRST_ROW)
        found = turn_pages(page, turns + 5, wire)[5:]
        browser.close()
    return {"turns": len(found), **{name: _spread([turn[name] for turn in found]) for name in found[0]}}


def _spread(values: list[float]) -> dict[str, float]:
    return {"median": round(statistics.median(values), 1), "p95": round(statistics.quantiles(values, n=20)[-1], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:3000")
    parser.add_argument("--account", default="vanthu")
    parser.add_argument("--password", default="voffice-demo")
    parser.add_argument("--list", choices=LISTS, default="incoming")
    parser.add_argument("--turns", type=int, default=60)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.url, asked.account, asked.password, LISTS[asked.list], asked.turns), indent=2))


if __name__ == "__main__":
    main()
