/** Reference numbers, phone numbers and account numbers: they read from left to right and never break. */
const code = /(\b[A-Z]{2,6}-[A-Z0-9-]*\d|\bSA\d{22}\b|\+?\d[\d -]{6,}\d)/g;

/** Message text whose codes and numbers keep their order inside Arabic. */
export const MarkedText = ({ text }: { text: string }) => (
  <>
    {text.split(code).map((piece, index) =>
      index % 2 === 1 ? (
        <bdi key={`${index} ${piece}`} dir="ltr" class="code">
          {piece}
        </bdi>
      ) : (
        piece
      ),
    )}
  </>
);
