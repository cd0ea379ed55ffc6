// Fires every so many seconds while it is told to; draws nothing, and is silent in a tab that nobody sees.
import { useEffect } from "react";

export function Ticker({ running, seconds, onTick }) {
  useEffect(() => {
    if (!running) return undefined;
    const beat = setInterval(() => document.hidden || onTick?.(), seconds * 1000);
    return () => clearInterval(beat);
  }, [running, seconds]);
  return null;
}
