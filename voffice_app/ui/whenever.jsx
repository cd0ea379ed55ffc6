// Asks anew each time what it depends on has changed; while that is empty there is nothing to ask about.
import { useEffect } from "react";

export function Whenever({ of, onChange }) {
  useEffect(() => {
    if (of) onChange?.();
  }, [of]);
  return null;
}
