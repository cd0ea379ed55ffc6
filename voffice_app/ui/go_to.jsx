// A button that brings another part of the page into view and gives it the focus: comment to its mark, mark to comment.
export const goTo = (id) => {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
};

export const GoTo = ({ target, children }) => (
  <button type="button" className="text-link" onClick={() => goTo(target)}>
    {children}
  </button>
);
