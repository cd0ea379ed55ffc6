// The way to the one door for files: each file is the body of its own POST, its name in a header.
import { useRef, useState } from "react";

import { useHeldForm } from "./held_form.js";
import { icon } from "./icon.jsx";
import { inWords } from "./refusal.js";

const MB = 1024 * 1024;
const size = (bytes) =>
  bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1).replace(".", ",")} MB`;

const about = (kept) => [size(kept.size), kept.pages ? `${kept.pages} trang` : ""].filter(Boolean).join(" · ");

// fetch() cannot tell how much has been sent; XMLHttpRequest can.
function send(url, file, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("x-voffice", "1");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name.normalize("NFC")));
    request.upload.onprogress = (event) => onProgress(Math.round((100 * event.loaded) / event.total));
    request.onerror = () => resolve({ code: "no_answer" });
    request.onload = () => {
      let answer = { code: request.status === 413 ? "too_large" : `http_${request.status}` };
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // a proxy's page instead of an answer: its status is all there is
      }
      resolve(request.status < 300 ? { kept: answer } : answer);
    };
    request.send(file);
  });
}

function Item({ item, onRemove }) {
  const state = item.error ? "failed" : item.kept ? "kept" : "sending";
  return (
    <li className={state}>
      {icon({ failed: "file-x", kept: "circle-check", sending: "file-up" }[state])}
      <span className="name" title={item.name}>
        {item.name}
      </span>
      <span className="muted number">{item.kept ? about(item.kept) : item.error ? "" : `${item.sent} %`}</span>
      <button type="button" onClick={onRemove} title="Bỏ tệp này" disabled={state === "sending"}>
        {icon("x")}
        <span className="unseen">Bỏ {item.name}</span>
      </button>
      {state === "sending" && <progress max={100} value={item.sent} aria-label={`Đang tải ${item.name}`} />}
      {item.error && (
        <span className="below red-text" role="alert">
          {item.error}
        </span>
      )}
    </li>
  );
}

export function FileDrop({ url, name, accept, multiple, limitMb, prompt, hint, sentences, onKept, onRemoved }) {
  const [items, setItems] = useState([]);
  const [over, setOver] = useState(false);
  const turn = useRef(0);

  const change = (key, facts) =>
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...facts } : item)));

  const take = async (files) => {
    const chosen = [...files].slice(0, multiple ? 50 : 1);
    const fresh = chosen.map((file) => ({ key: ++turn.current, name: file.name, sent: 0, file }));
    setItems((all) => (multiple ? [...all, ...fresh] : fresh));
    for (const { key, file } of fresh) {
      const facts = { code: "too_large", limit_mb: limitMb };
      const answer =
        file.size > limitMb * MB ? facts : await send(url, file, (sent) => change(key, { sent }));
      if (answer.kept) {
        change(key, { kept: answer.kept });
        onKept?.(answer.kept);
      } else change(key, { error: inWords({ ...facts, ...answer }, sentences) });
    }
  };

  const remove = (item) => {
    setItems((all) => all.filter((other) => other.key !== item.key));
    if (item.kept) onRemoved?.(item.kept.id);
  };

  const ids = items.filter((item) => item.kept).map((item) => item.kept.id);
  const held = useRef(null);
  const sending = items.some((item) => !item.kept && !item.error);
  const waiting = useHeldForm(held, sending, items.some((item) => item.error));
  return (
    <div>
      <label
        className="drop"
        data-over={over}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => (event.preventDefault(), setOver(false), take(event.dataTransfer.files))}
      >
        {icon("file-up")}
        <b>{prompt}</b>
        <span className="hint">{hint}</span>
        <input
          type="file"
          accept={accept}
          multiple={multiple}
          aria-label={prompt}
          onChange={(event) => (take(event.target.files), (event.target.value = ""))}
        />
      </label>
      <ul className="dropped" aria-live="polite">
        {items.map((item) => (
          <Item key={item.key} item={item} onRemove={() => remove(item)} />
        ))}
      </ul>
      <p className="hint" role="status">
        {waiting && "Đang tải tệp lên; tải xong sẽ ghi ngay, không cần bấm lại."}
      </p>
      <input ref={held} type="hidden" name={name} value={ids.join(",")} />
    </div>
  );
}
