/** An address of a page, or a word of letters, digits and hyphens (a case number, a phone number) that must not break. */
const SPECIAL = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?،؛؟)\]])|(\+?[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+|\+?\d{5,})/g;

/** Message text as elements, never as markup: links open in a new tab, numbers keep their order in Arabic lines. */
export function MessageText({ text }: { readonly text: string }) {
  return text && text.split('\n').map((line) => <p dir="auto">{pieces(line)}</p>);
}

function pieces(line: string) {
  // Two groups in the pattern: every third piece is plain text, then a link or nothing, then a number or nothing.
  return line.split(SPECIAL).map((piece, index) => {
    if (index % 3 === 0 || !piece) return piece;
    if (index % 3 === 2) return <bdi dir="ltr">{piece}</bdi>;
    return (
      <a href={piece} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
        {piece}
      </a>
    );
  });
}
