// A refused request in words: the server's own sentence, else the one kept for its code, its facts filled in.
const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_, name) => facts?.[name] ?? "…");

export function inWords(answer, sentences) {
  const reasons = answer.reasons ?? [answer];
  return reasons
    .map((reason) => {
      const facts = { ...reason, ...reason.facts };
      return reason.message ?? fill(sentences[reason.code] ?? sentences.unexpected, facts);
    })
    .join(" ");
}
