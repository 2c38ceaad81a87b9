/** An address of a page, or a word with digits that must not break or turn around: a case number, a phone, an IBAN. */
const SPECIAL =
  /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?،؛؟)\]])|([+A-Za-z0-9]+(?:-[A-Za-z0-9]+)+|\+?[A-Z]*\d{4,})/g;

/** Message text as elements, never as markup: links open in a new tab, numbers keep their order in Arabic lines. */
export function MessageText({ text }: { readonly text: string }) {
  return (
    text &&
    text.split('\n').map((line, index) => (
      <p key={index} dir="auto">
        {pieces(line)}
      </p>
    ))
  );
}

function pieces(line: string) {
  // Two groups in the pattern: every third piece is plain text, then a link or nothing, then a number or nothing.
  return line.split(SPECIAL).map((piece, index) => {
    if (index % 3 === 0 || !piece) return piece;
    if (index % 3 === 2)
      return (
        <bdi key={index} dir="ltr">
          {piece}
        </bdi>
      );
    return (
      <a key={index} href={piece} target="_blank" rel="noreferrer" dir="ltr">
        {piece}
      </a>
    );
  });
}
