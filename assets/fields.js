// A field left out is asked for in Vietnamese, whatever language the browser itself speaks. The words are taken back
// when the person types, and before each new try: the page may have filled the field by itself in between.
const told = new WeakSet();

function sentence({ type, tagName, validity, minLength, min, max }) {
  if (validity.valueMissing) return tagName === "SELECT" ? "Hãy chọn một mục." : "Hãy điền mục này.";
  if (validity.tooShort) return `Cần ít nhất ${minLength} ký tự.`;
  if (validity.rangeUnderflow) return `Nhỏ nhất là ${min}.`;
  if (validity.rangeOverflow) return `Lớn nhất là ${max}.`;
  return type === "number" ? "Hãy viết một số nguyên." : "Mục này viết chưa đúng.";
}

function takeBack(field) {
  if (!told.delete(field)) return;
  field.setCustomValidity("");
}

function onInvalid({ target }) {
  if (target.validity.customError) return;
  target.setCustomValidity(sentence(target));
  told.add(target);
}

function onClick({ target }) {
  const form = target.closest?.("button, input[type=submit]")?.form;
  if (form) [...form.elements].forEach(takeBack);
}

document.addEventListener("invalid", onInvalid, true);
document.addEventListener("click", onClick, true);
for (const change of ["input", "change"]) document.addEventListener(change, ({ target }) => takeBack(target), true);
