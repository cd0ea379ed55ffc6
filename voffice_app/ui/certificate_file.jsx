// A certificate's file, or its PEM text pasted. It is read here in the browser: a few KB that everybody may know.
import { useEffect, useState } from "react";

import { icon } from "./icon.jsx";

const LARGEST = 200 * 1024;

async function asPem(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""); // "latin1" of the web is not Latin-1
  if (text.includes("-----BEGIN")) return text;
  const lines = btoa(text).match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

export function CertificateFile({ name, value }) {
  const [pem, setPem] = useState(value ?? "");
  const [told, setTold] = useState("");
  useEffect(() => {
    if (!value) return;
    setPem(value);
    setTold("Đã lấy từ thiết bị đang cắm.");
  }, [value]);

  const take = async (files) => {
    const file = files[0];
    if (!file) return;
    if (file.size > LARGEST) return setTold(`${file.name} quá lớn, không phải tệp chứng thư.`);
    setPem(await asPem(file));
    setTold(`Đã đọc ${file.name}.`);
  };

  return (
    <div className="field">
      <label className="drop slim" onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => (event.preventDefault(), take(event.dataTransfer.files))}>
        {icon("file-up")}
        <b>Thả tệp chứng thư (.cer, .crt, .pem) vào đây hoặc bấm để chọn</b>
        <span className="hint" role="status">{told || "Hoặc dán nội dung PEM vào ô dưới"}</span>
        <input type="file" accept=".cer,.crt,.pem,.der" aria-label="Tệp chứng thư"
          onChange={(event) => (take(event.target.files), (event.target.value = ""))} />
      </label>
      <label htmlFor={name}>Nội dung chứng thư <span className="red-text" aria-hidden="true">*</span></label>
      <textarea id={name} name={name} className="control" rows={3} required value={pem}
        onChange={(event) => setPem(event.target.value)} />
    </div>
  );
}
