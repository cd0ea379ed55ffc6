// A form sent while its files are still on their way waits, and goes by itself once they have arrived.
import { useEffect, useRef, useState } from "react";

// `field` refers to an input of the form; true while the form waits. A file that was refused lets nothing go.
export function useHeldForm(field, sending, refused) {
  const [waiting, setWaiting] = useState(false);
  const pressed = useRef(null);
  const underWay = useRef(false);
  underWay.current = sending;

  useEffect(() => {
    const form = field.current?.form;
    const hold = (event) => {
      if (!underWay.current) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed.current = event.submitter;
      setWaiting(true);
    };
    form?.addEventListener("submit", hold, true);
    return () => form?.removeEventListener("submit", hold, true);
  }, [field]);

  useEffect(() => {
    const form = field.current?.form;
    if (!waiting || sending || !form) return;
    setWaiting(false);
    if (!refused) form.requestSubmit(form.contains(pressed.current) ? pressed.current : null);
  }, [field, waiting, sending, refused]);

  return waiting;
}
