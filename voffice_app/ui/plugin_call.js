// One call to the government's local service: a WebSocket for each, one string there, one string back (law.md 3.3).
// What it answers is only told to the person; whether something was signed, the server alone says.
import { unreached } from "./local_network.js";

const OPENS_WITHIN_MS = 20_000;
const CANCELLED = 11;

export async function post(path, body) {
  try {
    const answer = await fetch(`/api/plugin/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-voffice": "1" },
      body: JSON.stringify(body),
    });
    const told = await answer.json().catch(() => ({ code: `http_${answer.status}` }));
    return { ok: answer.ok, ...told };
  } catch {
    return { ok: false, code: "no_answer" };
  }
}

const here = (path) => `${window.location.origin}${path}`;

const message = (begun) =>
  JSON.stringify({
    FileUploadHandler: here(begun.return),
    SessionId: "",
    JWTToken: "",
    FileName: here(begun.fetch),
    MetaData: [],
    ...begun.page,
  });

// `signal` is the person's own "stop". Resolves to "told", "cancelled" or the code of what went wrong.
export function ask(begun, waitMs, signal, onOpen) {
  return new Promise((resolve) => {
    let socket, clock, opened;
    const end = (code) => {
      clearTimeout(clock);
      socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
      socket.close();
      resolve(code);
    };
    try {
      socket = new WebSocket(begun.url);
    } catch {
      return resolve("plugin_absent");
    }
    const lost = async () => end(opened ? "plugin_failed" : `plugin_${await unreached()}`);
    signal.addEventListener("abort", () => end("cancelled"), { once: true });
    clock = setTimeout(lost, OPENS_WITHIN_MS);
    socket.onopen = () => {
      opened = true;
      clearTimeout(clock);
      clock = setTimeout(() => end("plugin_late"), waitMs);
      onOpen();
      socket.send(message(begun));
    };
    socket.onmessage = (event) => end(codeOf(event.data));
    socket.onclose = socket.onerror = lost;
  });
}

function codeOf(text) {
  try {
    const { Status } = JSON.parse(text);
    return Status === 0 ? "told" : Status === CANCELLED ? "cancelled" : "plugin_failed";
  } catch {
    return "plugin_failed";
  }
}

// What became of it at the server; when it heard of nothing, the signature ends there with the code given. A file that
// has arrived is waited for: checking a long document takes longer than the service's own word.
export async function settle(nonce, code) {
  let asks = code === "told" ? 5 : 1;
  for (let turn = 0; asks > 0 && turn < 300; turn++) {
    const told = await post("state", { nonce });
    if (told.ok && told.state === "accepted") return { ok: true, code: "done" };
    if (told.ok && !["waiting", "checking"].includes(told.state))
      return { ok: false, code: told.code || "ticket_unknown", told: told.message };
    if (told.state !== "checking") asks--;
    if (asks > 0) await new Promise((wake) => setTimeout(wake, 600));
  }
  const reason = code === "told" ? "plugin_failed" : code;
  const left = await post("give-up", { nonce, code: reason });
  return ["checking", "accepted"].includes(left.state) ? settle(nonce, "told") : { ok: false, code: reason };
}

// The same door for a file that the person had signed by another program.
export async function giveBack(begun, file) {
  const form = new FormData();
  form.append("uploadfile", file);
  try {
    await fetch(begun.return, { method: "POST", body: form });
  } catch {
    // the server's own state tells what arrived
  }
  return settle(begun.nonce, "plugin_failed");
}
