// What stands between the page and the token, each in its own words with what to do; and the place for the code.
import { useState } from "react";

import { icon } from "./icon.jsx";
import { find, inWords, pair } from "./desk_link.js";

const GUIDE = "/thiet-bi-ky";

const Command = ({ children }) => <code className="desk-command">{children}</code>;

const pairing = () => `voffice-agent pair --origin ${window.location.origin}`;

const STATES = {
  absent: [
    "warning",
    "Chưa thấy chương trình ký trên máy này",
    () => (
      <ol>
        <li>
          Đã cài: mở cửa sổ lệnh, gõ <Command>voffice-agent</Command> rồi Enter, giữ cửa sổ đó mở.
        </li>
        <li>
          Chưa cài: xem cách cài ở trang <a href={GUIDE}>Thiết bị ký của tôi</a>.
        </li>
      </ol>
    ),
  ],
  prompt: [
    "info",
    "Trình duyệt cần bạn cho phép gọi chương trình ký",
    () => (
      <ol>
        <li>Bấm «Thử lại». Khi trình duyệt hỏi về mạng cục bộ hoặc ứng dụng trên máy này, bấm «Cho phép».</li>
        <li>
          Trình duyệt không hỏi: chương trình ký chưa chạy. Mở cửa sổ lệnh, gõ <Command>voffice-agent</Command>.
        </li>
      </ol>
    ),
  ],
  denied: [
    "error",
    "Trình duyệt đang chặn trang này gọi chương trình ký",
    () => (
      <ol>
        <li>Bấm biểu tượng ở bên trái địa chỉ trang, chọn «Cài đặt trang web» (Site settings).</li>
        <li>
          Ở mục «Mạng cục bộ» hoặc «Ứng dụng trên thiết bị» (Local network access, Apps on device), chọn «Cho phép»
          (Allow).
        </li>
        <li>Tải lại trang này rồi ký lại.</li>
      </ol>
    ),
  ],
  foreign: [
    "warning",
    "Chương trình ký đang chạy nhưng ghép với địa chỉ khác",
    () => (
      <p>
        Địa chỉ của trang này là {window.location.origin}. Mở cửa sổ lệnh khác, gõ <Command>{pairing()}</Command>, rồi
        gõ mã 8 số hiện ra vào đây.
      </p>
    ),
  ],
  unpaired: [
    "info",
    "Chương trình ký chưa ghép với tài khoản của bạn",
    ({ hello }) =>
      hello?.pairing ? (
        <p>Gõ vào đây mã 8 số đang hiện ở cửa sổ của chương trình ký.</p>
      ) : (
        <p>
          Mở cửa sổ lệnh, gõ <Command>{pairing()}</Command>, rồi gõ mã 8 số hiện ra vào đây.
        </p>
      ),
  ],
};

const ICONS = { info: "info", done: "circle-check", warning: "triangle-alert", error: "circle-alert" };

export const Notice = ({ kind, title, children }) => (
  <div className={`notice ${kind}`} role={kind === "error" ? "alert" : "status"}>
    {icon(ICONS[kind])}
    <div>
      <b>{title}</b>
      {children && <div>{children}</div>}
    </div>
  </div>
);

// The words of a state; nothing for "ready".
export function Help({ here, sentences, onPaired, onAgain }) {
  if (here?.state === "refused") return <Notice kind="error" title="Chưa làm được">{inWords(here, sentences)}</Notice>;
  if (!(here?.state in STATES)) return null;
  const [kind, title, Body] = STATES[here.state];
  const typing = here.state === "unpaired" || here.state === "foreign";
  if (typing && !here.mayPair)
    return (
      <Notice kind="info" title="Máy này chưa ghép với V-Office">
        Nhờ chủ thiết bị đăng nhập trên máy này, mở «Thiết bị ký của tôi» và ghép trước.
      </Notice>
    );
  return (
    <div className="desk-help" data-state={here.state}>
      <Notice kind={kind} title={title}>
        <Body hello={here.hello} />
      </Notice>
      {typing && <Code here={here} sentences={sentences} onPaired={onPaired} />}
      {!typing && onAgain && (
        <button type="button" className="button" onClick={onAgain}>
          {icon("refresh-cw")}
          <span>Thử lại</span>
        </button>
      )}
    </div>
  );
}

function Code({ here, sentences, onPaired }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");

  const send = async () => {
    if (busy || !code.trim()) return;
    setBusy(true);
    setError("");
    const now = await find();
    const reachable = now.state === "unpaired" || now.state === "ready";
    const answer = reachable
      ? await pair(here.url, code.replace(/\D/g, ""))
      : { ok: false, code: "agent_failed", facts: { reason: "no_offer" } };
    setBusy(false);
    if (answer.ok) return onPaired();
    setCode("");
    setError(inWords(answer, sentences));
  };

  return (
    <div className="field">
      <label htmlFor="desk-code">Mã ghép (8 số)</label>
      <div className="row">
        <input
          id="desk-code"
          className="control number desk-code"
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          value={code}
          disabled={busy}
          aria-invalid={error !== ""}
          aria-describedby="desk-code-error"
          onChange={(event) => setCode(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault(); // it may stand inside another form
              send();
            }
          }}
        />
        <button type="button" className="button" disabled={busy} onClick={send}>
          {icon("link")}
          <span>Ghép</span>
        </button>
      </div>
      <p className="field-error" id="desk-code-error" role="alert">
        {error}
      </p>
    </div>
  );
}
