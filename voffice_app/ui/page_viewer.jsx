// Pages as pictures made by the server, under boxes given in PDF points (bottom left origin). Each page keeps its
// room before its picture comes; pictures are fetched when they come near, as fine as the screen can show.
import { useEffect, useRef, useState } from "react";

import { goTo } from "./go_to.jsx";
import { icon } from "./icon.jsx";
import { MovableBox, percent } from "./movable_box.jsx";

const POINT = 96 / 72; // CSS pixels in a point at 100 %
const DPI = [96, 110, 144, 192, 220]; // what the server draws
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

const fineEnough = (pixels, points) => {
  const wanted = (pixels * window.devicePixelRatio * 72) / points;
  return DPI.find((dpi) => dpi >= wanted * 0.95) ?? DPI.at(-1);
};

function Picture({ src, page, size, zoom }) {
  const frame = useRef(null);
  const [dpi, setDpi] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const watch = new IntersectionObserver(
      ([seen]) => seen.isIntersecting && setDpi(fineEnough(seen.boundingClientRect.width, size.width)),
      { rootMargin: "800px" },
    );
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [size.width, zoom]);
  useEffect(() => setFailed(false), [src]);

  return (
    <div className="picture" ref={frame}>
      {failed ? (
        <p role="alert">
          Chưa hiện được trang {page}. Tệp vẫn còn nguyên.
          <button type="button" className="button small" onClick={() => setFailed(false)}>
            Thử lại
          </button>
        </p>
      ) : (
        dpi > 0 && (
          <img
            src={`${src}/${page}.png?dpi=${dpi}`}
            alt={`Trang ${page}`}
            draggable={false}
            decoding="async"
            onError={() => setFailed(true)}
          />
        )
      )}
    </div>
  );
}

const FixedBox = ({ box, size }) => (
  <div className={`box ${box.tone} ${box.round ? "round" : ""}`} style={percent(box, size)}>
    {box.label && <span>{box.label}</span>}
  </div>
);

// The number of a comment on its place; a press leads to its words beside the page.
const Mark = ({ box, size }) => (
  <button
    type="button"
    id={`mark-${box.label}`}
    className={`box mark ${box.tone}`}
    style={percent(box, size)}
    title={`Góp ý ${box.label}`}
    onClick={() => goTo(`comment-${box.label}`)}
  >
    <span>{box.label}</span>
  </button>
);

function Bar({ page, pages, zoom, setZoom, children }) {
  const step = (by) => setZoom((now) => ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(now) + by))]);
  return (
    <div className="viewer-bar">
      <span className="number">
        Trang {page} / {pages}
      </span>
      {children}
      <span className="row">
        <button type="button" className="button small bare" title="Thu nhỏ" onClick={() => step(-1)}>
          {icon("zoom-out")}
        </button>
        <button type="button" className="button small bare number" title="Vừa khung" onClick={() => setZoom(1)}>
          {Math.round(zoom * 100)} %
        </button>
        <button type="button" className="button small bare" title="Phóng to" onClick={() => step(1)}>
          {icon("zoom-in")}
        </button>
      </span>
    </div>
  );
}

export function PageViewer({ src, pages, boxes, marks = [], place, resizable, hint, onPlace, onHeld }) {
  const [zoom, setZoom] = useState(1);
  const [here, setHere] = useState(1);
  const [box, setBox] = useState(place);
  const sheets = useRef(null);

  useEffect(() => {
    const watch = new IntersectionObserver(
      (seen) => seen.forEach((one) => one.isIntersecting && setHere(Number(one.target.dataset.page))),
      { rootMargin: "-45% 0px -45% 0px" },
    );
    sheets.current.querySelectorAll(".leaf").forEach((leaf) => watch.observe(leaf));
    return () => watch.disconnect();
  }, [src, pages.length]);

  const given = JSON.stringify(place ?? null);
  useEffect(() => setBox(JSON.parse(given)), [given]);

  // The box in hand comes into view; on a narrow screen only when another was taken, lest the page jump as it opens.
  const wanted = place?.label;
  const held = useRef(undefined);
  useEffect(() => {
    const beside = window.matchMedia("(min-width: 901px)").matches;
    const taken = held.current !== undefined && held.current !== wanted;
    if (wanted && (beside || taken)) sheets.current.querySelector(".box.movable")?.scrollIntoView({ block: "center" });
    held.current = wanted ?? "";
  }, [wanted, src]);

  return (
    <div className="viewer">
      <Bar page={here} pages={pages.length} zoom={zoom} setZoom={setZoom}>
        {place && <span className="viewer-hint">{hint}</span>}
        {place && onHeld && (
          <button type="button" className="button small" onClick={() => onHeld()}>
            {icon("check")}
            <span>Xong</span>
          </button>
        )}
      </Bar>
      <div className="leaves" ref={sheets}>
        {pages.map((size, index) => (
          <div
            key={index}
            className="leaf"
            data-page={index + 1}
            style={{
              width: `calc(${zoom} * min(100%, ${size.width * POINT}px))`,
              aspectRatio: `${size.width} / ${size.height}`,
            }}
          >
            <Picture src={src} page={index + 1} size={size} zoom={zoom} />
            {boxes.map((box, at) => box.page === index + 1 && <FixedBox key={at} box={box} size={size} />)}
            {marks.map((box) => box.page === index + 1 && <Mark key={box.label} box={box} size={size} />)}
            {box && (
              <MovableBox
                page={index + 1}
                size={size}
                box={box}
                setBox={setBox}
                resizable={resizable}
                onPlace={onPlace}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
