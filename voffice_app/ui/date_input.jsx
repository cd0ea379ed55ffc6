// A date written the Vietnamese way whatever language the browser speaks: typed as 23112026 or 23/11/26, or picked
// from the browser's own calendar. The form gets it as 2026-11-23.
import { useEffect, useRef, useState } from "react";

import { icon } from "./icon.jsx";

const shown = (iso) => (iso ? iso.split("-").reverse().join("/") : "");

// null: not a date that exists
function read(text) {
  if (!text.trim()) return "";
  const parts = text.trim().match(/^(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4}|\d{2})$/);
  if (!parts) return null;
  const [day, month] = [parts[1], parts[2]].map((part) => part.padStart(2, "0"));
  const iso = `${parts[3].length === 2 ? "20" : ""}${parts[3]}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(iso) ? iso : null;
}

export function DateInput({ name, value, required, invalid, onPick }) {
  const [text, setText] = useState(shown(value));
  const field = useRef(null);
  const calendar = useRef(null);
  const iso = read(text);

  useEffect(() => setText(shown(value)), [value]);
  useEffect(() => {
    field.current.setCustomValidity(iso === null ? "Ngày viết như 23/11/2026." : "");
  }, [iso]);

  const leave = (next) => {
    if (next === null) return;
    setText(shown(next));
    if (next !== value) onPick?.(next);
  };
  return (
    <div className="date">
      <input
        ref={field}
        id={name}
        className="control number"
        inputMode="numeric"
        placeholder="ngày/tháng/năm"
        autoComplete="off"
        value={text}
        required={required}
        aria-invalid={invalid || iso === null}
        aria-describedby={`${name}-hint ${name}-error`}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => leave(iso)}
      />
      <button type="button" title="Mở lịch" tabIndex={-1} onClick={() => calendar.current.showPicker()}>
        {icon("calendar-days")}
      </button>
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={iso ?? ""}
        onChange={(event) => leave(event.target.value)}
      />
      <input type="hidden" name={name} value={iso ?? ""} />
    </div>
  );
}
