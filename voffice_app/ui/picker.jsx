// Type-ahead for people, groups and units: arrows and Enter choose, Backspace takes the last one off again. Found here
// with or without diacritics when all options are at hand, else asked of the server.
import { useEffect, useId, useRef, useState } from "react";

import { icon } from "./icon.jsx";

const PAUSE = 200; // milliseconds of silence before the server is asked
const SHOWN = 50;

const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();

const fits = (option, query) => fold(`${option.label} ${option.note ?? ""}`).includes(fold(query));

export function Picker({ name, options, chosen, multiple, placeholder, total, onSearch, onPick }) {
  const [picked, setPicked] = useState(chosen);
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useId();
  const field = useRef(null);

  const given = JSON.stringify(chosen); // a new array with the same people must not undo what was picked
  useEffect(() => setPicked(JSON.parse(given)), [given]);
  useEffect(() => {
    if (!onSearch || !open) return;
    const wait = setTimeout(() => onSearch(query), PAUSE);
    return () => clearTimeout(wait);
  }, [query, open]);

  const taken = new Set(picked.map((option) => option.value));
  const found = options
    .filter((option) => !taken.has(option.value) && (onSearch || fits(option, query)))
    .slice(0, SHOWN);

  const change = (next) => {
    setPicked(next);
    onPick?.(next.map((option) => option.value));
  };
  const take = (option) => {
    if (!option) return;
    change(multiple ? [...picked, option] : [option]);
    setQuery("");
    setAt(0);
    setOpen(multiple);
    field.current.focus();
  };
  const drop = (option) => change(picked.filter((other) => other.value !== option.value));

  const onKey = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setAt((now) => Math.max(0, Math.min(found.length - 1, now + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && open && found.length) {
      event.preventDefault();
      take(found[at]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && !query && picked.length) drop(picked.at(-1));
  };

  return (
    <div className="picker" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <div className="control picked">
        {picked.map((option) => (
          <span className="chip teal" key={option.value}>
            {option.label}
            <button type="button" onClick={() => drop(option)}>
              {icon("x")}
              <span className="unseen">Bỏ {option.label}</span>
            </button>
          </span>
        ))}
        <input
          ref={field}
          id={name}
          role="combobox"
          autoComplete="off"
          placeholder={picked.length ? "" : placeholder}
          value={query}
          aria-expanded={open}
          aria-controls={list}
          aria-activedescendant={open && found[at] ? `${list}-${at}` : undefined}
          aria-describedby={`${name}-hint ${name}-error`}
          onFocus={() => setOpen(true)}
          onChange={(event) => (setQuery(event.target.value), setAt(0), setOpen(true))}
          onKeyDown={onKey}
        />
        {multiple && <span className="muted number">{`Đã chọn ${picked.length}${total ? `/${total}` : ""}`}</span>}
      </div>
      {open && (
        <ul id={list} role="listbox" className="options">
          {found.map((option, index) => (
            <li
              key={option.value}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              onPointerDown={(event) => (event.preventDefault(), take(option))}
            >
              {option.label}
              {option.note && <span className="below">{option.note}</span>}
            </li>
          ))}
          {!found.length && <li className="muted">Không tìm thấy. Thử gõ vài chữ trong tên.</li>}
        </ul>
      )}
      <input type="hidden" name={name} value={picked.map((option) => option.value).join(",")} />
    </div>
  );
}
