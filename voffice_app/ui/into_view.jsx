// What a long form is told stands where the eye is: each time the reasons come anew, they are scrolled into view.
import { useEffect, useRef } from "react";

export function IntoView({ of, children }) {
  const place = useRef(null);

  useEffect(() => {
    if (of?.length) place.current?.scrollIntoView({ block: "nearest" });
  }, [of]);

  return (
    <div ref={place} className="into-view">
      {children}
    </div>
  );
}
