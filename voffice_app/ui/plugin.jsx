// Signs at the government's local service (VGCA Sign Service), one document after the other; the PIN is typed there.
import { useRef, useState } from "react";

import { icon } from "./icon.jsx";
import { ask, giveBack, post, settle } from "./plugin_call.js";
import { inWords } from "./refusal.js";

const PHASES = {
  "": "Ký bằng VGCA Sign Service trên máy này; mã PIN nhập ở chương trình đó.",
  calling: "Đang gọi VGCA Sign Service. Nếu trình duyệt hỏi quyền, hãy bấm «Cho phép».",
  signing: "Chọn chứng thư và nhập mã PIN trong cửa sổ VGCA Sign Service.",
  checking: "Đang kiểm tra tệp đã ký…",
};

const codeOf = (outcome) => String(outcome.reasons?.[0]?.code ?? outcome.code);

const Absent = ({ at }) => (
  <ol className="plugin-help">
    <li>Cài và mở VGCA Sign Service (tải tại ca.gov.vn), cắm thiết bị ký.</li>
    <li>
      Mở{" "}
      <a href={at.replace(/^ws/, "http")} target="_blank" rel="noopener noreferrer">
        địa chỉ của chương trình
      </a>{" "}
      và chấp nhận chứng thư của nó (chỉ cần một lần).
    </li>
    <li>Quay lại trang này và bấm ký lại.</li>
  </ol>
);

const Blocked = () => (
  <ol className="plugin-help">
    <li>Bấm biểu tượng bên trái địa chỉ trang.</li>
    <li>Ở mục «Mạng cục bộ» (Local network), chọn «Cho phép», rồi tải lại trang và ký lại.</li>
  </ol>
);

export function PluginSign({
  documents, operation, fileId, waitSeconds, label, busyLabel, iconName, sentences, downloadHref, onDone,
}) {
  const [phase, setPhase] = useState("");
  const [failed, setFailed] = useState(null);
  const [done, setDone] = useState(0);
  const stop = useRef(null);
  const chooser = useRef(null);
  const busy = phase !== "";

  const begin = (id) => post("begin", { document_id: id, operation, file_id: fileId ?? 0 });

  const signOne = async (id) => {
    setPhase("calling");
    const begun = await begin(id);
    if (!begun.ok) return begun;
    const code = await ask(begun, waitSeconds * 1000, stop.current.signal, () => setPhase("signing"));
    setPhase("checking");
    return { ...(await settle(begun.nonce, code)), at: new URL("/", begun.url).href };
  };

  const returnOne = async (file) => {
    setPhase("checking");
    const begun = await begin(documents[0]);
    return begun.ok ? giveBack(begun, file) : begun;
  };

  const run = async (makers) => {
    if (busy) return;
    stop.current = new AbortController();
    setFailed(null);
    setDone(0);
    let outcome = { ok: true, code: "done" };
    for (const make of makers) {
      outcome = await make();
      if (codeOf(outcome) === "already_done") outcome = { ok: true, code: "done" }; // a second try at a pile
      if (!outcome.ok) break;
      setDone((count) => count + 1);
    }
    setPhase("");
    const code = codeOf(outcome);
    if (!outcome.ok) setFailed({ code, at: outcome.at, told: outcome.told || inWords(outcome, sentences) });
    onDone?.(outcome.ok, code);
  };

  return (
    <div className="plugin" aria-busy={busy}>
      <p className={busy ? "plugin-phase" : "plugin-phase muted"} role="status">
        {PHASES[phase]}
        {busy && documents.length > 1 && ` (${done + 1}/${documents.length})`}
      </p>
      <div className="field-error" role="alert">
        {failed && <p>{failed.told}</p>}
        {failed?.code === "plugin_absent" && <Absent at={failed.at} />}
        {failed?.code === "plugin_blocked" && <Blocked />}
      </div>
      <div className="row">
        <button
          type="button"
          className="button filled big"
          disabled={busy}
          data-busy={busy}
          onClick={() => run(documents.map((id) => () => signOne(id)))}
        >
          {icon(busy ? "loader" : iconName)}
          <span>{busy ? busyLabel : failed ? "Ký lại" : label}</span>
        </button>
        {(phase === "calling" || phase === "signing") && (
          <button type="button" className="button bare" onClick={() => stop.current.abort()}>
            <span>Thôi</span>
          </button>
        )}
      </div>
      {documents.length === 1 && (
        <p className="plugin-else muted">
          Ký bằng chương trình khác?{" "}
          {downloadHref && (
            <a href={downloadHref} download>
              Tải văn bản về
            </a>
          )}
          <button type="button" className="button bare small" disabled={busy} onClick={() => chooser.current.click()}>
            {icon("upload")}
            <span>Tải tệp đã ký lên</span>
          </button>
          <input
            ref={chooser}
            type="file"
            hidden
            accept="application/pdf,.pdf"
            aria-label="Tệp đã ký"
            onChange={(event) => {
              const file = event.target.files[0];
              event.target.value = "";
              if (file) run([() => returnOne(file)]);
            }}
          />
        </p>
      )}
    </div>
  );
}
