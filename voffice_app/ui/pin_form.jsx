// The PIN goes from this input by one POST to the server's signing worker. It is never React state, never an event,
// and the input is emptied before the answer comes.
import { useEffect, useRef, useState } from "react";

import { icon } from "./icon.jsx";
import { inWords } from "./refusal.js";

async function post(url, body, sentences) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-voffice": "1" },
      body,
    });
    if (answer.ok) return { ok: true, code: "done" };
    const told = await answer.json().catch(() => ({ code: `http_${answer.status}` }));
    return { ok: false, code: told.reasons?.[0]?.code ?? told.code, told: inWords(told, sentences) };
  } catch {
    return { ok: false, code: "no_answer", told: sentences.no_answer };
  }
}

export function PinForm({ url, request, label, busyLabel, iconName, sentences, onDone }) {
  const pin = useRef(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");

  useEffect(() => {
    if (error && !busy) pin.current?.focus();
  }, [error, busy]);

  const send = async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    const body = JSON.stringify({ ...request, pin: pin.current.value });
    pin.current.value = "";
    setBusy(true);
    setError("");
    const outcome = await post(url, body, sentences);
    setBusy(false);
    setError(outcome.told ?? "");
    onDone?.(outcome.ok, String(outcome.code));
  };

  return (
    <form className="pin" onSubmit={send} autoComplete="off">
      <div className="field">
        <label htmlFor="pin">Mã PIN của thiết bị ký</label>
        <input
          ref={pin}
          id="pin"
          type="password"
          className="control"
          autoComplete="off"
          required
          disabled={busy}
          aria-invalid={error !== ""}
          aria-describedby="pin-error"
        />
        <p className="field-error" id="pin-error" role="alert">
          {error}
        </p>
      </div>
      <div className="row">
        <button className="button filled big" disabled={busy} data-busy={busy} aria-busy={busy}>
          {icon(busy ? "loader" : iconName)}
          <span>{busy ? busyLabel : label}</span>
        </button>
      </div>
    </form>
  );
}
