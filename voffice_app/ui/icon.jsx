// A Lucide icon from the site's own sheet.
export const icon = (name) => (
  <svg className="icon" aria-hidden="true">
    <use href={`/icons.svg#${name}`} />
  </svg>
);
