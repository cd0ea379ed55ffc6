// The person's own device: is the agent there, is it paired, what is plugged in; and taking a certificate from it.
import { useState } from "react";

import { icon } from "./icon.jsx";
import { Help, Notice } from "./desk_help.jsx";
import { certificates, find, inWords, pem } from "./desk_link.js";

const PIN = { low: "đã có lần sai PIN", final: "chỉ còn một lần thử PIN", locked: "đã khóa" };
const day = (iso) => iso.slice(0, 10).split("-").reverse().join("/");

const line = (one) =>
  [`thiết bị ${one.token}`, `hết hạn ${day(one.valid_to)}`, PIN[one.pin]].filter(Boolean).join(" · ");

// Finds the agent and what is plugged in; `anyone` is content with a pairing of another account of this office.
function useDevice(sentences, anyone) {
  const [here, setHere] = useState(null);
  const [found, setFound] = useState(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  const look = async () => {
    setBusy(true);
    setError("");
    setFound(null);
    const now = await find();
    const open = now.state === "ready" || (anyone && now.hello?.paired.length > 0);
    setHere(open ? { ...now, state: "ready" } : now);
    if (open) {
      const told = await certificates(now.url);
      if (told.ok) setFound(told.found);
      else setError(inWords(told, sentences));
    }
    setBusy(false);
  };
  return { here, found, error, busy, look };
}

const owned = (found) => found.filter((one) => !one.authority);

const Row = ({ one, children }) => (
  <li>
    <div>
      <b>{one.owner}</b>
      <span className="below">{line(one)}</span>
    </div>
    {children}
  </li>
);

const Look = ({ busy, look, label }) => (
  <button type="button" className="button" disabled={busy} onClick={look}>
    {icon(busy ? "loader" : "key-round")}
    <span>{busy ? "Đang xem…" : label}</span>
  </button>
);

export function DeskDevice({ sentences, onPaired }) {
  const { here, found, error, busy, look } = useDevice(sentences, false);
  const paired = () => {
    onPaired?.();
    look();
  };
  return (
    <div className="desk-device">
      <div className="row">
        <Look busy={busy} look={look} label="Kiểm tra kết nối" />
      </div>
      <Help here={busy ? null : here} sentences={sentences} onPaired={paired} onAgain={look} />
      {error && <Notice kind="warning" title="Chương trình ký đã kết nối">{error}</Notice>}
      {found && (
        <Notice kind="done" title={`Đã kết nối với chương trình ký (phiên bản ${here.hello.version})`}>
          <ul className="desk-certificates">
            {owned(found).map((one) => (
              <Row key={one.der} one={one} />
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

export function DeskCertificates({ sentences, onPick }) {
  const { here, found, error, busy, look } = useDevice(sentences, true);
  const pick = (one) => {
    const issuers = found.filter((other) => other.authority && other.token === one.token);
    onPick?.([one, ...issuers].map((each) => pem(each.der)).join(""), one.serial);
  };
  return (
    <div className="desk-device">
      <div className="row">
        <Look busy={busy} look={look} label="Lấy chứng thư từ thiết bị" />
      </div>
      <Help here={busy ? null : here} sentences={sentences} onPaired={look} onAgain={look} />
      {error && <Notice kind="warning" title="Chưa lấy được chứng thư">{error}</Notice>}
      {found && (
        <ul className="desk-certificates">
          {owned(found).map((one) => (
            <Row key={one.der} one={one}>
              <button type="button" className="button small" onClick={() => pick(one)}>
                <span>Chọn</span>
              </button>
            </Row>
          ))}
        </ul>
      )}
    </div>
  );
}
