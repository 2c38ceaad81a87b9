/** The sheet of an interview, in Typst. Everything a person wrote comes in as `sys.inputs.sheet`, JSON, and is only shown. */
export const SHEET_TEMPLATE = `
#let sheet = json(bytes(sys.inputs.sheet))
#let arabic = sheet.language == "ar"
#let words = sheet.words
#let ink = rgb("#0b4f49")
#let module = 0.33mm

#let barcode = box(width: module * sheet.barsWidth, height: 9mm, {
  set text(dir: ltr)
  for (at, width) in sheet.bars {
    place(top + left, dx: module * at, rect(width: module * width, height: 9mm, fill: black, stroke: none))
  }
})

#set document(title: sheet.title, author: sheet.nameEn, date: auto)
#set page(
  paper: "a4",
  margin: (top: 34mm, bottom: 34mm, x: 22mm),
  header-ascent: 7mm,
  footer-descent: 6mm,
  header: {
    set text(dir: ltr, fill: ink)
    grid(
      columns: (1fr, 1fr),
      align: (left + horizon, right + horizon),
      text(lang: "en", size: 11pt, weight: 600, sheet.nameEn),
      text(lang: "ar", dir: rtl, size: 14pt, weight: 600, sheet.nameAr),
    )
    v(-2mm)
    line(length: 100%, stroke: 0.8pt + ink)
  },
  footer: {
    set text(size: 8.5pt, fill: luma(60))
    line(length: 100%, stroke: 0.4pt + luma(160))
    grid(
      columns: (1fr, auto),
      align: (start + horizon, end + horizon),
      {
        [#words.digest:]
        linebreak()
        text(dir: ltr, size: 6.5pt, sheet.digest)
        linebreak()
        context [#words.page #counter(page).display("1 / 1", both: true)]
      },
      {
        set align(center)
        barcode
        v(-2.5mm)
        text(dir: ltr, size: 8pt, sheet.reference)
      },
    )
  },
)
#set text(
  font: ("Noto Naskh Arabic", "Libertinus Serif"),
  size: 12pt,
  lang: sheet.language,
  dir: if arabic { rtl } else { ltr },
)
#set par(leading: 0.8em, spacing: 1em, justify: false)

#text(size: 17pt, weight: 600, fill: ink, sheet.title)

#let about = (
  (words.person, sheet.person),
  (words.officer, sheet.officer),
  (words.number, sheet.number),
  (words.ticket, sheet.ticket),
  (words.date, if words.agreeing != "" [#sheet.hijri #words.agreeing #sheet.gregorian] else [#sheet.hijri, #sheet.gregorian]),
).filter(((_, value)) => value != "")

#let pairs(rows) = grid(
  columns: (34%, 1fr),
  row-gutter: 3.2mm,
  column-gutter: 4mm,
  ..rows.map(((label, value)) => (text(fill: luma(90), label), value)).flatten(),
)

#block(fill: rgb("#f1f5f4"), radius: 2mm, inset: 4mm, width: 100%, pairs(about))

#for part in sheet.parts {
  v(3mm)
  block(sticky: true, text(size: 13.5pt, weight: 600, fill: ink, part.title))
  pairs(part.lines.map(line => (line.label, line.value)))
}

#v(4mm)
#block(breakable: false, width: 100%, {
  line(length: 100%, stroke: 0.4pt + luma(160))
  text(sheet.statement)
  v(3mm)
  set align(end)
  block(width: 72mm, {
    set align(center)
    text(size: 10pt, fill: luma(90), words.signature)
    if sheet.signature == none {
      v(16mm)
      line(length: 100%, stroke: (paint: luma(120), thickness: 0.6pt, dash: "dotted"))
      text(size: 10.5pt, sheet.person)
    } else {
      if sheet.signature.picture != "" {
        v(-1mm)
        image(bytes(sheet.signature.picture), format: "svg", width: 60mm)
        v(-2mm)
      } else {
        v(3mm)
      }
      line(length: 100%, stroke: 0.6pt + luma(120))
      text(weight: 600, sheet.signature.name)
      linebreak()
      text(size: 9pt, fill: luma(90), if sheet.signature.picture != "" { words.signedOnScreen } else { words.typed })
      linebreak()
      text(size: 9pt, fill: luma(90), sheet.signature.at)
    }
  })
})
`;
