// The box a person puts in its place: dragged, resized at its corner, moved by arrow keys (Shift: resized), or called
// to another spot or page by a press on the paper. Reported once, when let go. A finger on the paper scrolls it; only a
// tap calls the box there.
import { useEffect, useRef } from "react";

const MM = 25.4 / 72;
const LEAST = 12; // points: about 4 mm
const ARROWS = { ArrowLeft: [-2, 0], ArrowRight: [2, 0], ArrowUp: [0, 2], ArrowDown: [0, -2] };

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

export const percent = (box, size) => ({
  left: `${(100 * box.x0) / size.width}%`,
  top: `${(100 * (size.height - box.y1)) / size.height}%`,
  width: `${(100 * (box.x1 - box.x0)) / size.width}%`,
  height: `${(100 * (box.y1 - box.y0)) / size.height}%`,
});

const moved = (box, dx, dy, size) => {
  const x = clamp(dx, -box.x0, size.width - box.x1);
  const y = clamp(dy, -box.y0, size.height - box.y1);
  return { ...box, x0: box.x0 + x, x1: box.x1 + x, y0: box.y0 + y, y1: box.y1 + y };
};

const resized = (box, dx, dy, size) => ({
  ...box,
  x1: clamp(box.x1 + dx, box.x0 + LEAST, size.width),
  y0: clamp(box.y0 + dy, 0, box.y1 - LEAST),
});

const round = (points) => Math.round(points * 100) / 100;

export function MovableBox({ page, size, box, setBox, resizable, onPlace }) {
  const layer = useRef(null);
  const grip = useRef(null);
  const pause = useRef(0);

  useEffect(() => () => clearTimeout(pause.current), []);

  const report = (next) => onPlace?.(page, round(next.x0), round(next.y0), round(next.x1), round(next.y1));
  const at = (event) => {
    const frame = layer.current.getBoundingClientRect();
    const scale = size.width / frame.width;
    return { x: (event.clientX - frame.left) * scale, y: size.height - (event.clientY - frame.top) * scale };
  };

  const called = ({ x, y }) => moved({ ...box, page }, x - (box.x0 + box.x1) / 2, y - (box.y0 + box.y1) / 2, size);

  const grab = (event) => {
    if (event.button !== 0 || (event.pointerType === "touch" && event.target === layer.current)) return;
    event.preventDefault();
    const point = at(event);
    const change = event.target.dataset.corner ? resized : moved;
    const start = event.target === layer.current ? called(point) : { ...box, page };
    grip.current = { point, start, change, last: start };
    setBox(start);
    layer.current.setPointerCapture(event.pointerId);
  };
  const drag = (event) => {
    if (!grip.current) return;
    const { point, start, change } = grip.current;
    const now = at(event);
    grip.current.last = change(start, now.x - point.x, now.y - point.y, size);
    setBox(grip.current.last);
  };
  const letGo = () => {
    if (!grip.current) return;
    const { last } = grip.current;
    grip.current = null;
    report(last);
  };
  const tap = (event) => {
    if (event.nativeEvent.pointerType !== "touch" || event.target !== layer.current) return;
    const next = called(at(event));
    setBox(next);
    report(next);
  };
  const onKey = (event) => {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = (event.shiftKey && resizable ? resized : moved)(box, ...step, size);
    setBox(next);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => report(next), 400);
  };

  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0].map((points) => Math.round(points * MM));
  return (
    <div
      className="placing"
      ref={layer}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onClick={tap}
    >
      {box.page === page && (
        <div
          className={`box movable ${box.tone} ${box.round ? "round" : ""}`}
          style={percent(box, size)}
          tabIndex={0}
          role="application"
          aria-label={`${box.label}, trang ${page}. Phím mũi tên để dời${resizable ? ", thêm Shift để đổi cỡ" : ""}.`}
          onKeyDown={onKey}
        >
          <span>
            {box.label} · {width} × {height} mm
          </span>
          {resizable && <i className="corner" data-corner="true" />}
        </div>
      )}
    </div>
  );
}
