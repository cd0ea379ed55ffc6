// The frame's one place for news: stays while it is being read, goes by itself when it was good news.
import { useEffect } from "react";

import { icon } from "./icon.jsx";

const LOOK = { done: "circle-check", calm: "info", refused: "circle-alert" };
const GOES_AFTER = 7000; // milliseconds; a refusal stays until it is closed

export function News({ text, kind, onHush }) {
  useEffect(() => {
    if (!text || kind === "refused") return;
    const leave = setTimeout(() => onHush?.(), GOES_AFTER);
    return () => clearTimeout(leave);
  }, [text, kind]);

  return (
    <div className="news" role={kind === "refused" ? "alert" : "status"}>
      {text && (
        <div className={`news-item ${kind}`}>
          {icon(LOOK[kind] ?? "info")}
          <p>{text}</p>
          <button type="button" title="Đóng" onClick={() => onHush?.()}>
            {icon("x")}
            <span className="unseen">Đóng thông báo</span>
          </button>
        </div>
      )}
    </div>
  );
}
