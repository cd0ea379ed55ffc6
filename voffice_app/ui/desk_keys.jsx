// The keyboard of the desk: "/" search, "?" help, "g x" jumps, j/k rows, Ctrl+arrows next and previous document,
// Ctrl+Enter the button that takes the next of a pile ([data-pile]).
// It also opens the dialogs ([data-opens=id]), closes one that is sent, and sends the search without loading the page anew.
import { useEffect } from "react";
import { useNavigate } from "react-router";

const press = (selector) => document.querySelector(selector)?.click();

const isTyping = (target) =>
  target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

function stepRow(by) {
  const links = [...document.querySelectorAll("[data-row-link]")];
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[next]?.focus();
}

const KEYS = {
  "/": () => document.getElementById("search")?.focus(),
  "?": () => document.getElementById("help")?.showModal(),
  j: () => stepRow(1),
  k: () => stepRow(-1),
};

function onClick(event) {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target.closest(".skip")) document.getElementById("main")?.focus();
  if (event.target.closest("#rail a")) {
    const rail = document.getElementById("rail");
    if (rail.matches(":popover-open")) rail.hidePopover();
  }
}

function keyListener() {
  let jump = 0; // when "g" was pressed
  return (event) => {
    if (event.ctrlKey && !event.shiftKey && !event.altKey && /^Arrow(Left|Right)$/.test(event.key)) {
      if (isTyping(event.target)) return;
      return press(event.key === "ArrowRight" ? "[data-go=next]" : "[data-go=previous]");
    }
    if (event.ctrlKey && event.key === "Enter") {
      if (event.repeat || !document.querySelector("[data-pile]")) return;
      event.preventDefault();
      return press("[data-pile]");
    }
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target.id === "search") return event.target.blur();
    if (isTyping(event.target)) return;
    if (event.timeStamp - jump < 1200) {
      jump = 0;
      if (/^[a-z]$/.test(event.key)) return press(`#rail [data-key="${event.key}"]`);
    }
    if (event.key === "g") jump = event.timeStamp;
    const act = KEYS[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };
}

export function DeskKeys() {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = keyListener();
    const onSubmit = (event) => {
      event.target.closest("dialog")?.close(); // what comes of it, a refusal too, is told on the page beneath
      const path = event.target.dataset?.search;
      if (!path) return;
      event.preventDefault();
      const words = new FormData(event.target).get("q").trim();
      if (words) navigate(`${path}?q=${encodeURIComponent(words)}`);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    document.addEventListener("submit", onSubmit);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
      document.removeEventListener("submit", onSubmit);
    };
  }, [navigate]);
  return null;
}
