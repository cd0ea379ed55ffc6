// Signs with the token at the person's own computer: one PIN in the agent's window, one document after the other here.
import { useRef, useState } from "react";

import { icon } from "./icon.jsx";
import { Help, Notice } from "./desk_help.jsx";
import { agentCode, find, inWords, nextRound, post, signing } from "./desk_link.js";

const PHASES = {
  finding: "Đang tìm chương trình ký trên máy này. Nếu trình duyệt hỏi quyền, hãy bấm «Cho phép».",
  preparing: "Máy chủ đang chuẩn bị văn bản để ký…",
  asking: "Xem lại văn bản và nhập mã PIN trong cửa sổ của chương trình ký trên máy này.",
  signing: "Đang ký…",
};

// One batch, from the agent found to the last signature checked by the server. A document that also gets its number
// comes back twice more: the server's `next` waits for the round after the last signature of this one.
async function signAll({ here, documents, kind, beside, signal, setPhase, setDone, setFile }) {
  const what = beside ? { what: beside } : { document_ids: documents, kind };
  const ask = { ...what, agents: here.mine, challenge: here.hello.challenge };
  const begun = await post(beside ? "/api/desk/begin-beside" : "/api/desk/begin", { ...ask, origin: window.location.origin });
  if (!begun.ok) return { ok: false, refusals: begun.reasons ?? [begun] };
  const refusals = begun.refused.flatMap((one) => one.reasons);
  const open = new Set(begun.opened.map((one) => one.nonce));
  const due = [];
  setFile(begun.opened.length === 1 ? begun.opened[0].file : "");
  let ended = null;
  for await (const event of begun.ticket ? signing(here.url, begun.ticket, signal) : []) {
    if (event.event === "asking") setPhase("asking");
    if (event.event === "refused") ended = agentCode(event);
    if (event.event === "next") {
      const went = due.length ? await nextRound(here, due.splice(0)) : {};
      for (const one of went.refused ?? []) {
        open.delete(one.nonce);
        refusals.push(...one.reasons);
      }
      if (went.ok && went.ticket) continue;
      ended = went.ok === false ? (went.reasons?.[0] ?? went) : null;
      break;
    }
    if (event.event !== "signed" || !open.has(event.nonce)) continue;
    setPhase("signing");
    const kept = await post("/api/signing/complete", { nonce: event.nonce, raw: event.signature });
    if (kept.next) {
      due.push(event.nonce);
      continue;
    }
    open.delete(event.nonce);
    if (kept.ok) setDone((count) => count + 1);
    else refusals.push(...(kept.reasons ?? [kept]));
  }
  if (open.size && !ended) ended = agentCode({ code: due.length ? "old" : "lost" });
  await giveUp(open, ended);
  if (ended) refusals.push(ended);
  return { ok: refusals.length === 0, refusals };
}

async function giveUp(nonces, ended) {
  for (const nonce of nonces) {
    const { reason = null, tries_left = null } = ended.facts ?? {};
    await post("/api/signing/fail", { nonce, code: ended.code, reason, tries_left });
  }
}

export function DeskSign({ documents, kind, beside, label, busyLabel, iconName, sentences, onDone }) {
  const [phase, setPhase] = useState("");
  const [done, setDone] = useState(0);
  const [file, setFile] = useState("");
  const [here, setHere] = useState(null);
  const [told, setTold] = useState([]);
  const stop = useRef(null);
  const busy = phase !== "";

  const sign = async () => {
    if (busy) return;
    stop.current = new AbortController();
    setTold([]);
    setDone(0);
    setHere(null);
    setPhase("finding");
    const found = await find();
    setHere(found);
    if (found.state !== "ready") {
      setPhase("");
      return;
    }
    setPhase("preparing");
    const signal = stop.current.signal;
    const outcome = await signAll({ here: found, documents, kind, beside, signal, setPhase, setDone, setFile });
    setPhase("");
    setTold([...new Set(outcome.refusals.map((one) => inWords(one, sentences)))]);
    onDone?.(outcome.ok, String(outcome.refusals[0]?.code ?? "done"));
  };

  return (
    <div className="desk-sign" aria-busy={busy}>
      <p className="desk-phase" role="status">
        {PHASES[phase] ?? ""}
        {phase === "asking" && file && ` Cửa sổ đó phải ghi: tệp ${file.slice(0, 4)} ${file.slice(4)}.`}
        {busy && done > 0 && ` Đã ký ${done}/${documents.length}.`}
      </p>
      <Help here={busy ? null : here} sentences={sentences} onPaired={sign} onAgain={sign} />
      {told.length > 0 && (
        <Notice kind="error" title={done ? `Đã ký ${done}/${documents.length} văn bản` : "Chưa ký"}>
          <ul>
            {told.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="row">
        <button
          type="button"
          className="button filled big"
          disabled={busy || documents.length === 0}
          data-busy={busy}
          onClick={sign}
        >
          {icon(busy ? "loader" : iconName)}
          <span>{busy ? busyLabel : label}</span>
        </button>
        {phase === "asking" && (
          <button type="button" className="button bare" onClick={() => stop.current.abort()}>
            <span>Thôi</span>
          </button>
        )}
      </div>
    </div>
  );
}
