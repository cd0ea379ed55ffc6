// Talks to the desk agent (voffice-agent) on the person's own computer, and to the server about it. A script here can
// only carry what the server prepared: the agent checks the server's own proof of every byte, and asks the PIN itself.
import { localNetwork } from "./local_network.js";

export async function post(path, body) {
  try {
    const answer = await fetch(path, {
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

const asked = (url, path, body, signal) =>
  fetch(`${url}${path}`, {
    ...(body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    credentials: "omit",
    cache: "no-store",
    signal,
  });

// Why nothing could be read: the browser forbids it, has not been asked yet, the agent serves another address, or
// there is none. A request without CORS is answered by any agent that runs; what it says cannot be read.
async function why(url) {
  const permission = await localNetwork();
  if (permission === "denied") return "denied";
  const answers = await fetch(`${url}/hello`, { mode: "no-cors", cache: "no-store" }).then(() => true, () => false);
  if (answers) return "foreign";
  const asks = (await localNetwork()) !== "denied" ? permission : "denied";
  const served = ["127.0.0.1", "localhost", "[::1]"].includes(window.location.hostname);
  return asks === "denied" ? "denied" : asks === "prompt" && !served ? "prompt" : "absent";
}

// { state: ready | unpaired | denied | prompt | foreign | absent, url, hello, mine, mayPair } or the server's own refusal.
export async function find() {
  const where = await post("/api/desk/where", {});
  if (!where.ok) return { state: "refused", ...where };
  const { url, agents, may_pair: mayPair } = where;
  try {
    const hello = await (await asked(url, "/hello")).json();
    const mine = hello.paired.filter((id) => agents.includes(id));
    return { state: mine.length ? "ready" : "unpaired", url, hello, mine, mayPair };
  } catch {
    return { state: await why(url), url, mayPair };
  }
}

// The code from the agent's screen → a key, given to the server and forgotten here.
export async function pair(url, code) {
  let made;
  try {
    const answer = await asked(url, "/pair", { code });
    made = await answer.json();
    if (!answer.ok) return { ok: false, ...agentCode(made) };
  } catch {
    return { ok: false, code: "agent_failed", facts: { reason: "lost" } };
  }
  return post("/api/desk/pair", { agent_id: made.agent_id, key: made.key, name: made.name });
}

export async function certificates(url) {
  try {
    const answer = await asked(url, "/certificates", {});
    const told = await answer.json();
    return answer.ok ? { ok: true, found: told.certificates } : { ok: false, ...agentCode(told) };
  } catch {
    return { ok: false, code: "agent_failed", facts: { reason: "lost" } };
  }
}

// The agent's events, one after the other; a connection that breaks is an event too.
export async function* signing(url, ticket, signal) {
  try {
    const answer = await asked(url, "/sign", ticket, signal);
    if (!answer.ok) return yield { event: "refused", ...(await answer.json()) };
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        const lines = `${rest}${value ?? ""}`.split("\n");
        rest = lines.pop();
        for (const line of lines) yield JSON.parse(line);
        if (done) return;
      }
    } finally {
      reader.cancel().catch(() => {}); // nobody reads on: the agent sees it and logs out at once
    }
  } catch {
    yield { event: "refused", code: signal.aborted ? "cancelled" : "lost", facts: {} };
  }
}

// The next round of a batch whose signatures build upon one another: proved anew, signed after the same log-in.
// `refused` tells the attempts that are over meanwhile; without a ticket nothing is left to sign.
export async function nextRound(here, nonces) {
  try {
    const { challenge } = await (await asked(here.url, "/hello")).json();
    const told = await post("/api/desk/next", { nonces, agents: here.mine, challenge, origin: window.location.origin });
    if (!told.ok || !told.ticket) return told;
    const answer = await asked(here.url, "/next", told.ticket);
    return answer.ok ? told : { ok: false, ...agentCode(await answer.json()) };
  } catch {
    return { ok: false, ...agentCode({ code: "lost" }) };
  }
}

const SHARED = ["cancelled", "pin_wrong", "pin_locked", "token_absent"];

// The agent's code as the house knows it: what only the agent can say becomes the reason of one code.
export function agentCode({ code, facts = {} }) {
  if (code === "token_absent" && facts.reason === "module_missing")
    return { code: "agent_failed", facts: { reason: "module_missing" } };
  return SHARED.includes(code) ? { code, facts } : { code: "agent_failed", facts: { ...facts, reason: code } };
}

// The closest sentence kept for a refusal.
export function inWords({ reasons, code, facts = {}, message }, sentences) {
  if (reasons) return reasons.map((reason) => inWords(reason, sentences)).join(" ");
  if (message) return message;
  const reason = code === "pin_wrong" && facts.tries_left == null ? "silent" : facts.reason;
  const sentence = sentences[`${code}.${reason}`] ?? sentences[code] ?? sentences.unexpected;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => ({ code, ...facts })[name] ?? "…");
}

export function pem(hex) {
  const bytes = hex.match(/../g).map((pair) => String.fromCharCode(parseInt(pair, 16)));
  const lines = btoa(bytes.join("")).match(/.{1,64}/g);
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
