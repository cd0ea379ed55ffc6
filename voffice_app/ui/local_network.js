// May this page reach a program on the person's own computer? Chromium asks the person before a page that came from
// the network may (fetch and WebSocket alike); pages served on loopback are never asked about.
const NAMES = ["loopback-network", "local-network-access", "local-network"]; // newer names first

export async function localNetwork() {
  for (const name of NAMES) {
    try {
      return (await navigator.permissions.query({ name })).state; // granted, denied or prompt
    } catch {
      // this browser does not know the name
    }
  }
  return "unknown";
}

// Why nothing answered, when something that should run on this computer was not reached.
export const unreached = async () => {
  const state = await localNetwork();
  const local = ["127.0.0.1", "localhost", "[::1]"].includes(window.location.hostname);
  return state === "denied" || (state === "prompt" && !local) ? "blocked" : "absent";
};
