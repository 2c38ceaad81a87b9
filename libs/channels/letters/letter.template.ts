/** The association's paper, in Typst. Everything a person wrote comes in as `sys.inputs.letter`, JSON, and is only shown. */
export const LETTER_TEMPLATE = `
#let letter = json(bytes(sys.inputs.letter))
#let arabic = letter.language == "ar"
#let ink = rgb("#0b4f49")
#let module = 0.33mm

#let barcode = box(width: module * letter.barsWidth, height: 9mm, {
  set text(dir: ltr)
  for (at, width) in letter.bars {
    place(top + left, dx: module * at, rect(width: module * width, height: 9mm, fill: black, stroke: none))
  }
})

#set document(title: letter.subject, author: letter.nameEn, date: auto)
#set page(
  paper: "a4",
  margin: (top: 44mm, bottom: 38mm, x: 24mm),
  header-ascent: 8mm,
  footer-descent: 6mm,
  header: {
    set text(dir: ltr, fill: ink)
    grid(
      columns: (1fr, 1fr),
      align: (left + horizon, right + horizon),
      {
        set text(lang: "en", size: 11pt)
        text(weight: 600, letter.nameEn)
        if letter.underNameEn != "" { linebreak(); text(size: 8.5pt, letter.underNameEn) }
      },
      {
        set text(lang: "ar", dir: rtl, size: 15pt)
        text(weight: 600, letter.nameAr)
        if letter.underNameAr != "" { linebreak(); text(size: 9.5pt, letter.underNameAr) }
      },
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
        text(letter.footer)
        if letter.footer != "" { linebreak() }
        context [#letter.words.page #counter(page).display("1 / 1", both: true)]
      },
      {
        set align(center)
        barcode
        v(-2.5mm)
        text(dir: ltr, size: 8pt, letter.reference)
      },
    )
  },
)
#set text(
  font: ("Noto Naskh Arabic", "Libertinus Serif"),
  size: 13pt,
  lang: letter.language,
  dir: if arabic { rtl } else { ltr },
)
#set par(leading: 0.95em, spacing: 1.15em, justify: false)

#{
  set text(size: 11.5pt)
  set align(end)
  block({
    set align(start)
    set par(leading: 0.7em)
    [#letter.words.number: #letter.number]
    linebreak()
    [#letter.words.date: #letter.hijri]
    linebreak()
    if letter.words.agreeing != "" [#letter.words.agreeing: ]
    letter.gregorian
  })
}
#v(4mm)

#if letter.to != "" or letter.address.len() > 0 {
  text(weight: 600, letter.to)
  for row in letter.address { linebreak(); row }
  parbreak()
}
#if letter.subject != "" {
  block[#text(weight: 600)[#letter.words.subject:] #letter.subject]
  v(2mm)
}

#for paragraph in letter.paragraphs {
  if paragraph.trim() == "" { v(0.4em) } else { par(text(paragraph)) }
}

#block(breakable: false, width: 100%, {
  v(10mm)
  set align(end)
  block({
    set align(center)
    text(weight: 600, letter.author)
    if letter.signatoryTitle != "" { linebreak(); letter.signatoryTitle }
    if letter.signs {
      v(14mm)
      line(length: 52mm, stroke: (paint: luma(120), thickness: 0.6pt, dash: "dotted"))
      v(-2mm)
      text(size: 9.5pt, fill: luma(90), letter.words.signature)
    }
  })
})
`;
