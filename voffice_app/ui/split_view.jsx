// Two panes and the divider between them: dragged, moved by arrow keys, put back by a double click.
import { Children, useEffect, useRef, useState } from "react";

const USUAL = 58;
const KEPT = "voffice.split";
const within = (share) => Math.min(72, Math.max(36, share));

export function SplitView({ children }) {
  const [left, right] = Children.toArray(children);
  const [share, setShare] = useState(USUAL);
  const frame = useRef(null);

  useEffect(() => setShare(within(Number(localStorage.getItem(KEPT)) || USUAL)), []);

  const move = (next) => {
    setShare(within(next));
    localStorage.setItem(KEPT, within(next));
  };
  const drag = (event) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left: start, width } = frame.current.getBoundingClientRect();
    move(((event.clientX - start) / width) * 100);
  };
  const keys = { ArrowLeft: -2, ArrowRight: 2 };

  return (
    <div className="split" ref={frame} style={{ "--share": `${share}%` }}>
      {left}
      <div
        className="divider"
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label="Chia đôi màn hình"
        aria-valuenow={Math.round(share)}
        aria-valuemin={36}
        aria-valuemax={72}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => move(USUAL)}
        onKeyDown={(event) => keys[event.key] && move(share + keys[event.key])}
      />
      {right}
    </div>
  );
}
